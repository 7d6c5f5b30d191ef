import { createHmac } from "node:crypto"
import { describe, expect, it } from "vitest"
import { parseJsonBody } from "@/lib/http/body"
import { receiveRequest } from "@/lib/receivers/receive"
import type { SourceSettings } from "@/lib/receivers/source-schemas"
import { createSource } from "@/lib/receivers/sources"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog } from "../setup/story"
import { readReceived, settle, threeTimes } from "./receiver-helpers"

useDatabase()

async function makeSource(settings: Partial<SourceSettings> = {}) {
  const blog = await makeBlog()
  const { source, secret } = await createSource(DESK, blog.id, {
    kind: "webhook",
    name: "Results",
    settings: { delivery: "publish", ...settings },
  })
  const send = (body: object | string, headers: Record<string, string> = {}) => {
    const json = typeof body === "string" ? body : JSON.stringify(body)
    const all = new Headers({ authorization: `Bearer ${secret}`, ...headers })
    return receiveRequest("webhook", source.id, { headers: all, body: Buffer.from(json) }, (bytes) =>
      parseJsonBody(bytes, all),
    )
  }
  return { blog, secret: secret ?? "", send }
}

describe("a webhook", () => {
  it("finds its values where the newsroom says, and leads to the same posts in any order", async () => {
    const settings = {
      fields: {
        id: "data.0.key",
        title: "data.0.head",
        text: "data.0.body",
        author: "by.name",
        revision: "v",
        deleted: "gone",
        picture: "",
      },
    }
    const one = (key: string, v: number, fields: object, gone = false) => ({
      v,
      gone,
      by: { name: "Feed" },
      data: [{ key, ...fields }],
    })
    const story = [
      one("a", 1, { head: "Result", body: "12 of 40 counted" }),
      one("a", 2, { head: "Result", body: "40 of 40 counted" }),
      one("b", 1, { body: "Wrong" }),
      one("b", 2, {}, true),
    ]
    const wanted = { state: "published", title: "Result", text: "40 of 40 counted", authors: ["Feed"] }
    for (let seed = 1; seed <= 3; seed += 1) {
      const { blog, send } = await makeSource(settings)
      for (const [n, body] of threeTimes(story, seed).entries()) {
        await send(body)
        if (n % 3 === 0) await settle()
      }
      await settle()
      const posts = (await readReceived(blog.id)).filter(({ state }) => state !== "deleted")
      expect(posts).toMatchObject([wanted])
    }
  })

  it("takes what is signed by Standard Webhooks, and refuses what is forged, old, or unreadable with what to do", async () => {
    const { blog, secret, send } = await makeSource()
    const sign = (body: string, age = 0) => {
      const time = String(Math.floor(Date.now() / 1000) - age)
      const key = Buffer.from(secret.slice("whsec_".length), "base64")
      const hash = createHmac("sha256", key).update(`msg_1.${time}.${body}`).digest("base64")
      return { authorization: "", "webhook-id": "msg_1", "webhook-timestamp": time, "webhook-signature": `v1,${hash}` }
    }
    const body = JSON.stringify({ id: 7, text: "Signed" })
    await send(body, sign(body))
    await expect(send(body, sign(body, 400))).rejects.toMatchObject({ code: "old_signature" })
    await expect(send(`${body} `, sign(body))).rejects.toMatchObject({ code: "wrong_signature" })
    await expect(send(body, { authorization: "Bearer whsec_guess" })).rejects.toMatchObject({ code: "wrong_signature" })
    await expect(send("{", { authorization: "Bearer whsec_guess" })).rejects.toMatchObject({ code: "wrong_signature" })
    await expect(send("{")).rejects.toMatchObject({ code: "invalid_input" })
    await expect(send(`${"[".repeat(600)}${"]".repeat(600)}`)).rejects.toMatchObject({ code: "invalid_input" })
    await expect(send({ text: "No id" })).rejects.toMatchObject({ issues: [{ path: "id" }] })
    await expect(send({ id: "x" })).rejects.toMatchObject({ issues: [{ path: "text" }] })
    await expect(send({ id: "x", text: "y", revision: "soon" })).rejects.toMatchObject({
      issues: [{ path: "revision" }],
    })
    await settle()
    expect((await readReceived(blog.id)).map(({ text }) => text)).toEqual(["Signed"])
  })
})

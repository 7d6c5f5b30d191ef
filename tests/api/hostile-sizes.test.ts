import { readFileSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"
import sharp from "sharp"
import { beforeAll, describe, expect, it } from "vitest"
import { HOSTILE_HTML, repeat, toHost } from "../fakes/hostile-html"
import { watchHealth } from "../setup/health-watch"
import { useServer } from "../setup/server"
import { apiClient, type Post, refusal } from "./client"

/*
 * What is written to keep a server busy, at the running product: it answers others meanwhile. Five linked pages in one post
 * used to silence it for eleven seconds, one form for three.
 */

/** Others work on this machine, too. What is looked for took many times as long. */
const TIMEOUT_MS = 4_000
const WITHIN_MS = 30_000

type Embed = { attrs: { url: string; card?: { title: string; picture?: object } } }

describe("the pages behind the links of a post", () => {
  const { url, linked } = useServer()
  const { send, makeBlog } = apiClient()
  let path = ""
  beforeAll(async () => {
    path = (await makeBlog()).path
  })

  /** Sends a post of links, and waits until each of them has its card. */
  async function postLinks(addresses: string[]): Promise<Embed[]> {
    const { body } = await send<Post>("POST", `${path}/posts`, { body: { text: addresses.join("\n\n") } })
    for (const deadline = Date.now() + WITHIN_MS; ; await sleep(50)) {
      const { body: post } = await send<Post>("GET", `${path}/posts/${body.id}`)
      const embeds = post.content.content as Embed[]
      if (embeds.every(({ attrs }) => attrs.card)) return embeds
      if (Date.now() > deadline) throw new Error(`No cards came: ${JSON.stringify(embeds)}`)
    }
  }

  it("hold nobody up, five at once, whatever is written in them", async () => {
    const kinds = Object.keys(HOSTILE_HTML)
    for (let at = 0; at < kinds.length; at += 5) {
      const some = kinds.slice(at, at + 5)
      const addresses = some.map((kind) => `${linked}/busy?with=${encodeURIComponent(kind)}`)
      // The last one is there to be waited for: cards come together.
      const post = () =>
        send<Post>("POST", `${path}/posts`, { body: { text: addresses.join("\n\n") } }).then(() =>
          postLinks([`${linked}/surge?after=${at}`]),
        )
      expect((await watchHealth(url, post)).worst, some.join(", ")).toBeLessThan(TIMEOUT_MS)
    }
  })

  it("say what they are where they are like others: title and picture", async () => {
    const [embed] = await postLinks([`${linked}/surge`])
    expect(embed?.attrs.card).toMatchObject({ title: "How a storm surge works", picture: { width: 1200, height: 630 } })
  })

  it("are called by their host when they say late what they are", async () => {
    const [embed] = await postLinks([`${linked}/late`])
    expect(embed?.attrs.card).toEqual({ title: "127.0.0.1" })
  })
})

describe("what programs and browsers send", () => {
  const { url } = useServer()
  const { send, makeBlog } = apiClient()
  const doc = (content: unknown) => ({ content: { type: "doc", content } })
  const item = (content: unknown[]) => ({ type: "bulletList", content: [{ type: "listItem", content }] })
  const deep = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`

  it("as a post is refused in words, and holds nobody up", async () => {
    const { path } = await makeBlog()
    const BODIES: [body: unknown, codes: string[]][] = [
      [{ text: repeat("https://a.example/b\n", 400_000) }, ["post_too_large"]],
      [{ text: repeat("a\n\n", 300_000) }, ["post_too_large"]],
      [{ text: repeat(`http://${toHost(1_900)}\n`, 90_000) }, ["post_too_large"]],
      [{ text: "a", tags: Array(100_000).fill("") }, ["invalid_input"]],
      [Object.fromEntries(Array.from({ length: 40_000 }, (_, at) => [`k${at}`, 1])), ["invalid_input"]],
      [doc(Array(19_000).fill({})), ["invalid_content"]],
      [doc(Array(200_000).fill(1)), ["post_too_large", "invalid_content", "invalid_input"]],
      [doc([item(Array(19_000).fill({}))]), ["invalid_content"]],
      [`{"content":${deep(100_000)}}`, ["invalid_input"]],
      [`{"content":${'{"a":'.repeat(60_000)}1${"}".repeat(60_000)}}`, ["invalid_input"]],
    ]
    for (const [body, codes] of BODIES) {
      const what = JSON.stringify(body).slice(0, 80)
      const { worst, result } = await watchHealth(url, () => send("POST", `${path}/posts`, { body }))
      const { body: said, status } = result
      expect([what, status < 500, said.error.code]).toEqual([what, true, expect.stringMatching(codes.join("|"))])
      expect(JSON.stringify(said).length, what).toBeLessThan(60_000)
      expect(worst, what).toBeLessThan(TIMEOUT_MS)
    }
  })

  it("as a form with a picture is read within bounds, and taken where it is one", async () => {
    const bytes = 15 * 1024 * 1024
    const field = `--boundary\r\nContent-Disposition: form-data; name=`
    const FORMS: [what: string, body: string][] = [
      ["many fields", repeat(`${field}"a"\r\n\r\n\r\n`, bytes)],
      ["many headers", `--boundary\r\n${repeat("A: b\r\n", bytes)}`],
      ["a long name", `${field}"${repeat("%22", bytes)}"\r\n\r\nx\r\n--boundary--`],
      ["a packed file", `${field}"file"; filename="a"\r\n\r\n\x1f\x8b\b${"\0".repeat(bytes - 200)}\r\n--boundary--`],
    ]
    const headers = { "content-type": "multipart/form-data; boundary=boundary" }
    for (const [what, body] of FORMS) {
      const upload = () => send("POST", "/api/v1/media", { body: Buffer.from(body, "latin1"), headers })
      const { worst, result } = await watchHealth(url, upload)
      expect(["invalid_input", "picture_type", "picture_too_large"], what).toContain(refusal(result)[1])
      expect(worst, what).toBeLessThan(TIMEOUT_MS)
    }
    const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: "red" } })
      .jpeg()
      .toBuffer()
    const form = new FormData()
    form.set("alt", 'A "red" field – größer')
    form.set("file", new File([new Uint8Array(picture)], 'a"b; name="c".jpg', { type: "image/jpeg" }))
    const { status, body } = await send<{ alt: string; width: number }>("POST", "/api/v1/media", { body: form })
    expect([status, body.width, body.alt]).toEqual([201, 40, 'A "red" field – größer'])
  })

  it("as the call of a server action is judged before it is unpacked, and a usual one runs", async () => {
    const manifest = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")) as {
      node: Record<string, { filename: string }>
    }
    const [id = ""] =
      Object.entries(manifest.node).find(([, { filename }]) => filename === "app/login/actions.ts") ?? []
    const call = (body: string, type = "text/plain;charset=UTF-8", path = "/desk") =>
      fetch(`${url}${path}`, {
        method: "POST",
        headers: { "next-action": id, "content-type": type, origin: url },
        body,
      })
    const form = (fields: string) => [`${fields}--boundary--\r\n`, "multipart/form-data; boundary=boundary"] as const
    const field = (name: string) => `--boundary\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n\r\n`
    const CALLS: [what: string, status: number, body: string, type?: string][] = [
      ["lists in each other", 400, deep(200_000)],
      ["many lists", 400, `[${"[],".repeat(150_000)}[]]`],
      ["too long a text", 413, JSON.stringify(["x".repeat(700_000)])],
      ["a form of many fields", 415, ...form(Array.from({ length: 8_000 }, (_, at) => field(`1_${at}`)).join(""))],
    ]
    for (const [what, status, body, type] of CALLS) {
      const { worst, result } = await watchHealth(url, () => call(body, type))
      expect([what, result.status, Object.keys((await result.json()) as object)]).toEqual([what, status, ["error"]])
      expect(worst, what).toBeLessThan(TIMEOUT_MS)
    }
    const answer = await call(
      JSON.stringify([{ email: "nobody@example.org", password: "nothing like it" }]),
      undefined,
      "/login",
    )
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining("wrong_credentials")])
  })
})

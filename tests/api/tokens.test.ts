import { spawnSync } from "node:child_process"
import { beforeAll, describe, expect, it } from "vitest"
import { listApiTokens, revokeApiToken } from "@/lib/auth/api-tokens"
import { db } from "@/lib/db/client"
import { setDatabaseUrl } from "@/lib/env"
import type { Actor } from "@/lib/permissions/actor"
import { findRunning } from "@/scripts/lib/postgres/data-dir-lock"
import { useServer } from "../setup/server"
import { apiClient, type Post, refusal } from "./client"

const SYSTEM: Actor = { kind: "system", name: "test", source: "api" }

describe("API tokens", () => {
  const { dataDir } = useServer()
  const { send, makeBlog } = apiClient()

  function runCommand(...args: string[]) {
    const { DATABASE_URL: _, ...inherited } = process.env
    const env = { ...inherited, DATA_DIR: dataDir }
    return spawnSync(process.execPath, ["--import", "tsx", "scripts/token.ts", ...args], { env, encoding: "utf8" })
  }

  beforeAll(async () => {
    setDatabaseUrl((await findRunning(dataDir))?.databaseUrl ?? "")
  })

  it("are asked for at every address", async () => {
    const { path } = await makeBlog()
    const requests: [string, string][] = [
      ["POST", "/api/v1/blogs"],
      ["GET", path],
      ["PATCH", path],
      ["GET", `${path}/posts`],
      ["POST", `${path}/posts`],
      ["GET", `${path}/posts/post_1`],
      ["PATCH", `${path}/posts/post_1`],
      ["DELETE", `${path}/posts/post_1`],
      ["POST", "/api/v1/media"],
    ]
    for (const [method, at] of requests) {
      for (const token of [null, "rs_", `rs_${"x".repeat(40)}`, "x' or 1=1--"]) {
        const body = method === "GET" ? undefined : "{}"
        const answer = await send(method, at, { token, body })
        expect([method, at, ...refusal(answer)]).toEqual([method, at, 401, "invalid_token"])
        expect(answer.headers.get("www-authenticate")).toBe("Bearer")
      }
    }
  })

  it("come from a command while the server runs, and are kept so that nobody can read them", async () => {
    const token = runCommand("--name", "Bot").stdout.trim()
    expect(token).toMatch(/^rs_[0-9A-Za-z]{40}$/)
    const { path } = await makeBlog()
    expect((await send("GET", path, { token })).status).toBe(200)
    expect(JSON.stringify(await db().apiToken.findMany())).not.toContain(token)
    const known = (await listApiTokens(SYSTEM)).find((each) => each.name === "Bot")
    expect(known).toMatchObject({ hint: token.slice(-4), blog: null, lastUsedAt: expect.any(String) })
  })

  it("work no more once they are revoked", async () => {
    const token = runCommand("--name", "Revoked").stdout.trim()
    const { path } = await makeBlog()
    expect((await send("GET", path, { token })).status).toBe(200)
    const id = (await listApiTokens(SYSTEM)).find((each) => each.name === "Revoked")?.id ?? ""
    await revokeApiToken(SYSTEM, id)
    expect(refusal(await send("GET", path, { token }))).toEqual([401, "invalid_token"])
  })

  it("limited to a blog reach no other, and make none", async () => {
    const [own, other] = [await makeBlog(), await makeBlog()]
    const token = runCommand("--name", "Limited", "--blog", own.slug).stdout.trim()
    const { body: post } = await send<Post>("POST", `${other.path}/posts`, { body: { text: "Not theirs" } })
    expect((await send("POST", `${own.path}/posts`, { token, body: { text: "Ours" } })).status).toBe(201)
    const requests: [string, string, unknown][] = [
      ["POST", "/api/v1/blogs", { slug: "one-more", title: "T" }],
      ["GET", other.path, undefined],
      ["PATCH", other.path, { title: "Taken" }],
      ["GET", `${other.path}/posts`, undefined],
      ["POST", `${other.path}/posts`, { text: "Taken" }],
      ["PATCH", `${other.path}/posts/${post.id}`, { title: "Taken" }],
      ["DELETE", `${other.path}/posts/${post.id}`, undefined],
    ]
    for (const [method, at, body] of requests) {
      expect([method, at, ...refusal(await send(method, at, { token, body }))]).toEqual([method, at, 403, "forbidden"])
    }
    const around = await send("DELETE", `${own.path}/posts/${post.id}`, { token })
    expect(refusal(around)).toEqual([404, "post_not_found"])
  })

  it("are not made for a blog that does not exist, nor without a name; the command says what to do", () => {
    expect(runCommand("--name", "x", "--blog", "none")).toMatchObject({ status: 1, stdout: "" })
    const { status, stderr } = runCommand()
    expect([status, stderr]).toEqual([1, expect.stringContaining("npm run token -- --name")])
  })
})

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
    const { stdout, stderr } = runCommand("--name", "Bot")
    const token = stdout.trim()
    expect(token, stderr).toMatch(/^rs_[0-9A-Za-z]{40}$/)
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

  it("for drafts only write and submit drafts, which an editor publishes; for reading only change nothing", async () => {
    const { path, slug } = await makeBlog()
    const { body: live } = await send<Post>("POST", `${path}/posts`, { body: { text: "Live" } })
    const drafter = runCommand("--name", "Drafter", "--blog", slug, "--scope", "draft").stdout.trim()
    const made = await send<Post>("POST", `${path}/posts`, { token: drafter, body: { text: "Theirs", state: "draft" } })
    expect(made.status).toBe(201)
    const own = `${path}/posts/${made.body.id}`
    expect((await send("PATCH", own, { token: drafter, body: { state: "submitted" } })).status).toBe(200)
    const reader = runCommand("--name", "Reader", "--scope", "read").stdout.trim()
    expect((await send("GET", own, { token: reader })).status).toBe(200)
    const refused: [token: string, method: string, at: string, body?: unknown][] = [
      [drafter, "POST", `${path}/posts`, { text: "Out" }],
      [drafter, "PATCH", own, { state: "published" }],
      [drafter, "PATCH", `${path}/posts/${live.id}`, { text: "Changed" }],
      [drafter, "DELETE", `${path}/posts/${live.id}`],
      [drafter, "PATCH", path, { title: "Changed" }],
      [reader, "POST", `${path}/posts`, { text: "Out", state: "draft" }],
      [reader, "PATCH", own, { text: "Changed" }],
      [reader, "DELETE", own],
      [reader, "PATCH", path, { title: "Changed" }],
    ]
    for (const [token, method, at, body] of refused) {
      expect([method, at, ...refusal(await send(method, at, { token, body }))]).toEqual([method, at, 403, "forbidden"])
    }
    expect((await send("PATCH", own, { body: { state: "published" } })).status).toBe(200)
    expect(refusal(await send("PATCH", own, { token: drafter, body: { text: "Late" } }))).toEqual([403, "forbidden"])
  })

  it("are refused from their end on", async () => {
    const { path } = await makeBlog()
    const token = runCommand("--name", "Ending", "--days", "1").stdout.trim()
    expect((await send("GET", path, { token })).status).toBe(200)
    const { id, expiresAt } = (await listApiTokens(SYSTEM)).find((each) => each.name === "Ending") ?? {}
    expect(Date.parse(expiresAt ?? "") - Date.now()).toBeGreaterThan(23 * 3_600_000)
    await db().apiToken.update({ where: { id: id ?? "" }, data: { expiresAt: new Date() } })
    expect(refusal(await send("GET", path, { token }))).toEqual([401, "invalid_token"])
    expect(runCommand("--name", "x", "--days", "0")).toMatchObject({ status: 1, stdout: "" })
  })

  it("are not made for a blog that does not exist, nor without a name; the command says what to do", () => {
    expect(runCommand("--name", "x", "--blog", "none")).toMatchObject({ status: 1, stdout: "" })
    const { status, stderr } = runCommand()
    expect([status, stderr]).toEqual([1, expect.stringContaining("npm run token -- --name")])
  })
})

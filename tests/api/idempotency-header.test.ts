import { request } from "node:http"
import { connect } from "node:net"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { closeDb, db } from "@/lib/db/client"
import { setDatabaseUrl } from "@/lib/env"
import { findRunning } from "@/scripts/lib/postgres/data-dir-lock"
import { useServer } from "../setup/server"
import { apiClient, type ErrorBody, type Post } from "./client"

describe("the text of an Idempotency-Key", () => {
  const { url, send, makeBlog } = apiClient()
  const { dataDir, token } = useServer()

  beforeAll(async () => setDatabaseUrl((await findRunning(dataDir))?.databaseUrl ?? ""))
  afterAll(() => closeDb())

  it.each([
    ["one letter", "k"],
    ["spaces, quotes and signs", '"say: 50 % of it", he said; #7'],
    ["255 letters", "x".repeat(255)],
    ["UTF-8", "Wahl – Ключ – 選挙 🗳️"],
    ["255 letters of three bytes each", "選".repeat(255)],
    ["a family of code points that are one sign", "👩‍👩‍👧‍👦".repeat(30)],
  ])("may be any printable text: %s", async (_, key) => {
    const { path } = await makeBlog()
    const first = await sendRaw(path, Buffer.from(key))
    expect([first.status, (await sendRaw(path, Buffer.from(key))).id]).toEqual([201, first.id])
    expect((await sendRaw(path, Buffer.from(`${key.slice(0, -1)}~`))).id).not.toBe(first.id)
  })

  it("in Latin-1 is taken as it is, and is not the same in UTF-8 when its bytes are not", async () => {
    const { path } = await makeBlog()
    const first = await sendRaw(path, Buffer.from("clé", "latin1"))
    expect([first.status, (await sendRaw(path, Buffer.from("clé", "latin1"))).id]).toEqual([201, first.id])
    expect(await db().idempotencyKey.count({ where: { key: "clé" } })).toBe(1)
  })

  it.each([
    ["is empty", Buffer.from("")],
    ["is nothing but spaces", Buffer.from("   ")],
    ["is nothing but spaces of other kinds", Buffer.from("\u00a0\u2003")],
    ["has 256 letters", Buffer.from("x".repeat(256))],
    ["has 256 letters of three bytes each", Buffer.from("選".repeat(256))],
    ["has a tab", Buffer.from("a\tb")],
    ["has a control character of Latin-1", Buffer.from([0x61, 0x85, 0x62])],
    ["has a control character of Unicode", Buffer.from("a\u009fb")],
    ["breaks lines", Buffer.from("a\u2028b")],
  ])("is refused in words when it %s", async (_, key) => {
    const { path } = await makeBlog()
    const { status, error } = await sendRaw(path, key)
    expect([status, error?.code, error?.issues]).toEqual([
      400,
      "invalid_input",
      [{ path: "idempotency-key", message: "An Idempotency-Key has 1 to 255 printable characters." }],
    ])
  })

  it.each([
    ["a zero", 0],
    ["a bell", 7],
    ["a delete", 127],
  ])("with %s in it makes nothing", async (_, code) => {
    const { path } = await makeBlog()
    expect(await sendBytes(path, Buffer.from([0x61, code, 0x62]))).toBe(400)
    expect((await send<{ posts: Post[] }>("GET", `${path}/posts`)).body.posts).toEqual([])
  })

  /** A request whose key is these bytes, as programs other than browsers send them. */
  function sendRaw(path: string, key: Buffer): Promise<{ status: number; id?: string; error?: ErrorBody["error"] }> {
    const raw = {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "idempotency-key": key.toString("latin1"),
    }
    return new Promise((resolve, reject) => {
      // Node sends a string as body together with the headers, and then these in UTF-8, too.
      const asked = request(`${url}${path}/posts`, { method: "POST", headers: raw }, async (response) => {
        const chunks: Buffer[] = []
        for await (const chunk of response) chunks.push(chunk)
        resolve({ status: response.statusCode ?? 0, ...JSON.parse(Buffer.concat(chunks).toString("utf8")) })
      })
      asked.once("error", reject).end(Buffer.from(JSON.stringify({ text: "Raw" })))
    })
  }

  /** The same for bytes that Node's client would not send; returns the status. */
  function sendBytes(path: string, key: Buffer): Promise<number> {
    const { hostname, port } = new URL(url)
    const body = JSON.stringify({ text: "Raw" })
    const head = `POST ${path}/posts HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\nContent-Length: ${body.length}\r\nIdempotency-Key: `
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname)
      let answer = ""
      socket.on("data", (chunk) => (answer += chunk.toString("latin1")))
      socket.once("error", reject).once("close", () => resolve(Number(/^HTTP\/1.1 (\d+)/.exec(answer)?.[1])))
      socket.write(Buffer.concat([Buffer.from(head), key, Buffer.from(`\r\n\r\n${body}`)]))
    })
  }
})

import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from "node:fs"
import { createServer, get, type IncomingHttpHeaders, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import os from "node:os"
import path from "node:path"
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createStaticFiles } from "@/lib/server/static-files"

const SCRIPT = `export const words = ${JSON.stringify("One film after another. ".repeat(100))}`
const FONT = Buffer.from([0x77, 0x4f, 0x46, 0x32, 1, 2, 3])

describe("files of the build", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "running-story-static-"))
  let server: Server
  let url: string

  beforeAll(async () => {
    const write = (name: string, bytes: string | Buffer) => writeFileSync(path.join(folder, name), bytes)
    write("a1.js", SCRIPT)
    write("a1.js.br", brotliCompressSync(SCRIPT))
    write("a1.js.gz", gzipSync(SCRIPT))
    write("font.woff2", FONT)
    write("gone.js", SCRIPT)
    write("page.html", "<p>Not ours to serve</p>")
    write("orphan.js.br", "no file beside it")
    const files = createStaticFiles(folder)
    server = createServer((request, response) => {
      if (!files.answer(request, response)) response.writeHead(418).end("passed on")
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/_next/static`
  })
  afterAll(() => {
    server.close()
    rmSync(folder, { recursive: true, force: true })
  })

  type Answer = { status: number | undefined; headers: IncomingHttpHeaders; body: Buffer }
  const ask = (name: string, headers: Record<string, string> = {}, method = "GET") =>
    new Promise<Answer>((resolve, reject) => {
      get(`${url}/${name}`, { headers, method }, async (response) => {
        const chunks: Buffer[] = []
        for await (const chunk of response) chunks.push(chunk as Buffer)
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) })
      }).on("error", reject)
    })

  it.each([
    ["br, gzip", "br", brotliDecompressSync],
    ["gzip, deflate, br, zstd", "br", brotliDecompressSync],
    ["gzip", "gzip", gunzipSync],
    ["br;q=0, gzip", "gzip", gunzipSync],
    ["br;q=0.0,gzip;q=0", undefined, (bytes: Buffer) => bytes],
    ["identity", undefined, (bytes: Buffer) => bytes],
    ["", undefined, (bytes: Buffer) => bytes],
  ])("come in the smallest form that a browser takes: %j", async (accepted, encoding, decode) => {
    const { status, headers, body } = await ask("a1.js", { "accept-encoding": accepted })
    expect(status).toBe(200)
    expect(headers["content-encoding"]).toBe(encoding)
    expect(headers.vary).toBe("Accept-Encoding")
    expect(headers["content-type"]).toBe("application/javascript; charset=utf-8")
    expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable")
    expect(headers["x-content-type-options"]).toBe("nosniff")
    expect(headers["content-length"]).toBe(String(body.length))
    expect(decode(body).toString()).toBe(SCRIPT)
  })

  it("are not sent again to a browser that has them", async () => {
    const { headers } = await ask("a1.js", { "accept-encoding": "br" })
    const again = await ask("a1.js", { "accept-encoding": "br", "if-none-match": headers.etag ?? "" })
    expect([again.status, again.body.length]).toEqual([304, 0])
    const other = await ask("a1.js", { "accept-encoding": "gzip", "if-none-match": headers.etag ?? "" })
    expect(other.status).toBe(200)
  })

  it("answer HEAD without a body", async () => {
    const { status, headers, body } = await ask("font.woff2", {}, "HEAD")
    expect([status, headers["content-length"], body.length]).toEqual([200, String(FONT.length), 0])
    expect(headers.vary).toBeUndefined()
  })

  it.each([
    "none.js",
    "page.html",
    "orphan.js",
    "orphan.js.br",
    "../package.json",
    "%2e%2e/package.json",
    "a1.js.br",
    "",
  ])("leave %j to the app", async (name) => {
    expect((await ask(name)).status).toBe(418)
  })

  it("leave every other method to the app", async () => {
    expect((await ask("a1.js", {}, "POST")).status).toBe(418)
  })

  it("that a new build removed are not found, so that a proxy asks another process", async () => {
    unlinkSync(path.join(folder, "gone.js"))
    expect((await ask("gone.js")).status).toBe(404)
    expect((await ask("a1.js")).status).toBe(200)
  })
})

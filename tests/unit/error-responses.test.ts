import { readdirSync, readFileSync } from "node:fs"
import { createServer } from "node:http"
import { connect } from "node:net"
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest"
import { AppError, ERRORS, type ErrorCode } from "@/lib/errors"
import { cronHandler } from "@/lib/http/cron"
import { errorPayload, toResponse } from "@/lib/http/payload"
import { writeError, writeSocketError } from "@/lib/http/write-payload"

const SECRET = "a-cron-secret-of-a-test"
const CODES = Object.keys(ERRORS) as ErrorCode[]
const HEADERS = ["content-type", "cache-control", "retry-after", "www-authenticate", "x-content-type-options"]

const fail = (code: ErrorCode) => new AppError(code, { issues: [{ path: "a", message: "b" }], details: { more: 1 } })
const codeOf = (url = "") => url.slice(1) as ErrorCode

type Seen = { status: number; headers: Record<string, string | null>; body: unknown }

async function see(response: Response): Promise<Seen> {
  const headers = Object.fromEntries(HEADERS.map((name) => [name, response.headers.get(name)]))
  const body = (await response.json()) as { error: { reference?: string } }
  delete body.error.reference
  return { status: response.status, headers, body }
}

describe("an error", () => {
  const server = createServer((request, response) => writeError(fail(codeOf(request.url)), response))
  server.on("upgrade", (request, socket) => writeSocketError(fail(codeOf(request.url)), socket))
  let port = 0
  const written: string[] = []

  beforeAll(async () => {
    vi.stubEnv("CRON_SECRET", SECRET)
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    port = (server.address() as { port: number }).port
  })
  afterAll(() => {
    server.close()
    vi.unstubAllEnvs()
    vi.restoreAllMocks()
  })
  beforeEach(() => {
    written.length = 0
    vi.spyOn(process.stderr, "write").mockImplementation((line) => written.push(String(line)) > 0)
  })

  const mounts: Record<string, (code: ErrorCode) => Promise<Response>> = {
    "live endpoint of Next": async (code) => toResponse(errorPayload(fail(code))),
    "route handler": (code) => {
      const headers = { authorization: `Bearer ${SECRET}` }
      return cronHandler(() => Promise.reject(fail(code)))(new Request("http://localhost/x", { headers }))
    },
    "own server": (code) => fetch(`http://127.0.0.1:${port}/${code}`),
    "refused upgrade": async (code) => {
      const socket = connect(port, "127.0.0.1")
      socket.write(`GET /${code} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`)
      const chunks: Buffer[] = []
      for await (const chunk of socket) chunks.push(chunk as Buffer)
      const [head = "", body] = Buffer.concat(chunks).toString().split("\r\n\r\n")
      const [line = "", ...lines] = head.split("\r\n")
      const headers = lines.map((each) => each.split(": ") as [string, string])
      return new Response(body ?? null, { status: Number(line.split(" ")[1]), headers })
    },
  }

  it("has the same status, body and headers on every mount", async () => {
    for (const code of CODES) {
      const { message, ...entry } = ERRORS[code]
      const seconds = "retryAfter" in entry ? String(entry.retryAfter) : null
      const seen = await Promise.all(Object.values(mounts).map(async (ask) => see(await ask(code))))
      for (const [index, each] of seen.entries()) {
        expect({ code, mount: Object.keys(mounts)[index], ...each }).toEqual({
          code,
          mount: Object.keys(mounts)[index],
          status: entry.status,
          headers: {
            "content-type": "application/json; charset=utf-8",
            "cache-control": "no-store",
            "retry-after": seconds,
            "www-authenticate": /token|secret/.test(code) && entry.status === 401 ? "Bearer" : null,
            "x-content-type-options": "nosniff",
          },
          body: { error: { code, message, issues: [{ path: "a", message: "b" }] }, more: 1 },
        })
      }
    }
  })

  it("says when to come again exactly where that helps", () => {
    for (const code of CODES) {
      const { status } = ERRORS[code]
      expect([code, new AppError(code).retryAfter !== undefined]).toEqual([code, [429, 503, 507].includes(status)])
    }
    expect(errorPayload(new AppError("busy", { retryAfter: 7 })).headers["Retry-After"]).toBe("7")
  })

  it("that all readers meet is one line of the log a second, which each response quotes", () => {
    const ask = (code: ErrorCode) => {
      const { error } = JSON.parse(String(errorPayload(new AppError(code)).body))
      return error.reference as string | undefined
    }
    vi.spyOn(performance, "now").mockReturnValue(1e9)
    const first = ask("database_full")
    expect(new Set(Array.from({ length: 20 }, () => ask("database_full")))).toEqual(new Set([first]))
    vi.spyOn(performance, "now").mockReturnValue(1e9 + 1_000)
    const second = ask("database_full")
    expect(second).not.toBe(first)
    // Limits that hold are no faults; a fault without a known cause is one each.
    expect(ask("too_many_readers")).toBeUndefined()
    const unknown = [ask("internal"), ask("internal")]
    expect(written.map((line) => JSON.parse(line).reference)).toEqual([first, second, ...unknown])
  })

  it("becomes a response in one place", () => {
    const files = ["app", "lib"].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => /\.tsx?$/.test(file))
        .map((file) => `${folder}/${file}`),
    )
    const builders = files.filter((file) =>
      /JSON\.stringify\(\{ error|Response\.json\(\{ error/.test(readFileSync(file, "utf8")),
    )
    expect(builders).toEqual(["lib/http/payload.ts"])
  })
})

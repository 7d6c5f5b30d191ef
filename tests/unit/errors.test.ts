import { EventEmitter } from "node:events"
import { readdirSync, readFileSync } from "node:fs"
import type { Server } from "node:http"
import { PassThrough } from "node:stream"
import { describe, expect, it } from "vitest"
import { ERRORS, toAppError } from "@/lib/errors"
import { readJson } from "@/lib/http/body"
import { answerBrokenRequests } from "@/lib/server/broken-requests"

const read = (file: string) => readFileSync(`tests/${file}`, "utf8")

describe("the error codes", () => {
  it("each occur in a test", () => {
    const files = readdirSync("tests", { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file))
    const texts = files.map(read)
    const untested = Object.keys(ERRORS).filter((code) => !texts.some((text) => text.includes(`"${code}"`)))
    expect(untested).toEqual([])
  })

  it.each([
    ["ECONNREFUSED", "database_unavailable"],
    ["53300", "database_busy"],
    ["53100", "database_full"],
    ["25006", "database_read_only"],
    ["58030", "database_failing"],
    ["ENOSPC", "disk_full"],
    ["22012", "internal"],
  ])("name the fault that %s stands for: %s", (code, expected) => {
    expect(toAppError(Object.assign(new Error("a fault"), { code })).code).toBe(expected)
  })

  it("tell a compressed body from one that ends early", async () => {
    const send = (body: BodyInit, headers: Record<string, string> = {}) =>
      readJson(new Request("http://localhost/", { method: "POST", body, headers, duplex: "half" } as RequestInit))
    await expect(send("{}", { "content-encoding": "gzip" })).rejects.toMatchObject({ code: "unsupported_encoding" })
    const cut = new ReadableStream({ pull: (controller) => controller.error(new Error("aborted")) })
    await expect(send(cut)).rejects.toMatchObject({ code: "request_cut" })
  })

  it.each([
    ["ERR_HTTP_REQUEST_TIMEOUT", 408, "request_timeout"],
    ["HPE_HEADER_OVERFLOW", 431, "headers_too_large"],
    ["HPE_INVALID_CONSTANT", 400, "bad_request"],
  ])("answer a connection that fails with %s: %i %s", (code, status, expected) => {
    const server = new EventEmitter()
    answerBrokenRequests(server as Server)
    const socket = new PassThrough()
    server.emit("clientError", Object.assign(new Error("broken"), { code }), socket)
    const answer = String(socket.read())
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(answer).toContain(`"code":"${expected}"`)
  })
})

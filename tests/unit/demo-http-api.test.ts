import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { afterEach, describe, expect, test } from "vitest"
import { httpApi, Refused, Unreachable } from "@/lib/demo/http-api"

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

function listen(answer: (request: IncomingMessage, response: ServerResponse, count: number) => void): Promise<string> {
  let count = 0
  const server = createServer((request, response) => {
    count += 1
    answer(request, response, count)
  })
  closers.push(() => server.close().closeAllConnections())
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  )
}

const post = { method: "POST", path: "/blogs/x/posts", headers: { "idempotency-key": "key-1" }, json: { text: "Hi" } }

describe("the demo's client of the HTTP API", () => {
  test("sends again what got lost, with the same key", async () => {
    const keys: unknown[] = []
    const url = await listen((request, response, count) => {
      keys.push(request.headers["idempotency-key"])
      if (count === 1) request.socket.destroy()
      else if (count === 2) response.writeHead(503).end()
      else response.writeHead(201).end('{"id":"post_1"}')
    })
    expect(await httpApi(url, "rs_x", 1)(post)).toEqual({ id: "post_1" })
    expect(keys).toEqual(["key-1", "key-1", "key-1"])
  })

  test("gives up in words when nobody answers", async () => {
    const url = await listen((request) => request.socket.destroy())
    await expect(httpApi(url, "rs_x", 1)(post)).rejects.toThrow(Unreachable)
    await expect(httpApi(url, "rs_x", 1)(post)).rejects.toThrow(/does not answer/)
  })

  test("passes on what the server says when it refuses, and does not ask again", async () => {
    let asked = 0
    const url = await listen((_, response, count) => {
      asked = count
      response.writeHead(409).end('{"error":{"code":"key_reused","message":"Use a new key."}}')
    })
    const refusal = await httpApi(url, "rs_x", 1)(post).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(Refused)
    expect(refusal).toMatchObject({ status: 409, message: "Use a new key." })
    expect(asked).toBe(1)
  })
})

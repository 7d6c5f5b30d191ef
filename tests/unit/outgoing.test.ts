import { createServer, type Server } from "node:http"
import { connect, type Socket } from "node:net"
import { afterEach, describe, expect, it } from "vitest"
import { Outgoing } from "@/lib/http/outgoing"
import { listenAsProxy, type RunningProxy } from "../../scripts/lib/fakes/running-proxy"

/** More than a connection takes without its reader. */
const LARGE = 16 * 1024 * 1024
const MAX = 2.5 * LARGE

let running: RunningProxy | undefined
const sockets: Socket[] = []

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await running?.stop()
})

/** Answers with a body of the path's own, or with 503; each path is one body. */
async function serve(outgoing: Outgoing): Promise<(path: string) => Promise<Response>> {
  const bodies = new Map<string, Buffer>()
  const server: Server = createServer((request, response) => {
    const body = bodies.get(request.url ?? "") ?? Buffer.alloc(LARGE)
    bodies.set(request.url ?? "", body)
    if (outgoing.admit(response, body)) response.end(body)
    else response.writeHead(503).end()
  })
  running = await listenAsProxy(server, () => server.closeAllConnections())
  const { url } = running
  return (path) => fetch(`${url}${path}`)
}

/** A reader who asks and takes nothing. */
function askAndTakeNothing(path: string): Socket {
  const { hostname, port } = new URL(running?.url ?? "")
  const socket = connect(Number(port), hostname)
  socket.on("error", () => {})
  socket.pause()
  socket.write(`GET ${path} HTTP/1.1\r\nHost: here\r\n\r\n`)
  sockets.push(socket)
  return socket
}

describe("large answers on their way", () => {
  it("are bounded in bytes together: one too many is refused, and there is room again when a reader is gone", async () => {
    const outgoing = new Outgoing(MAX, 60_000)
    const ask = await serve(outgoing)
    const first = askAndTakeNothing("/1")
    askAndTakeNothing("/2")
    await expect.poll(() => outgoing.bytes).toBe(2 * LARGE)
    expect((await ask("/3")).status).toBe(503)
    first.destroy()
    await expect.poll(() => outgoing.bytes).toBe(LARGE)
    const answer = await ask("/3")
    expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([200, LARGE])
    await expect.poll(() => outgoing.bytes).toBe(LARGE)
  })

  it("count once where many take the same", async () => {
    const outgoing = new Outgoing(MAX, 60_000)
    const ask = await serve(outgoing)
    for (let reader = 0; reader < 10; reader += 1) askAndTakeNothing("/same")
    await expect.poll(() => outgoing.bytes).toBe(LARGE)
    expect((await (await ask("/same")).arrayBuffer()).byteLength).toBe(LARGE)
    expect(outgoing.bytes).toBe(LARGE)
  })

  it("make room for others: who takes nothing for long is let go", async () => {
    const outgoing = new Outgoing(MAX, 50)
    const ask = await serve(outgoing)
    const slow = ["/1", "/2"].map(askAndTakeNothing)
    await expect.poll(() => outgoing.bytes).toBe(2 * LARGE)
    await expect.poll(async () => (await ask("/3")).status).toBe(200)
    for (const socket of slow) socket.resume()
    await expect.poll(() => slow.filter(({ destroyed }) => destroyed).length).toBeGreaterThan(0)
  })
})

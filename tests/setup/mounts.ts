import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { ReadableStream } from "node:stream/web"
import { afterAll, beforeAll } from "vitest"
import { matchDeskStream } from "@/lib/collaboration/desk-stream"
import { deskStreamRoute, liveRoute, streamRoute } from "@/lib/http/live/live-route"
import { matchStream } from "@/lib/http/live/router"
import { createHttpServer } from "@/lib/server/http-server"

/** The two ways in which the live endpoints reach the network: our own server, and Next's route handlers. */
export const MOUNTS = ["own server", "route handlers"] as const

/** Serves the live endpoints over real HTTP; the url is there once tests run. */
export function useMount(mount: (typeof MOUNTS)[number]): { url: string } {
  const mounted = { url: "" }
  let server: Server | undefined
  beforeAll(async () => {
    server = mount === "own server" ? createHttpServer(nothingElse) : createRouteServer()
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve))
    mounted.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server?.closeAllConnections()
    server?.close()
  })
  return mounted
}

const nothingElse = {
  request: (_: unknown, response: { writeHead(status: number): { end(): void } }) => response.writeHead(404).end(),
  upgrade: null,
}

// What Next does around a route handler, as far as these endpoints can tell.
function createRouteServer(): Server {
  return createServer(async (request, response) => {
    const abort = new AbortController()
    response.once("close", () => abort.abort())
    const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)])
    const url = `http://${request.headers.host}${request.url}`
    const { pathname } = new URL(url)
    const stream = matchDeskStream(pathname) ? deskStreamRoute : matchStream(pathname) ? streamRoute : null
    const route = (request.method === "GET" && stream) || liveRoute
    const answer = await route(new Request(url, { method: request.method ?? "GET", headers, signal: abort.signal }))
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    response.flushHeaders()
    if (!answer.body) return void response.end()
    // A reader that leaves, or a stream that is cut, ends the other half too.
    await pipeline(Readable.fromWeb(answer.body as ReadableStream), response).catch(() => response.destroy())
  })
}

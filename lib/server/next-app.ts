import { createServer, type IncomingMessage } from "node:http"
import type { Duplex } from "node:stream"
import next from "next"
import { readActionIds } from "./action-requests"
import type { NextHandler } from "./http-server"
import { nextRequests } from "./next-requests"

/** Makes Next ready in this process: the built app, or the sources with hot reload. */
export async function prepareNext({
  dev,
  port,
}: {
  dev: boolean
  port: number
}): Promise<NextHandler & { close: () => Promise<void> }> {
  // Next listens for upgrades on the server that it is given. Ours decides alone which ones there are, so it gets one
  // that nobody reaches, and hot reload's are handed over there (`getUpgradeHandler()` does not know them).
  const unreached = createServer()
  const app = next({ dev, port, hostname: "localhost", httpServer: unreached })
  await app.prepare()
  const handle = app.getRequestHandler()
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) =>
    void unreached.emit("upgrade", request, socket, head)
  return {
    request: nextRequests((request, response) => void handle(request, response), dev ? null : readActionIds()),
    upgrade: dev ? upgrade : null,
    close: () => app.close(),
  }
}

import net from "node:net"
import { now, serveCalls } from "../load-worker"
import { listenForLoad } from "./listen-for-load"

/*
 * The floor for held readers: a server of raw sockets that writes given bytes to all of them, and does nothing else.
 */

const sockets = new Set<net.Socket>()
const server = net.createServer({ noDelay: true }, (socket) => {
  sockets.add(socket)
  socket.on("error", () => {})
  socket.on("close", () => sockets.delete(socket))
})

serveCalls({
  listen: () => listenForLoad(server),
  count: () => sockets.size,
  /** Writes to all, and returns the moment at which it began. */
  write: (text: string) => {
    const bytes = Buffer.from(text)
    const since = now()
    for (const socket of sockets) socket.write(bytes)
    return since
  },
})

import net, { type AddressInfo } from "node:net"
import { now, serveCalls } from "../worker"

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
  listen: () =>
    new Promise((resolve) =>
      server.listen(0, "127.0.0.1", 4096, () => resolve((server.address() as AddressInfo).port)),
    ),
  count: () => sockets.size,
  /** Writes to all, and returns the moment at which it began. */
  write: (text: string) => {
    const bytes = Buffer.from(text)
    const since = now()
    for (const socket of sockets) socket.write(bytes)
    return since
  },
})

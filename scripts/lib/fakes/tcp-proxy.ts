import { connect, createServer, type Socket } from "node:net"
import { listenAsProxy, type RunningProxy } from "./running-proxy"

/**
 * Stands between clients and a server on this machine; `join` passes on what each of the two says. When one side of a
 * connection ends, so does the other.
 */
export function startTcpProxy(
  { hostname, port }: { hostname: string; port: string },
  join: (near: Socket, far: Socket) => void,
): Promise<RunningProxy> {
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    const end = () => {
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on("error", end)
      socket.on("close", () => {
        sockets.delete(socket)
        end()
      })
    }
    join(near, far)
  })
  return listenAsProxy(server, () => {
    for (const socket of sockets) socket.destroy()
  })
}

import { connect, createServer, type Socket } from "node:net"
import { listen, type RunningProxy } from "./listen"

/** A proxy that ends a connection on which nothing was heard for so long. */
export async function startImpatientProxy(
  target: string,
  idleMs: number,
): Promise<RunningProxy & { ended: () => number }> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let ended = 0
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on("error", () => {})
      socket.on("close", () => {
        sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    near.setTimeout(idleMs, () => {
      ended += 1
      near.destroy()
    })
    near.pipe(far).pipe(near)
  })
  const proxy = await listen(server, () => {
    for (const socket of sockets) socket.destroy()
  })
  return { ...proxy, ended: () => ended }
}

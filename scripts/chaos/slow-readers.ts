import net from "node:net"

const TRICKLE_BYTES = 1_024
const INTERVAL_MS = 1_000

/** Readers who stop reading, and readers who take 1 KB a second; half of each. They must cost the others nothing. */
export function startSlowReaders(
  port: number,
  slug: string,
  epoch: string,
  count: number,
): { held: () => number; stop: () => void } {
  const sockets = new Set<net.Socket>()
  for (let index = 0; index < count; index += 1) {
    const socket = net.connect(port, "127.0.0.1", () => {
      socket.write(`GET /api/blogs/${slug}/stream?epoch=${epoch}&after=0 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`)
      socket.pause()
    })
    sockets.add(socket)
    socket.on("error", () => {})
    socket.on("close", () => sockets.delete(socket))
    const timer = index % 2 === 0 ? null : setInterval(() => socket.read(TRICKLE_BYTES), INTERVAL_MS)
    if (timer) socket.on("close", () => clearInterval(timer))
  }
  const stop = () => {
    for (const socket of sockets) socket.destroy()
  }
  return { held: () => sockets.size, stop }
}

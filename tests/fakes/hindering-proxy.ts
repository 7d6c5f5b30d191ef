import { request as ask, createServer } from "node:http"
import { type AddressInfo, connect, createServer as createTcpServer, type Server, type Socket } from "node:net"

type Proxy = { url: string; stop: () => Promise<void> }

/** A proxy that keeps back what streams bring, for so long; all else passes. It knows nothing of sockets. */
export async function startHoldingProxy(target: string, heldMs: number): Promise<Proxy> {
  const { hostname, port } = new URL(target)
  const server = createServer((request, response) => {
    const { method, url, headers } = request
    const upstream = ask({ hostname, port, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      if (!url?.includes("/stream?")) return void answer.pipe(response)
      response.flushHeaders()
      const timer = setTimeout(() => answer.pipe(response), heldMs)
      answer.on("close", () => clearTimeout(timer))
    })
    upstream.on("error", () => response.destroy())
    response.on("close", () => upstream.destroy())
    request.pipe(upstream)
  })
  return listen(server, () => server.closeAllConnections())
}

/** A proxy that ends a connection on which nothing was heard for so long. */
export async function startImpatientProxy(target: string, idleMs: number): Promise<Proxy & { ended: () => number }> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let ended = 0
  const server = createTcpServer((near) => {
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

async function listen(server: Server, end: () => void): Promise<Proxy> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const stop = async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    end()
    await closed
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop }
}

import { request as ask, createServer, type IncomingHttpHeaders } from "node:http"
import type { AddressInfo } from "node:net"

type Proxy = { url: string; stop: () => Promise<void> }

/** A proxy that passes an answer on when it has all of it, and knows nothing of sockets. */
export function startBufferingProxy(target: string): Promise<Proxy> {
  return startProxy(target, (headers) => headers)
}

/** The same, which passes on other headers than it was sent. */
export async function startProxy(
  target: string,
  change: (headers: IncomingHttpHeaders) => IncomingHttpHeaders,
): Promise<Proxy> {
  const { hostname, port } = new URL(target)
  const server = createServer((request, response) => {
    const { method, url, headers } = request
    const upstream = ask({ hostname, port, method, path: url, headers: change(headers) }, (answer) => {
      const chunks: Buffer[] = []
      answer.on("data", (chunk: Buffer) => chunks.push(chunk))
      answer.on("end", () => response.writeHead(answer.statusCode ?? 502, answer.headers).end(Buffer.concat(chunks)))
    })
    upstream.on("error", () => response.destroy())
    response.on("close", () => upstream.destroy())
    request.pipe(upstream)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const stop = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop }
}

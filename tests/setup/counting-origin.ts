import http, { type IncomingHttpHeaders, type Server } from "node:http"
import type { AddressInfo } from "node:net"

export type Asked = { url: string; headers: IncomingHttpHeaders; at: number }
export type CountingOrigin = {
  port: number
  asked: Asked[]
  goAway: () => Promise<void>
  comeBack: () => Promise<void>
}

/** Stands where a cache believes the product to be: passes everything on, notes it, and can be away. */
export async function startCountingOrigin(productUrl: string): Promise<CountingOrigin> {
  const asked: Asked[] = []
  const { port: productPort } = new URL(productUrl)
  const agent = new http.Agent({ keepAlive: true })
  const server: Server = http.createServer((request, response) => {
    asked.push({ url: request.url ?? "", headers: request.headers, at: performance.now() })
    const { method, url, headers } = request
    const onward = http.request({ port: productPort, method, path: url, headers, agent }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.on("error", () => response.destroy())
    request.pipe(onward)
  })
  const listen = (wanted: number) => new Promise<void>((resolve) => server.listen(wanted, "127.0.0.1", resolve))
  await listen(0)
  const { port } = server.address() as AddressInfo
  const goAway = async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
  }
  return { port, asked, goAway, comeBack: () => listen(port) }
}

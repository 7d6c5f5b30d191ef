import {
  request as ask,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from "node:http"
import { listenAsProxy, type RunningProxy } from "../../scripts/lib/fakes/running-proxy"

type Rules = {
  /** The headers that are passed on in place of those that were sent. */
  headers?: (sent: IncomingHttpHeaders) => IncomingHttpHeaders
  /** How the body of an answer, whose head is told, gets to the one who asked. */
  pass: (answer: IncomingMessage, response: ServerResponse, url: string) => void
}

/** A proxy that passes an answer on when it has all of it. It knows nothing of sockets. */
export function startBufferingProxy(target: string, headers?: Rules["headers"]): Promise<RunningProxy> {
  return startHttpProxy(target, {
    ...(headers ? { headers } : {}),
    pass: (answer, response) => {
      const chunks: Buffer[] = []
      answer.on("data", (chunk: Buffer) => chunks.push(chunk))
      answer.on("end", () => response.end(Buffer.concat(chunks)))
    },
  })
}

/** A proxy that keeps back what streams bring, for so long; all else passes. It knows nothing of sockets. */
export function startHoldingProxy(target: string, heldMs: number): Promise<RunningProxy> {
  return startHttpProxy(target, {
    pass: (answer, response, url) => {
      if (!url.includes("/stream?")) return void answer.pipe(response)
      response.flushHeaders()
      const timer = setTimeout(() => answer.pipe(response), heldMs)
      answer.on("close", () => clearTimeout(timer))
    },
  })
}

function startHttpProxy(target: string, { headers = (sent) => sent, pass }: Rules): Promise<RunningProxy> {
  const { hostname, port } = new URL(target)
  const server = createServer((request, response) => {
    const { method, url: path = "/" } = request
    const upstream = ask({ hostname, port, method, path, headers: headers(request.headers) }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      pass(answer, response, path)
    })
    upstream.on("error", () => response.destroy())
    response.on("close", () => upstream.destroy())
    request.pipe(upstream)
  })
  return listenAsProxy(server, () => server.closeAllConnections())
}

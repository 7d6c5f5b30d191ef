import type { IncomingMessage } from "node:http"
import { AppError } from "@/lib/errors"

const HOST = /^(?:[\w.~-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i
const ABSOLUTE = /^https?:\/\/([^/?#]*)/i
const SLASH = "/".charCodeAt(0)

/**
 * Brings a request into the one form that everything behind relies on: a path, and one well-formed host. A target that
 * names its host, as clients of proxies send it, is a path of that host (RFC 9112, 3.2.2), and no other one than `Host`
 * says. Returns what is wrong, or null.
 */
export function normalizeRequest(request: IncomingMessage): AppError | null {
  const host = readHost(request)
  if (host === undefined ? request.httpVersion === "1.1" : !isHost(host)) return new AppError("bad_request")
  const { url = "" } = request
  if (url.charCodeAt(0) === SLASH) return null
  if (url === "*" && request.method === "OPTIONS") return null
  const [start = "", named] = ABSOLUTE.exec(url) ?? []
  if (named === undefined || !HOST.test(named)) return new AppError("bad_request")
  if (host && withoutPort(host) !== withoutPort(named)) return new AppError("foreign_host")
  if (!host) {
    request.headers.host = named
    request.rawHeaders.push("Host", named)
  }
  const rest = url.slice(start.length)
  request.url = rest.startsWith("/") ? rest : `/${rest}`
  return null
}

/** The host that a request names; undefined without one, and no host at all when it names several. */
function readHost({ rawHeaders }: IncomingMessage): string | undefined {
  let host: string | undefined
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]
    if (name?.length !== 4 || name.toLowerCase() !== "host") continue
    host = host === undefined ? rawHeaders[index + 1] : "several, of which none counts"
  }
  return host
}

// Empty: a client that knows no name of ours.
function isHost(host: string): boolean {
  return host === "" || HOST.test(host)
}

// http and https have a port of their own, and may leave it out.
function withoutPort(host: string): string {
  return host.toLowerCase().replace(/:(?:80|443)$/, "")
}

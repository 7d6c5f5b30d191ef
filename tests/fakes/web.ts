import http, { type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { isPublicAddress } from "@/lib/address-ranges"
import type { NetworkPolicy } from "@/lib/fetch/network"

export type Site = {
  port: number
  /** Every connection that was made, whatever came of it. */
  connections: () => number
  requests: IncomingMessage["headers"][]
  close: () => Promise<void>
}
export type Pages = (path: string, answer: ServerResponse) => void

/** A site on this machine. */
export async function startSite(pages: Pages): Promise<Site> {
  let connections = 0
  const requests: IncomingMessage["headers"][] = []
  const server = http.createServer((request, answer) => {
    requests.push(request.headers)
    pages(request.url ?? "/", answer)
  })
  server.on("connection", () => {
    connections += 1
  })
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done())
      server.closeAllConnections()
    })
  return { port, connections: () => connections, requests, close }
}

/**
 * A world in which one site of this machine stands for the public web, under every name that `names` gives it. All else is
 * judged as in the real one.
 */
export function worldOf(site: Site, names: Record<string, string[]>): NetworkPolicy & { asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    resolve: async (hostname) => {
      asked.push(hostname)
      const addresses = names[hostname]
      if (!addresses) throw new Error(`ENOTFOUND ${hostname}`)
      return addresses
    },
    isAllowed: ({ address, port }) =>
      (address === "127.0.0.1" && port === site.port) || ((port === 80 || port === 443) && isPublicAddress(address)),
  }
}

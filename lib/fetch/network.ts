import { lookup } from "node:dns/promises"
import { isPublicAddress } from "@/lib/address-ranges"
import { env } from "@/lib/env"

export type Target = { hostname: string; address: string; port: number }

/** What a fetch may see of the world. */
export type NetworkPolicy = {
  /** The addresses of a name. */
  resolve: (hostname: string) => Promise<string[]>
  isAllowed: (target: Target) => boolean
}

/** The public web on its own two ports, and what the deployer named besides. */
export const publicNetwork: NetworkPolicy = {
  resolve: async (hostname) => (await lookup(hostname, { all: true })).map(({ address }) => address),
  isAllowed: ({ hostname, address, port }) => {
    if (env().FETCH_PRIVATE_HOSTS.includes(`${hostname}:${port}`)) return true
    return (port === 80 || port === 443) && isPublicAddress(address)
  },
}

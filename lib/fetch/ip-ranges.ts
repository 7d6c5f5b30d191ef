import { isGlobal, plainAddress } from "@/lib/address-ranges"

/** True for an address that belongs to the public internet, and not to this machine, its network, or nobody. */
export function isPublicAddress(address: string): boolean {
  // A zone ("fe80::1%eth0") names a network of this machine. An IPv4 address inside an IPv6 one is a way around.
  return plainAddress(address) === address.toLowerCase() && isGlobal(address)
}

import { BlockList, isIP } from "node:net"

/*
 * Which addresses are the public internet. What is not is this machine, the network it stands in, or nothing at all: none of
 * it is for somebody who only typed an address (IANA's registries of special-purpose addresses).
 */

const PRIVATE_V4: [network: string, bits: number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
]
// All that is public in IPv6 begins so; loopback, link-local, private, multicast, mapped and NAT64 addresses do not.
const GLOBAL_V6: [string, number] = ["2000::", 3]
// Within it: protocols' own (Teredo too), documentation, and 6to4, which carries an IPv4 address.
const PRIVATE_V6: [network: string, bits: number][] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
]

const privateOnes = new BlockList()
for (const [network, bits] of PRIVATE_V4) privateOnes.addSubnet(network, bits, "ipv4")
for (const [network, bits] of PRIVATE_V6) privateOnes.addSubnet(network, bits, "ipv6")
const globalOnes = new BlockList()
globalOnes.addSubnet(...GLOBAL_V6, "ipv6")

/** True for an address that belongs to the public internet. */
export function isPublicAddress(address: string): boolean {
  // A zone ("fe80::1%eth0") names a network of this machine.
  if (address.includes("%")) return false
  switch (isIP(address)) {
    case 4:
      return !privateOnes.check(address, "ipv4")
    case 6:
      return globalOnes.check(address, "ipv6") && !privateOnes.check(address, "ipv6")
    default:
      return false
  }
}

import { BlockList, isIP } from "node:net"

/*
 * Which addresses belong to whom: the one table (IANA's registries of special-purpose addresses).
 */

type Range = readonly [network: string, bits: number]

const LOOPBACK: Range[] = [
  ["127.0.0.0", 8],
  ["::1", 128],
]
const PRIVATE: Range[] = [
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["fc00::", 7],
]
const LINK_LOCAL: Range[] = [
  ["169.254.0.0", 16],
  ["fe80::", 10],
]
/** Neither this machine or network nor the public internet: shared, reserved, documentation, multicast. */
const SPECIAL: Range[] = [
  ["0.0.0.0", 8],
  ["100.64.0.0", 10],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  // Within 2000::/3: protocols' own (Teredo too), documentation, and 6to4, which carries an IPv4 address.
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
]
// All that is public in IPv6 begins so; mapped and NAT64 addresses do not.
const GLOBAL_V6: Range[] = [["2000::", 3]]

/** Words that stand for ranges in a list of the deployer's. */
const NAMED: Record<string, Range[]> = { loopback: LOOPBACK, private: [...PRIVATE, ...LINK_LOCAL] }

/** A set of ranges, asked by addresses in any spelling. */
export class AddressRanges {
  private readonly list = new BlockList()

  constructor(ranges: readonly Range[]) {
    for (const [network, bits] of ranges) this.list.addSubnet(network, bits, isIP(network) === 6 ? "ipv6" : "ipv4")
  }

  has(address: string): boolean {
    const plain = plainAddress(address)
    return plain !== null && this.list.check(plain, isIP(plain) === 6 ? "ipv6" : "ipv4")
  }
}

const loopback = new AddressRanges(LOOPBACK)
const ownNetwork = new AddressRanges([...PRIVATE, ...LINK_LOCAL])
const special = new AddressRanges([...LOOPBACK, ...PRIVATE, ...LINK_LOCAL, ...SPECIAL])
const globalV6 = new AddressRanges(GLOBAL_V6)

/** True for an address of this machine itself. */
export function isLoopback(address: string): boolean {
  return loopback.has(address)
}

/** True for an address of the network that this machine stands in: private, or of one link. */
export function isOwnNetwork(address: string): boolean {
  return ownNetwork.has(address)
}

/** True for an address that anybody on the public internet may have. */
export function isGlobal(address: string): boolean {
  return !special.has(address) && (isIP(address) === 4 || globalV6.has(address))
}

/** The ranges that an entry of a list names: an address, a range ("10.0.0.0/8") or a word; null: nothing. */
export function parseRange(entry: string): readonly Range[] | null {
  const named = Object.hasOwn(NAMED, entry) ? NAMED[entry] : undefined
  if (named) return named
  const [network = "", bits, ...more] = entry.split("/")
  const most = isIP(network) === 6 ? 128 : 32
  if (isIP(network) === 0 || network.includes("%") || more.length > 0) return null
  if (bits === undefined) return [[network, most]]
  return /^\d{1,3}$/.test(bits) && Number(bits) <= most ? [[network, Number(bits)]] : null
}

/**
 * An address in one spelling: without a zone, and IPv4 where it stands inside an IPv6 address (mapped, or NAT64's own
 * prefix); null when it is none.
 */
export function plainAddress(address: string): string | null {
  const bare = address.replace(/%.*$/, "")
  const version = isIP(bare)
  if (version !== 6) return version === 4 ? bare : null
  const groups = splitGroups(bare)
  const isCarrier = CARRIERS.some((prefix) => prefix.every((group, at) => groups[at] === group))
  if (!isCarrier) return bare.toLowerCase()
  const [high = 0, low = 0] = groups.slice(6)
  return [high >> 8, high & 255, low >> 8, low & 255].join(".")
}

// ::ffff:0:0/96 and 64:ff9b::/96.
const CARRIERS = [
  [0, 0, 0, 0, 0, 0xffff],
  [0x64, 0xff9b, 0, 0, 0, 0],
]

/** The eight groups of an IPv6 address. */
export function splitGroups(address: string): number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address)
  if (dotted) {
    const [a = 0, b = 0, c = 0, d = 0] = dotted.slice(2).map(Number)
    return splitGroups(`${dotted[1]}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`)
  }
  const [head = "", tail] = address.split("::")
  const left = head === "" ? [] : head.split(":")
  const right = tail ? tail.split(":") : []
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length
  return [...left, ...Array.from({ length: zeros }, () => "0"), ...right].map((group) => Number.parseInt(group, 16))
}

/** True for an address of the public internet. */
export function isPublicAddress(address: string): boolean {
  // Not with a zone ("fe80::1%eth0"), and not IPv4 inside IPv6, which bypasses checks.
  return plainAddress(address) === address.toLowerCase() && isGlobal(address)
}

import { randomUUID } from "node:crypto"
import type { IncomingMessage } from "node:http"
import { isIP } from "node:net"
import { perProcess } from "@/lib/per-process"

/** Writes down where a request comes from; our own server does it before it hands the request to Next. */
export function noteClientAddress({ headers, socket }: IncomingMessage): void {
  const forwardedFor = headers["x-forwarded-for"]
  headers[addressHeader()] = resolveAddress(socket.remoteAddress, forwardedFor?.toString())
}

/**
 * The address a request came from, for counting tries; null when nobody trustworthy tells. IPv6 counts by /64, the
 * least that one customer gets.
 */
export function getClientAddress(headers: Headers): string | null {
  const told = headers.get(addressHeader()) ?? headers.get("x-forwarded-for")?.split(",").at(-1)
  return told ? shortenAddress(told.trim()) : null
}

/**
 * The other end of a connection, or, when that is a proxy on this machine or in this network, the address that the
 * proxy saw. Only the last entry counts: those before it may be made up.
 */
export function resolveAddress(remote: string | undefined, forwardedFor: string | undefined): string {
  const peer = (remote ?? "").replace(/^::ffff:/, "")
  const last = forwardedFor?.split(",").at(-1)?.trim()
  return last && isIP(last) && isPrivate(peer) ? last : peer
}

/** True when the other end of a connection is on this machine or in this network: what it says of others is believed. */
export function isNearby(remote: string | undefined): boolean {
  return isPrivate((remote ?? "").replace(/^::ffff:/, ""))
}

function isPrivate(address: string): boolean {
  return /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd])/i.test(address)
}

/** The address as it counts: IPv4 as it is, IPv6 by its /64; null when it is none. */
export function shortenAddress(address: string): string | null {
  const plain = address.replace(/^::ffff:/i, "")
  const version = isIP(plain)
  if (version !== 6) return version === 4 ? plain : null
  const [head = "", tail] = plain.toLowerCase().split("::")
  const left = head === "" ? [] : head.split(":")
  const right = tail ? tail.split(":") : []
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length
  const groups = [...left, ...Array.from({ length: zeros }, () => "0"), ...right]
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`
}

// A name that nobody outside can guess, so that no client can write the header itself.
function addressHeader(): string {
  return perProcess("address-header", () => `x-address-${randomUUID()}`)
}

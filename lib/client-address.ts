import { randomUUID } from "node:crypto"
import type { IncomingMessage } from "node:http"
import { isIP } from "node:net"
import { AddressRanges, isLoopback, isOwnNetwork, parseRange, plainAddress, splitGroups } from "@/lib/address-ranges"
import { env } from "@/lib/env"
import { logInfo } from "@/lib/log"
import { singleton } from "./singleton"

/** Writes down where a request comes from; our own server does it before it hands the request to Next. */
export function noteClientAddress({ headers, socket }: IncomingMessage): void {
  const forwardedFor = headers["x-forwarded-for"]
  if (forwardedFor) tellOfUntrusted(socket.remoteAddress)
  headers[addressHeader()] = resolveAddress(socket.remoteAddress, forwardedFor?.toString())
}

/**
 * The address a request came from, for counting tries; null when no trusted proxy says it. IPv6 counts by /64, the
 * least that one customer gets.
 */
export function getClientAddress(headers: Headers): string | null {
  const told = readAddress(headers)
  return told ? shortenAddress(told) : null
}

/** The address as connections are counted by it; empty when only the proxy in front is known, not the reader. */
export function getReaderAddress(headers: Headers): string {
  return toReaderAddress(readAddress(headers) ?? "")
}

/** The same for an address that `resolveAddress` found. */
export function toReaderAddress(address: string): string {
  return isTrustedProxy(address) ? "" : (shortenAddress(address) ?? "")
}

/**
 * The other end of a connection, or, when that is a trusted proxy, the address that the proxy saw. Only the last entry
 * counts: those before it may be made up.
 */
export function resolveAddress(remote: string | undefined, forwardedFor: string | undefined): string {
  const peer = plainAddress(remote ?? "") ?? ""
  const last = forwardedFor?.split(",").at(-1)?.trim()
  return last && isIP(last) && isTrustedProxy(peer) ? last : peer
}

/** True for this machine and for the proxies that TRUSTED_PROXIES names: what they say of others is believed. */
export function isTrustedProxy(remote: string | undefined): boolean {
  if (!remote) return false
  return isLoopback(remote) || trustedProxies().has(remote)
}

/** The address as it counts: IPv4 as it is, IPv6 by its /64; null when it is none. */
export function shortenAddress(address: string): string | null {
  const plain = plainAddress(address)
  if (plain === null || isIP(plain) === 4) return plain
  const groups = splitGroups(plain).slice(0, 4)
  return `${groups.map((group) => group.toString(16)).join(":")}::/64`
}

function readAddress(headers: Headers): string | undefined {
  return headers.get(addressHeader()) ?? headers.get("x-forwarded-for")?.split(",").at(-1)?.trim()
}

// Parsed again when the environment was read again.
let trusted: { entries: readonly string[]; ranges: AddressRanges } | undefined

function trustedProxies(): AddressRanges {
  const entries = env().TRUSTED_PROXIES
  if (trusted?.entries !== entries)
    trusted = { entries, ranges: new AddressRanges(entries.flatMap((entry) => parseRange(entry) ?? [])) }
  return trusted.ranges
}

/** Once in the life of a process: a proxy nearby that is not believed makes all its readers count as one. */
function tellOfUntrusted(remote: string | undefined): void {
  if (!remote || isTrustedProxy(remote) || !isOwnNetwork(remote)) return
  const told = singleton("untrusted-proxy", () => ({ once: false }))
  if (told.once) return
  told.once = true
  const advice = "X-Forwarded-For is not believed from there. If it is your proxy, set TRUSTED_PROXIES to its address."
  logInfo("proxy.untrusted", { address: plainAddress(remote), advice })
}

// An unguessable name, so that no client can set the header.
function addressHeader(): string {
  return singleton("address-header", () => `x-address-${randomUUID()}`)
}

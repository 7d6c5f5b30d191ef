import { randomBytes, randomUUID } from "node:crypto"
import type { IncomingMessage } from "node:http"
import { isTrustedProxy } from "./client-address"
import { singleton } from "./singleton"

/** Short enough to read out on the telephone. */
const ID_BYTES = 6
const VALID = /^[\w.:-]{6,64}$/

export function newReference(): string {
  return randomBytes(ID_BYTES).toString("hex")
}

/**
 * Gives a request the name under which the log knows it: the one that a proxy of ours gave it, else a new one. Our own
 * server does it before it hands the request to Next.
 */
export function noteRequestId({ headers, socket }: IncomingMessage): string {
  const told = headers["x-request-id"]?.toString() ?? ""
  const id = VALID.test(told) && isTrustedProxy(socket.remoteAddress) ? told : newReference()
  headers[idHeader()] = id
  return id
}

/** The name of a request. Where our own server does not stand in front: the host's, else one made for this error. */
export function getRequestId(headers: Headers): string {
  const vercel = headers.get("x-vercel-id") ?? ""
  return headers.get(idHeader()) ?? (VALID.test(vercel) ? vercel : newReference())
}

// An unguessable name, so that no client can set the header.
function idHeader(): string {
  return singleton("request-id-header", () => `x-request-${randomUUID()}`)
}

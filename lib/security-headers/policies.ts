import { createHash, randomBytes } from "node:crypto"
import { env } from "@/lib/env"
import { SET_LANGUAGE_AND_ORDER_SCRIPT, SET_LANGUAGE_SCRIPT } from "./inline-scripts"
import { toPolicy } from "./rules.js"

/** Scripts inside the page that may run in every policy: ours, which never change. */
const INLINE_SCRIPT_HASHES = [SET_LANGUAGE_SCRIPT, SET_LANGUAGE_AND_ORDER_SCRIPT].map(toHash)
const PRIVATE_PAGE = /^\/(desk|login|setup|invite|rehearsal)(\/|$)/

/** True for pages that are for people with an account, an invitation or a secret link. */
export function isPrivatePage(pathname: string): boolean {
  return PRIVATE_PAGE.test(pathname)
}

/**
 * For a page that Next draws for one request, or for what is kept together with its headers: its scripts carry a word that
 * no page can guess, and may load others.
 */
export function noncePolicy(pathname: string): string {
  const nonce = randomBytes(18).toString("base64")
  const scripts = [`'nonce-${nonce}'`, "'strict-dynamic'", ...INLINE_SCRIPT_HASHES]
  return isPrivatePage(pathname)
    ? toPolicy({ scripts, development: isDevelopment() })
    : toPolicy({ scripts, connect: liveOrigins(), development: isDevelopment() })
}

/** For readers' pages with our own script: files of ours, and what we know by its hash. `ancestors`: who may embed it. */
export function readerBundlePolicy(ancestors: readonly string[] = []): string {
  const scripts = ["'self'", ...INLINE_SCRIPT_HASHES]
  return toPolicy({ scripts, connect: liveOrigins(), ancestors, development: false })
}

/** Where readers' pages hear of changes, besides the address that they came from. */
export function liveOrigins(): string[] {
  const { APP_URL, LIVE_URL, PUSHER_KEY, PUSHER_HOST, PUSHER_PORT, PUSHER_CLUSTER = "mt1", PUSHER_TLS } = env()
  // Not every browser takes 'self' for the sockets of the same host.
  const own = APP_URL ? [toSockets(APP_URL)] : []
  const stand = LIVE_URL ? [new URL(LIVE_URL).origin, toSockets(LIVE_URL)] : []
  if (!PUSHER_KEY) return [...own, ...stand]
  const service = `${PUSHER_HOST ?? `ws-${PUSHER_CLUSTER}.pusher.com`}${PUSHER_PORT ? `:${PUSHER_PORT}` : ""}`
  // On a page that came by https the client takes TLS in any case.
  return [...own, ...stand, `wss://${service}`, ...(PUSHER_TLS === "0" ? [`ws://${service}`] : [])]
}

function isDevelopment(): boolean {
  return env().NODE_ENV === "development"
}

function toSockets(url: string): string {
  return new URL(url).origin.replace(/^http/, "ws")
}

function toHash(script: string): string {
  return `'sha256-${createHash("sha256").update(script).digest("base64")}'`
}

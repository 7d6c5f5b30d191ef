import http, { type IncomingMessage } from "node:http"
import https from "node:https"
import { isIP, type LookupFunction } from "node:net"
import { FetchError, isFetchRefused } from "./fetch-error"
import { type NetworkPolicy, publicNetwork } from "./network"
import { ENCODINGS, readResponse } from "./read-response"

const MAX_REDIRECTS = 3
const TIMEOUT_MS = 5_000
const MAX_HEADER_BYTES = 16 * 1024

export type Wanted = {
  /** Media types that are taken, as in "text/html" or "image/". */
  types: readonly string[]
  mostBytes: number
  /** Beginning of what is larger, instead of a refusal. */
  cut?: boolean
  timeoutMs?: number
  /** The `Authorization` header for the first address alone: a redirect to another origin never gets it. */
  authorization?: string
  /** Told of each address that another one leads to, before it is asked. */
  onRedirect?: (url: URL) => void
}
export type Fetched = { url: URL; type: string; charset: string | null; bytes: Uint8Array }

/**
 * Fetches what somebody typed, and nothing inside our own network: names are resolved here, every address is checked, the
 * connection goes to exactly the address that was checked, and each redirect is a new address. No cookies, and no credentials but those of `authorization`;
 * an end to time, size and redirects. The one way in which this server asks others on somebody's behalf.
 * Throws `FetchError`.
 */
export async function safeFetch(
  address: string,
  wanted: Wanted,
  network: NetworkPolicy = publicNetwork,
): Promise<Fetched> {
  const deadline = AbortSignal.timeout(wanted.timeoutMs ?? TIMEOUT_MS)
  try {
    let url = parseUrl(address)
    const first = url.origin
    for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
      const { authorization, ...rest } = wanted
      const asked = authorization && url.origin === first ? wanted : rest
      const answer = await open(url, await resolve(url, network, deadline), asked, deadline)
      const next = redirectOf(answer, url)
      if (!next) return await take(answer, url, wanted)
      answer.destroy()
      url = next
      wanted.onRedirect?.(url)
    }
    throw new FetchError("redirects")
  } catch (error) {
    if (isFetchRefused(error)) throw error
    throw new FetchError(deadline.aborted ? "too_slow" : "unreachable", { cause: error })
  }
}

function parseUrl(address: string, base?: URL): URL {
  if (!URL.canParse(address, base?.href)) throw new FetchError("address")
  const url = new URL(address, base)
  const isWeb = url.protocol === "http:" || url.protocol === "https:"
  if (!isWeb || url.username !== "" || url.password !== "") throw new FetchError("address")
  return url
}

/** The addresses behind a URL, all of them allowed: one that is not makes the name suspect. */
async function resolve(url: URL, network: NetworkPolicy, deadline: AbortSignal): Promise<string[]> {
  const hostname = url.hostname.replace(/^\[|\]$/g, "")
  const port = Number(url.port) || (url.protocol === "https:" ? 443 : 80)
  const addresses = isIP(hostname) ? [hostname] : await untilAborted(network.resolve(hostname), deadline)
  const allowed =
    addresses.length > 0 && addresses.every((each) => network.isAllowed({ hostname, address: each, port }))
  if (!allowed) throw new FetchError("address")
  return addresses
}

/** Asks for a URL at the checked addresses; what the name resolves to now does not matter any more. */
function open(url: URL, addresses: string[], wanted: Wanted, signal: AbortSignal): Promise<IncomingMessage> {
  const known = addresses.map((address) => ({ address, family: isIP(address) }))
  const lookup: LookupFunction = (_hostname, options, callback) => {
    const first = known[0]
    if (options.all) callback(null, known)
    else callback(null, first?.address ?? "", first?.family)
  }
  const headers = {
    accept: wanted.types.map((type) => (type.endsWith("/") ? `${type}*` : type)).join(", "),
    "accept-encoding": ENCODINGS,
    "user-agent": "Mozilla/5.0 (compatible; RunningStory; link cards)",
    ...(wanted.authorization ? { authorization: wanted.authorization } : {}),
  }
  return new Promise((done, fail) => {
    const { request } = url.protocol === "https:" ? https : http
    // A connection of its own: one kept from before was opened for another check.
    const asked = request(url, { agent: false, lookup, signal, headers, maxHeaderSize: MAX_HEADER_BYTES })
    asked.once("response", done).on("error", fail).end()
  })
}

function redirectOf(answer: IncomingMessage, url: URL): URL | null {
  const { statusCode = 0, headers } = answer
  if (![301, 302, 303, 307, 308].includes(statusCode) || !headers.location) return null
  return parseUrl(headers.location, url)
}

async function take(answer: IncomingMessage, url: URL, wanted: Wanted): Promise<Fetched> {
  try {
    if (answer.statusCode !== 200) throw new FetchError("status")
    const header = answer.headers["content-type"] ?? ""
    const type = header.split(";")[0]?.trim().toLowerCase() ?? ""
    if (!wanted.types.some((each) => (each.endsWith("/") ? type.startsWith(each) : type === each)))
      throw new FetchError("type")
    const charset = /;\s*charset="?([\w.:-]+)/i.exec(header)?.[1] ?? null
    const bytes = await readResponse(answer, { most: wanted.mostBytes, cut: wanted.cut ?? false })
    return { url, type, charset, bytes }
  } finally {
    answer.destroy()
  }
}

/** Names are resolved by the system, which cannot be told to stop. */
async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((done, fail) => {
    const stop = () => fail(signal.reason)
    signal.addEventListener("abort", stop, { once: true })
    promise.then(done, fail).finally(() => signal.removeEventListener("abort", stop))
  })
}

import { ByteCache } from "@/lib/cache"
import { env } from "@/lib/env"

const THIS_MACHINE = new Set(["localhost", "127.0.0.1", "[::1]"])

// The same few names come with every request; made-up ones are evicted.
const verdicts = new ByteCache<boolean>("hosts", { maxBytes: 128 * 1024, sizeOf: () => 1 })

/** True for a host of this server. Without APP_URL the server does not know its name and accepts any. */
export function isAllowedHost(host: string | undefined): boolean {
  const { APP_URL } = env()
  if (!APP_URL) return true
  if (!host) return false
  const known = verdicts.get(host)
  if (known !== undefined) return known
  const verdict = isOurs(host, APP_URL)
  verdicts.set(host, verdict)
  return verdict
}

function isOurs(host: string, appUrl: string): boolean {
  const { LIVE_URL, ALLOWED_HOSTS } = env()
  const name = nameOf(`http://${host}`)
  if (name === null) return false
  const ours = [appUrl, LIVE_URL].flatMap((url) => (url ? [nameOf(url)] : []))
  return THIS_MACHINE.has(name) || ours.includes(name) || ALLOWED_HOSTS.includes(name)
}

/**
 * True when a page of this origin may open a socket: our own pages, on any port, and the sites in
 * LIVE_ORIGINS. Clients that are not browsers send no origin.
 */
export function isAllowedWebSocketOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true
  const { APP_URL, LIVE_ORIGINS } = env()
  if (LIVE_ORIGINS.includes("*") || LIVE_ORIGINS.includes(origin)) return true
  const name = nameOf(origin)
  return (
    name !== null && (name === nameOf(`http://${host ?? ""}`) || (APP_URL !== undefined && name === nameOf(APP_URL)))
  )
}

function nameOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname : null
}

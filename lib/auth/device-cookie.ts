import { createHmac, randomBytes, timingSafeEqual } from "node:crypto"

/*
 * A browser with an earlier sign-in holds a device cookie (OWASP, "Slow Down Online Guessing Attacks with
 * Device Cookies"): its tries are counted apart, so that a stranger who uses up the account's count does not lock it
 * out. The cookie opens nothing, and names no one: an entry fits an account, or does not.
 */

export const DEVICE_COOKIE_SECONDS = 365 * 24 * 60 * 60
/** People who share a browser; who was signed in there longest ago gives way. */
const MAX_ENTRIES = 8
// When it was made, in seconds; a random name; and what only this installation can sign.
const ENTRY = /^([0-9a-z]{6,8})\.([\w-]{22})\.([\w-]{43})$/
const BETWEEN = "~"

export function deviceCookieName(secure: boolean): string {
  return secure ? "__Host-running-story-device" : "running-story-device"
}

type Signed = { secret: string; account: string; now?: number }

/** The name under which this browser is known for an account; null when it is not, or was not for a year. */
export function readDevice(cookie: string, { secret, account, now = Date.now() }: Signed): string | null {
  for (const entry of splitEntries(cookie)) {
    const [, madeAt = "", device = "", signature = ""] = ENTRY.exec(entry) ?? []
    const isOver = Number.parseInt(madeAt, 36) < now / 1000 - DEVICE_COOKIE_SECONDS
    if (!isOver && isEqual(signature, sign(secret, [madeAt, device, account]))) return device
  }
  return null
}

/** The cookie with a new entry for an account in place of its own before; those of others stay. */
export function renewDevice(cookie: string, { secret, account, now = Date.now() }: Signed): string {
  const madeAt = Math.floor(now / 1000).toString(36)
  const device = randomBytes(16).toString("base64url")
  const others = splitEntries(cookie).filter((entry) => readDevice(entry, { secret, account, now }) === null)
  const own = [madeAt, device, sign(secret, [madeAt, device, account])].join(".")
  return [own, ...others].slice(0, MAX_ENTRIES).join(BETWEEN)
}

/** A cookie's value as a browser sends it; empty when there is none. */
export function readCookie(headers: Headers | null | undefined, name: string): string {
  const pairs = (headers?.get("cookie") ?? "").split(";").map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? ""
}

function splitEntries(cookie: string): string[] {
  return cookie.split(BETWEEN, MAX_ENTRIES).filter((entry) => ENTRY.test(entry))
}

function sign(secret: string, [madeAt, device, account]: [string, string, string]): string {
  const words = `running-story-device ${madeAt} ${device} ${account}`
  return createHmac("sha256", secret).update(words).digest("base64url")
}

function isEqual(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}

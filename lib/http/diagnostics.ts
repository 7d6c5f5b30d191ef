import { createHmac } from "node:crypto"
import { readSiteSecret } from "@/lib/auth/site-secret"
import { getClientAddress } from "@/lib/client-address"
import { hashSecret, isSecret } from "@/lib/secret-token"

/** The header by which `npm run doctor` proves that it belongs to this installation. */
export const DIAGNOSTICS_HEADER = "x-running-story-doctor"

const PERIOD_MS = 5 * 60_000

/** Proves knowledge of the site's secret without revealing it. Valid for some minutes. */
export function makeDiagnosticsToken(secret: string, now: number): string {
  return proofOf(secret, Math.floor(now / PERIOD_MS))
}

/** True for a proof of this period or a neighbouring one: two machines' clocks differ. */
export function isDiagnosticsToken(given: string, secret: string, now: number): boolean {
  const period = Math.floor(now / PERIOD_MS)
  return [period - 1, period, period + 1].some((each) => isSecret(given, hashSecret(proofOf(secret, each))))
}

function proofOf(secret: string, period: number): string {
  return createHmac("sha256", secret).update(`running-story-doctor ${period}`).digest("hex")
}

/** The address that a request counts under, and what proxies forwarded. */
export const SEEN_AS = "x-seen-as"
export const SEEN_FORWARDED = "x-seen-forwarded"

/**
 * Headers that tell the doctor how its request arrived: whether the proxies in front forward the
 * client's address and are trusted. None for other clients.
 */
export async function diagnosticsHeaders(asked: Headers): Promise<Record<string, string>> {
  const proof = asked.get(DIAGNOSTICS_HEADER)
  if (!proof || !isDiagnosticsToken(proof, await readSiteSecret(), Date.now())) return {}
  return { [SEEN_AS]: getClientAddress(asked) ?? "", [SEEN_FORWARDED]: asked.get("x-forwarded-for") ?? "" }
}

import { createHmac } from "node:crypto"
import { hashSecret, isSecret } from "@/lib/secret-token"

/** The header by which `npm run doctor` shows that it is the doctor of this very installation. */
export const DIAGNOSTICS_HEADER = "x-running-story-doctor"

const PERIOD_MS = 5 * 60_000

/** Shows that who asks knows the site's secret, without telling it. Holds for some minutes. */
export function makeDiagnosticsToken(secret: string, now: number): string {
  return proofOf(secret, Math.floor(now / PERIOD_MS))
}

/** True for a proof of these minutes, or of those right before and after: two machines' clocks differ. */
export function isDiagnosticsToken(given: string, secret: string, now: number): boolean {
  const period = Math.floor(now / PERIOD_MS)
  return [period - 1, period, period + 1].some((each) => isSecret(given, hashSecret(proofOf(secret, each))))
}

function proofOf(secret: string, period: number): string {
  return createHmac("sha256", secret).update(`running-story-doctor ${period}`).digest("hex")
}

import { DIAGNOSTICS_HEADER, isDiagnosticsToken } from "@/lib/auth/diagnostics-token"
import { readSiteSecret } from "@/lib/auth/site-secret"
import { getClientAddress } from "@/lib/client-address"

/** The address that a request counts under, and what proxies said of it. */
export const SEEN_AS = "x-seen-as"
export const SEEN_FORWARDED = "x-seen-forwarded"

/**
 * Headers that tell the doctor how its request arrived here: only so can it know whether the proxies in front say where
 * readers come from, and are believed. None for anybody else.
 */
export async function diagnosticsHeaders(asked: Headers): Promise<Record<string, string>> {
  const proof = asked.get(DIAGNOSTICS_HEADER)
  if (!proof || !isDiagnosticsToken(proof, await readSiteSecret(), Date.now())) return {}
  return { [SEEN_AS]: getClientAddress(asked) ?? "", [SEEN_FORWARDED]: asked.get("x-forwarded-for") ?? "" }
}

import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"

/**
 * Refuses a change that another site had a signed-in browser make. Browsers say where a request comes from; those that
 * do not (old ones, and all on plain http) send `Origin` with every POST, which must be ours. Throws `foreign_origin`.
 */
export function assertSameOrigin(headers: Headers): void {
  const site = headers.get("sec-fetch-site")
  const origin = headers.get("origin")
  // "none": the person themself, such as a reload of a form that was sent.
  const ours = site ? site === "same-origin" || (site === "none" && origin === null) : isOwnOrigin(origin, headers)
  if (!ours) throw new AppError("foreign_origin")
}

/**
 * Refuses what another site's page asks for in a signed-in browser, where nothing is changed: a question without any word
 * of where it comes from is a browser's own. Throws `foreign_origin`.
 */
export function assertNotCrossSite(headers: Headers): void {
  if (headers.has("sec-fetch-site") || headers.has("origin")) assertSameOrigin(headers)
}

function isOwnOrigin(origin: string | null, headers: Headers): boolean {
  if (!origin || !URL.canParse(origin)) return false
  const appUrl = env().APP_URL
  return (appUrl !== undefined && origin === new URL(appUrl).origin) || new URL(origin).host === headers.get("host")
}

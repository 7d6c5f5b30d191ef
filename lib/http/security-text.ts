import { AppError } from "@/lib/errors"
import { absoluteUrl } from "@/lib/site"
import { getSiteSettings } from "@/lib/site-settings/read-settings"
import { cacheableResponse } from "./etag"
import { errorResponse } from "./response"

const DAY_MS = 24 * 60 * 60 * 1000
/** RFC 9116 asks for less than a year. It advances automatically, a day at a time. */
const VALID_DAYS = 180

/** `GET /.well-known/security.txt`: where to report a weakness. Not there until an admin names a contact. */
export async function securityTextRoute(request: Request): Promise<Response> {
  try {
    const { securityContact, securityPolicy, language } = await getSiteSettings()
    if (!securityContact) throw new AppError("not_found")
    const today = Math.floor(Date.now() / DAY_MS) * DAY_MS
    const lines = [
      `Contact: ${new URL(securityContact).href}`,
      `Expires: ${new Date(today + VALID_DAYS * DAY_MS).toISOString().replace(".000", "")}`,
      ...(securityPolicy ? [`Policy: ${new URL(securityPolicy).href}`] : []),
      `Preferred-Languages: ${[...new Set([language, "en"])].join(", ")}`,
      `Canonical: ${absoluteUrl("/.well-known/security.txt")}`,
    ]
    return cacheableResponse(request, `${lines.join("\n")}\n`, { "content-type": "text/plain; charset=utf-8" })
  } catch (error) {
    return errorResponse(error, "security.txt")
  }
}

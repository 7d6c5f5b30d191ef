import { createHash } from "node:crypto"
import { responseHeaders } from "@/lib/security-headers/response-headers"

/** A post's revision as an ETag, for `If-Match`. */
export function revisionEtag({ revision }: { revision: number }): { etag: string } {
  return { etag: `"${revision}"` }
}

/**
 * Caching of public responses: browsers revalidate each time, shared caches after a second. They may
 * serve the old one while they fetch the new one, or cannot.
 */
export const PUBLIC_CACHE_CONTROL = "public, max-age=0, s-maxage=1, stale-while-revalidate=10, stale-if-error=600"

/** A public response with an ETag; 304 when the client has it. */
export function cacheableResponse(
  request: Request,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
): Response {
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`
  const all = { "cache-control": PUBLIC_CACHE_CONTROL, ...responseHeaders(), ...headers, etag }
  if (matchesEtag(request.headers.get("if-none-match"), etag)) return new Response(null, { status: 304, headers: all })
  return new Response(body, { headers: all })
}

/** True when an `If-None-Match` list contains this ETag. */
export function matchesEtag(header: string | null | undefined, etag: string): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//, "")
  return (header ?? "").split(",").some((each) => bare(each) === bare(etag))
}

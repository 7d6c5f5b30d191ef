import { createHash } from "node:crypto"
import { responseHeaders } from "@/lib/security-headers/response-headers"

/** A post's revision as the header that `If-Match` answers to. */
export function revisionEtag({ revision }: { revision: number }): { etag: string } {
  return { etag: `"${revision}"` }
}

/**
 * How long others may keep what every reader gets alike: browsers ask each time, shared caches after a second, while
 * they fetch the new one, or cannot, they may still give the old one.
 */
export const PUBLIC_CACHE_CONTROL = "public, max-age=0, s-maxage=1, stale-while-revalidate=10, stale-if-error=600"

/** An answer that is the same for everybody, with a tag; 304 for who has it already. */
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

/** True when a list of tags, as browsers send it, holds this one. */
export function matchesEtag(header: string | null | undefined, etag: string): boolean {
  const bare = (tag: string) => tag.trim().replace(/^W\//, "")
  return (header ?? "").split(",").some((each) => bare(each) === bare(etag))
}

import { type NextRequest, NextResponse } from "next/server"
import { AppError } from "@/lib/errors"
import { noncePolicy } from "@/lib/security-headers/policies"

/**
 * Gives a page a content security policy with a nonce, which Next then writes on its scripts. No lock: who may see what is
 * decided where it is read, in `lib`. Pages without a nonce have their policy from `next.config.js`.
 */
export function proxy(request: NextRequest): NextResponse {
  if (request.headers.has("next-action")) return refuseForeign()
  const policy = noncePolicy(request.nextUrl.pathname)
  const headers = new Headers(request.headers)
  headers.set("Content-Security-Policy", policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set("Content-Security-Policy", policy)
  return response
}

// What another site's page has a browser send to a server action is refused by the action too; Next would answer it with 500
// before. Our own server refuses it earlier still.
function refuseForeign(): NextResponse {
  const error = new AppError("foreign_origin")
  return NextResponse.json({ error: error.toPublic() }, { status: error.status })
}

// Next reads these when it builds, so they stand here letter by letter. A script that asks for a part of a page, or for data,
// gets no document: such requests go by. So do those that bring a text: Next would hold all of it for this.
export const config = {
  matcher: [
    {
      source: "/((?!desk/blogs/[^/]+/(?:kept|save)$)(?:desk|login|setup|invite|rehearsal)(?:/.*)?)",
      missing: [
        { type: "header", key: "rsc" },
        { type: "header", key: "next-action" },
        { type: "header", key: "sec-fetch-dest", value: "empty" },
      ],
    },
    {
      source: "/:path*",
      has: [
        { type: "header", key: "next-action" },
        { type: "header", key: "sec-fetch-site", value: "cross-site|same-site" },
      ],
    },
    {
      // What a reader looks for stands on the page that answers: it is kept by no shared cache.
      source: "/:slug",
      has: [{ type: "query", key: "q" }],
      missing: [
        { type: "header", key: "rsc" },
        { type: "header", key: "next-action" },
        { type: "header", key: "sec-fetch-dest", value: "empty" },
      ],
    },
    {
      source:
        "/((?!_next/|api/|desk/blogs/[^/]+/(?:kept|save)$|media/[^/]+/[^/]+$|robots\\.txt$|sitemap(?:-pages|-news)?\\.xml$|icon\\.svg$|favicon\\.ico$|apple-touch-icon\\.png$|manifest\\.webmanifest$|.*/sitemap\\.xml$|.*/card\\.png$|embed\\.js$|.*/fragment$|.*/posts\\.json$|.*/feed\\.(?:rss|atom|json)$).*)",
      has: [{ type: "header", key: "x-running-story-nonce" }],
      missing: [
        { type: "header", key: "rsc" },
        { type: "header", key: "next-action" },
        { type: "header", key: "sec-fetch-dest", value: "empty" },
      ],
    },
  ],
}

import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from "node:http"
import { SITE_CHANNEL } from "@/lib/db/channels"
import { isListening, processHub, watchChanges, watchNotices } from "@/lib/realtime/broker"
import { followSiteSettings, noteSiteChange } from "@/lib/site-settings/read-settings"
import { clearStaleCache } from "@/lib/stale-cache"
import { PageFreshness } from "./freshness"
import { PageCache } from "./page-cache"
import { PageRenderer } from "./renderer"
import { matchRoute } from "./route-match"

/** With one of these a browser that has the page already asks for a part of it, or a program shows who it is. */
const ASKS_FOR_ELSE = [
  "rsc",
  "next-router-state-tree",
  "next-router-prefetch",
  "next-router-segment-prefetch",
  "next-url",
  "authorization",
]

/**
 * The pages of readers, from memory. Returns the way to answer a request for a page that all readers get alike; it says
 * false when the request is for anything else. Pages are rendered by `app`; what cannot be kept goes to `passOn`.
 */
export function createPageHandler(
  app: RequestListener,
  passOn: RequestListener,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  let cache: PageCache | undefined
  return (request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") return false
    const address = matchRoute(request.url ?? "")
    if (!address || asksForElse(request.headers)) return false
    cache ??= startCache(app)
    const page = cache.peek(address)
    if (page) page.send(request, response)
    else
      cache.get(address).then(
        (made) => (made ? made.send(request, response) : passOn(request, response)),
        () => response.destroy(),
      )
    return true
  }
}

function startCache(app: RequestListener): PageCache {
  const freshness = new PageFreshness(processHub())
  watchChanges(() => {
    freshness.noteChange()
    clearStaleCache()
  })
  watchNotices(({ channel }) => channel === SITE_CHANNEL && noteSiteChange())
  followSiteSettings(isListening, () => freshness.noteSiteChange())
  const source = new PageRenderer(app)
  return new PageCache(freshness, (address) => source.render(address))
}

function asksForElse(headers: IncomingHttpHeaders): boolean {
  return ASKS_FOR_ELSE.some((name) => headers[name] !== undefined)
}

import { AppError } from "@/lib/errors"
import { FEED_FORMATS, type FeedFormat } from "@/lib/feeds/formats"
import { feedChoiceSchema, readFeed } from "@/lib/feeds/read-feed"
import { renderFeed } from "@/lib/feeds/render-feed"
import { publishDueOnRequest } from "@/lib/jobs/serverless"
import { parseInput } from "@/lib/parse-input"
import { paths } from "@/lib/paths"
import { toPublisher } from "@/lib/site-settings/publisher"
import { getSiteSettings } from "@/lib/site-settings/read-settings"
import { cacheableResponse } from "./etag"
import { errorPayload, toResponse } from "./payload"

type Context = { params: Promise<{ slug: string }> }

/** The handler of one format: `GET /<slug>/feed.<format>?only=key-events&limit=<1 to 100>`. */
export function feedHandler(format: FeedFormat): (request: Request, context: Context) => Promise<Response> {
  return async (request, { params }) => {
    try {
      const { searchParams, search } = new URL(request.url)
      const choice = parseInput(feedChoiceSchema, Object.fromEntries(searchParams))
      await publishDueOnRequest()
      const feed = await readFeed((await params).slug, choice)
      if (!feed) throw new AppError("blog_not_found")
      if ("movedTo" in feed) return moved(`${paths.feed(feed.movedTo, format)}${search}`)
      return cacheableResponse(request, await renderFeed(feed, format, toPublisher(await getSiteSettings())), {
        "content-type": `${FEED_FORMATS[format].type}; charset=utf-8`,
        "access-control-allow-origin": "*",
      })
    } catch (error) {
      return toResponse(errorPayload(error, { event: "feed.error", what: format, audience: "readers" }))
    }
  }
}

function moved(location: string): Response {
  return new Response(null, { status: 308, headers: { location, "cache-control": "public, max-age=300" } })
}

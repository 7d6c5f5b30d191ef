import { processCache } from "@/lib/cache"
import { parseEmbedChoice } from "@/lib/embed-choice"
import { AppError } from "@/lib/errors"
import { renderFragment } from "@/lib/feeds/fragment"
import { oembedSchema, readOembed } from "@/lib/feeds/oembed"
import { publishDueOnRequest } from "@/lib/jobs/serverless"
import { parseInput } from "@/lib/parse-input"
import { paths } from "@/lib/paths"
import { readEmbed } from "@/lib/posts/read-embed"
import { cacheableResponse } from "./etag"
import { errorPayload, toResponse } from "./payload"

const NO_ANSWER = "null"
const KEPT_MS = 1_000
const KEPT_BYTES = 1024 * 1024

/** The database is asked once a second for an address, however many sites ask. */
function keptAnswers() {
  return processCache<string>("oembed", { maxBytes: KEPT_BYTES, sizeOf: ({ length }) => 2 * length, ttl: KEPT_MS })
}

/** Other sites' scripts and servers read it; there is nothing of one reader in it. */
const FOR_ALL = { "access-control-allow-origin": "*" }

/** `GET /<slug>/fragment?limit=<1 to 20>&post=<id>`: the newest updates as HTML for the pages of other servers. */
export async function fragmentRoute(
  request: Request,
  { params }: { params: Promise<{ slug: string }> },
): Promise<Response> {
  try {
    const { slug } = await params
    const choice = parseEmbedChoice(Object.fromEntries(new URL(request.url).searchParams))
    await publishDueOnRequest()
    const embed = await readEmbed(slug, choice)
    if (!embed) throw new AppError("no_embed")
    if ("movedTo" in embed) return moved(embed.movedTo.replace(paths.embed(""), paths.fragment("")))
    return cacheableResponse(request, await renderFragment(embed, choice), {
      ...FOR_ALL,
      "content-type": "text/html; charset=utf-8",
      "x-robots-tag": "noindex",
    })
  } catch (error) {
    return toResponse(errorPayload(error, { event: "embed.error", what: "fragment" }))
  }
}

/** `GET /api/oembed?url=<address of a blog or post>&maxwidth=&maxheight=&format=json`. */
export async function oembedRoute(request: Request): Promise<Response> {
  try {
    const query = parseInput(oembedSchema, Object.fromEntries(new URL(request.url).searchParams))
    if (query.format !== "json") throw new AppError("json_only")
    const answer = await keptAnswers().load(JSON.stringify(query), async () => JSON.stringify(await readOembed(query)))
    if (!answer || answer === NO_ANSWER) throw new AppError("no_embed")
    return cacheableResponse(request, answer, {
      ...FOR_ALL,
      "content-type": "application/json; charset=utf-8",
    })
  } catch (error) {
    return toResponse(errorPayload(error, { event: "embed.error", what: "oembed" }))
  }
}

function moved(location: string): Response {
  return new Response(null, { status: 308, headers: { location, "cache-control": "public, max-age=300" } })
}

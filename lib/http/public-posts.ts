import { AppError } from "@/lib/errors"
import { publishDueOnRequest } from "@/lib/jobs/serverless"
import { parseInput } from "@/lib/parse-input"
import { publicPostsSchema, readPublicPosts } from "@/lib/posts/read-public-posts"
import { cacheableResponse } from "./etag"
import { errorPayload, toResponse } from "./payload"

/** `GET /<slug>/posts.json?limit=<1 to 100>&before=<post id>`: what readers may know, for programs without a token. */
export async function publicPostsRoute(
  request: Request,
  { params }: { params: Promise<{ slug: string }> },
): Promise<Response> {
  try {
    const { searchParams, search } = new URL(request.url)
    const query = parseInput(publicPostsSchema, Object.fromEntries(searchParams))
    await publishDueOnRequest()
    const found = await readPublicPosts((await params).slug, query)
    if (!found) throw new AppError("blog_not_found")
    if ("movedTo" in found) {
      const headers = { location: `${found.movedTo}${search}`, "cache-control": "public, max-age=300" }
      return new Response(null, { status: 308, headers })
    }
    const { stale: _, ...answer } = found
    return cacheableResponse(request, JSON.stringify(answer), {
      "content-type": "application/json; charset=utf-8",
      "access-control-allow-origin": "*",
    })
  } catch (error) {
    return toResponse(errorPayload(error, { event: "posts.error" }))
  }
}

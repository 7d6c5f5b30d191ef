import type { Answer } from "@/lib/live/answer"
import { answerLive } from "@/lib/live/endpoints"
import { renderPostHtml } from "@/lib/posts/render-html"

/** The live endpoints as route handlers, for hosts where our own server does not stand in front of Next. */
export async function liveRoute(request: Request): Promise<Response> {
  const url = new URL(request.url)
  const answer = await answerLive(
    {
      method: request.method,
      pathname: url.pathname,
      query: url.searchParams,
      ifNoneMatch: request.headers.get("if-none-match"),
      signal: request.signal,
    },
    renderPostHtml,
  )
  return answer ? toResponse(answer) : new Response(null, { status: 404 })
}

function toResponse({ status, headers, body }: Answer): Response {
  return new Response(body, { status, headers })
}

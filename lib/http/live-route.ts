import { AppError } from "@/lib/errors"
import { type Answer, errorAnswer } from "@/lib/live/answer"
import { answerLive, isHeldRequest } from "@/lib/live/endpoints"
import { renderPostHtml } from "@/lib/posts/render-html"
import { admitReader } from "./admit-reader"
import { publishOnRead } from "./publish-on-read"

/** The live endpoints as route handlers, for hosts where our own server does not stand in front of Next. */
export async function liveRoute(request: Request): Promise<Response> {
  await publishOnRead()
  const { pathname, searchParams: query } = new URL(request.url)
  try {
    const leave = isHeldRequest(pathname, query) ? admitReader(request) : () => {}
    const answer = await answerLive(
      {
        method: request.method,
        pathname,
        query,
        ifNoneMatch: request.headers.get("if-none-match"),
        signal: request.signal,
      },
      renderPostHtml,
    )?.finally(leave)
    return answer ? toResponse(answer) : toResponse(errorAnswer(new AppError("not_found")))
  } catch (error) {
    return toResponse(errorAnswer(error))
  }
}

function toResponse({ status, headers, body }: Answer): Response {
  return new Response(body, { status, headers })
}

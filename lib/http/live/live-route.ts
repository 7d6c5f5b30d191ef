import { AppError } from "@/lib/errors"
import { acquireConnection } from "@/lib/http/admit-reader"
import { errorPayload, type ResponsePayload } from "@/lib/http/payload"
import { publishDueOnRequest } from "@/lib/jobs/serverless"
import { renderPostHtml } from "@/lib/posts/render-html"
import { handleLive, isLongPoll } from "./router"

/** The live endpoints as route handlers, for hosts where our own server does not stand in front of Next. */
export async function liveRoute(request: Request): Promise<Response> {
  await publishDueOnRequest()
  const { pathname, searchParams: query } = new URL(request.url)
  try {
    const leave = isLongPoll(pathname, query) ? acquireConnection(request) : () => {}
    const answer = await handleLive(
      {
        method: request.method,
        pathname,
        query,
        ifNoneMatch: request.headers.get("if-none-match"),
        signal: request.signal,
      },
      renderPostHtml,
    )?.finally(leave)
    return answer ? toResponse(answer) : toResponse(errorPayload(new AppError("not_found")))
  } catch (error) {
    return toResponse(errorPayload(error))
  }
}

function toResponse({ status, headers, body }: ResponsePayload): Response {
  return new Response(body, { status, headers })
}

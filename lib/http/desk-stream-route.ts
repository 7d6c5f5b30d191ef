import { authorizeDeskStream, joinDesk } from "@/lib/collaboration/authorize-stream"
import { deskStreamHeaders, matchDeskStream } from "@/lib/together/desk-stream"
import { assertNotCrossSite } from "./csrf"
import { errorResponse } from "./response"
import { sseResponse } from "./sse-response"

/** A desk's stream as a route handler, for hosts where our own server does not stand in front of Next. */
export async function deskStreamRoute(request: Request): Promise<Response> {
  const { pathname, searchParams: query } = new URL(request.url)
  try {
    assertNotCrossSite(request.headers)
    const desk = await authorizeDeskStream({ blogId: matchDeskStream(pathname) ?? "", query, headers: request.headers })
    if (request.method === "HEAD") return new Response(null, { headers: deskStreamHeaders() })
    return sseResponse(request, deskStreamHeaders(), (pipe) => joinDesk(desk, pipe))
  } catch (error) {
    return errorResponse(error, "desk stream")
  }
}

import { requireActor } from "@/lib/auth/session"
import { getTokenActor } from "@/lib/auth/token-actor"
import { AppError } from "@/lib/errors"
import { flushPusherAfterResponse } from "@/lib/jobs/serverless"
import type { Actor } from "@/lib/permissions/actor"
import { assertSameOrigin } from "./csrf"
import { errorResponse } from "./response"

/** Who may call: a signed-in browser, or a program with a token. */
type Access = "session" | "token"
type Params = Record<string, string>

export type HandlerContext<P extends Params> = { actor: Actor; params: P; request: Request }
type RouteHandler<P extends Params> = (request: Request, context: { params: Promise<P> }) => Promise<Response>

/**
 * The wrapper of all route handlers: finds the actor, refuses cross-site requests, and turns
 * everything thrown into a response. Permissions are checked in `lib`, not here.
 */
export function route<P extends Params = Record<never, string>>(
  access: Access,
  handle: (call: HandlerContext<P>) => Promise<Response>,
): RouteHandler<P> {
  return async (request, { params }) => {
    try {
      const answer = await handle({ actor: await findActor(access, request), params: await params, request })
      if (request.method !== "GET" && request.method !== "HEAD") flushPusherAfterResponse()
      return answer
    } catch (error) {
      return errorResponse(error, `${request.method} ${new URL(request.url).pathname}`, request.headers)
    }
  }
}

async function findActor(access: Access, request: Request): Promise<Actor> {
  // Browsers attach cookies to cross-site requests; a token is sent on purpose.
  if (access === "session") {
    if (request.method !== "GET" && request.method !== "HEAD") assertSameOrigin(request.headers)
    return requireActor(request.headers)
  }
  const actor = await getTokenActor(request.headers.get("authorization"))
  if (!actor) throw new AppError("invalid_token")
  return actor
}

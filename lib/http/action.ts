import { headers } from "next/headers"
import { unstable_rethrow } from "next/navigation"
import type { z } from "zod"
import { requireActor } from "@/lib/auth/session"
import type { PublicError } from "@/lib/errors"
import { flushPusherAfterResponse } from "@/lib/jobs/serverless"
import { parseInput } from "@/lib/parse-input"
import type { Actor } from "@/lib/permissions/actor"
import { reportError } from "@/lib/report-error"
import { assertSameOrigin } from "./csrf"

/** What a server action answers: errors are values, so that a form can show them and keep what was typed. */
export type ActionResult<T> =
  | { ok: true; data: T }
  | { ok: false; error: PublicError; details?: Record<string, unknown> }

/**
 * The one wrapper of server actions: a signed-in actor, our own origin, a checked input (its issues are named by
 * field), and every error as a value. Redirects of Next pass through.
 */
export function action<S extends z.ZodType, T>(
  schema: S,
  run: (actor: Actor, input: z.output<S>, headers: Headers) => Promise<T>,
): (input: z.input<S>) => Promise<ActionResult<T>> {
  return publicAction(schema, async (input, requestHeaders) =>
    run(await requireActor(requestHeaders), input, requestHeaders),
  )
}

/** The same for people who are not signed in yet: sign-in, set-up, invitation. */
export function publicAction<S extends z.ZodType, T>(
  schema: S,
  run: (input: z.output<S>, headers: Headers) => Promise<T>,
): (input: z.input<S>) => Promise<ActionResult<T>> {
  return async (input) => {
    const requestHeaders = new Headers(await headers())
    try {
      assertSameOrigin(requestHeaders)
      const data = await run(parseInput(schema, input) as z.output<S>, requestHeaders)
      flushPusherAfterResponse()
      return { ok: true, data }
    } catch (thrown) {
      unstable_rethrow(thrown)
      const error = reportError(thrown, "action.error", { what: "server action", requestHeaders })
      return { ok: false, error: error.toPublic(), ...(error.details ? { details: error.details } : {}) }
    }
  }
}

import type { IncomingMessage, RequestListener, ServerResponse } from "node:http"
import { AppError } from "@/lib/errors"
import { writeError } from "@/lib/http/write-payload"
import { createSemaphore } from "@/lib/semaphore"

/** Requests with a session or a token; and all others. */
const KNOWN = { atOnce: 40, waiting: 1_000 }
const STRANGERS = { atOnce: 8, waiting: 200 }
/** A slow reader of a response, or a large upload, keeps its place no longer ... */
const TURN_MS = 10_000
/** ... and an anonymous one is disconnected by then. */
const STRANGER_MS = 120_000

/** Files, and the health checks. */
const UNLIMITED = /^\/(_next|api\/(health|ready))(\/|\?|$)/
const SHOWS_WHO_IT_IS = /running-story-session=/

/**
 * Limits concurrent requests to the app, so that anonymous traffic takes neither the memory nor the
 * slots of the desk. Requests beyond the queue are refused immediately.
 */
export function inAppTurns(app: RequestListener): RequestListener {
  const known = createSemaphore(KNOWN.atOnce, KNOWN.waiting, "busy")
  const strangers = createSemaphore(STRANGERS.atOnce, STRANGERS.waiting, "busy")
  return (request, response) => {
    if (UNLIMITED.test(request.url ?? "")) return app(request, response)
    const isKnown = showsWhoItIs(request)
    const inTurn = isKnown ? known : strangers
    inTurn(() => {
      const over = isOver(response, isKnown ? null : STRANGER_MS)
      if (!response.destroyed) app(request, response)
      return over
    }).catch(() => writeError(new AppError("busy"), response))
  }
}

function isOver(response: ServerResponse, most: number | null): Promise<void> {
  return new Promise((resolve) => {
    if (response.destroyed) return resolve()
    const turn = setTimeout(resolve, TURN_MS).unref()
    const end = most === null ? undefined : setTimeout(() => response.destroy(), most).unref()
    response.once("close", () => {
      clearTimeout(turn)
      clearTimeout(end)
      resolve()
    })
  })
}

function showsWhoItIs({ headers }: IncomingMessage): boolean {
  return headers.authorization !== undefined || SHOWS_WHO_IT_IS.test(headers.cookie ?? "")
}

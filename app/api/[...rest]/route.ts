import { AppError } from "@/lib/errors"
import { errorPayload, toResponse } from "@/lib/http/payload"

/** Every other address below /api: programs get JSON, not a page. */
function answerNothing(): Response {
  return toResponse(errorPayload(new AppError("not_found")))
}

export const GET = answerNothing
export const POST = answerNothing
export const PUT = answerNothing
export const PATCH = answerNothing
export const DELETE = answerNothing

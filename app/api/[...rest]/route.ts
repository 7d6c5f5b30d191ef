import { AppError } from "@/lib/errors"
import { errorResponse } from "@/lib/http/response"

/** Any other address below /api: programs get words in the form that they know, not a page. */
function answerNothing(): Response {
  return errorResponse(new AppError("not_found"), "unknown address")
}

export const GET = answerNothing
export const POST = answerNothing
export const PUT = answerNothing
export const PATCH = answerNothing
export const DELETE = answerNothing

import { AppError } from "@/lib/errors"
import { answerError } from "@/lib/http/answer"

/** Any other address below /api: programs get words in the form that they know, not a page. */
function answerNothing(): Response {
  return answerError(new AppError("not_found"), "unknown address")
}

export const GET = answerNothing
export const POST = answerNothing
export const PUT = answerNothing
export const PATCH = answerNothing
export const DELETE = answerNothing

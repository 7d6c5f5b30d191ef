import { ERRORS } from "@/lib/errors"
import { type Failure, type Result, toFailure } from "./result"

/** How long an answer is waited for: a request on a connection that went away would hang for minutes. */
const TIMEOUT_MS = 12_000

type Options = {
  /** The page may be closing: the browser sends it all the same, if it is not too long. */
  keepalive?: boolean
  method?: "GET" | "POST"
}

/** Browsers send no more than this for a page that is gone. */
const MAX_KEEPALIVE_BYTES = 60 * 1024

/** A plain JSON request of the desk. Whatever comes back or does not is a value; after 12 s without answer it is given up. */
export async function requestJson<T>(path: string, body: unknown, options: Options = {}): Promise<Result<T>> {
  const { keepalive = false, method = "POST" } = options
  const json = JSON.stringify(body)
  try {
    const response = await fetch(path, {
      method,
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(method === "POST" ? { body: json, headers: { "content-type": "application/json" } } : {}),
      ...(keepalive && json.length < MAX_KEEPALIVE_BYTES ? { keepalive: true } : {}),
    })
    const answer: unknown = await response.json().catch(() => null)
    if (response.ok && answer !== null) return { ok: true, data: answer as T }
    return { ok: false, error: toRefusal(answer), details: answer as Record<string, unknown> }
  } catch (thrown) {
    return { ok: false, error: isTimeout(thrown) ? NO_ANSWER : toFailure(thrown) }
  }
}

/** Gives up on a call that has no answer after a while. It may arrive all the same: whoever tries again sends the same key. */
export async function withTimeout<T>(call: Promise<Result<T>>): Promise<Result<T>> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<Result<T>>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, error: NO_ANSWER }), TIMEOUT_MS)
  })
  return Promise.race([call, late]).finally(() => clearTimeout(timer))
}

const NO_ANSWER: Failure = { code: "no_answer", message: "The server gives no answer. Your text is kept." }

function toRefusal(answer: unknown): Failure {
  const error = typeof answer === "object" && answer !== null && "error" in answer ? answer.error : null
  return isFailure(error) ? error : { code: "internal", message: ERRORS.internal.message }
}

function isFailure(value: unknown): value is Failure {
  return typeof value === "object" && value !== null && "code" in value && "message" in value
}

function isTimeout(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === "TimeoutError"
}

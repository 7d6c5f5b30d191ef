import { AppError } from "@/lib/errors"

/*
 * The arguments of a server action, as React writes them for the network: JSON in which text that begins with a dollar
 * sign stands for something else. Our pages send plain values; Next, given anything broken, answers 500 and writes to the log.
 */

const MAX_ARGUMENTS = 10
/** As deep as `parseInput` goes. */
const MAX_DEPTH = 250
/** A dollar sign, a value that JSON has no word for, what stays in the browser, and what stands elsewhere in the same text. */
const PLAIN = /^\$(?:\$|(?:undefined|NaN|-?Infinity|-0|T)$)/s
const REFERENCE = /^\$0(:|$)/

/** Throws `invalid_input` for what no page of ours sends. */
export function requireArguments(text: string): void {
  const root = parse(text)
  if (!Array.isArray(root) || root.length > MAX_ARGUMENTS || !isPlain(root, root, 0)) throw argumentsError()
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw argumentsError(cause)
  }
}

function isPlain(value: unknown, root: unknown, depth: number): boolean {
  if (typeof value === "string") return !value.startsWith("$") || PLAIN.test(value) || isInside(value, root)
  if (typeof value !== "object" || value === null) return true
  return depth < MAX_DEPTH && Object.values(value).every((child) => isPlain(child, root, depth + 1))
}

// "$0:0:post": an object that was written before, by the way to it.
function isInside(text: string, root: unknown): boolean {
  if (!REFERENCE.test(text)) return false
  let place = root
  for (const key of text.split(":").slice(1)) {
    if (typeof place !== "object" || place === null || !Object.hasOwn(place, key)) return false
    place = (place as Record<string, unknown>)[key]
  }
  return typeof place === "object" && place !== null
}

/** The refusal of arguments that no page of ours sends. */
export function argumentsError(cause?: unknown): AppError {
  const message = "Invalid arguments of a server action. Reload the page."
  return new AppError("invalid_input", { issues: [{ path: "", message }], cause })
}

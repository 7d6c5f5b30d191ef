import { type Cursor, type Delta, isDelta } from "./delta"
import { isInteger, isText } from "./validators"

/** A delta that came over the wire; null: this is none. */
export function parseDelta(value: unknown): Delta | null {
  return isDelta(value) ? value : null
}

/** The same, where anything else is a fault. */
export function requireDelta(value: unknown): Delta {
  if (!isDelta(value)) throw new TypeError("A delta has a field that readers must not see, or lacks one.")
  return value
}

/** A position on a version line that came over the wire, whatever else came with it; null: this is none. */
export function parsePosition(value: unknown): Cursor | null {
  const { epoch, version } = (value ?? {}) as Partial<Cursor>
  return isText(epoch) && isInteger(version) ? (value as Cursor) : null
}

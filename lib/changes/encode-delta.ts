import type { Delta } from "@/lib/protocol/delta"
import { requireDelta } from "@/lib/protocol/parse-delta"
import type { Changes, Snapshot } from "./read-changes"

/**
 * A delta and its bytes: serialised once per format, for all readers. `json` is ASCII, so that every
 * server may send it unchanged; `hidden`: removals that may be shown again; `frames`: by format.
 */
export type EncodedDelta = { delta: Delta; hidden: string[]; json: string; etag: string; frames: Map<string, unknown> }

/** The delta that a read of changes makes for a reader at `from`. */
export function toDelta({ snapshot, posts, removals, upTo, more }: Changes, from: number): Delta {
  const blogChanged = snapshot.blog && snapshot.blogVersion > from && !more
  return {
    epoch: snapshot.epoch,
    from,
    version: upTo,
    at: snapshot.at.toISOString(),
    posts,
    removals,
    ...(blogChanged && snapshot.blog ? { blog: snapshot.blog } : {}),
    ...(more ? { more: true as const } : {}),
  }
}

/** Nothing is new. */
export function emptyDelta({ epoch, version, at }: Snapshot): Delta {
  return { epoch, from: version, version, at: at.toISOString(), posts: [], removals: [] }
}

/** The reader's position is of another epoch: it must load the state again. */
export function resetDelta(snapshot: Snapshot): Delta {
  return { ...emptyDelta(snapshot), reset: true }
}

/** Validates what it sends, so that no private column slips through. */
export function encodeDelta(delta: Delta, hidden: string[] = []): EncodedDelta {
  const json = toAscii(JSON.stringify(requireDelta(delta)))
  const etag = `"${delta.epoch}.${delta.from}.${delta.version}${delta.reset ? ".reset" : ""}"`
  return { delta, hidden, json, etag, frames: new Map() }
}

/** True when a delta changes no position. */
export function isNothingNew({ delta }: EncodedDelta): boolean {
  return delta.version === delta.from && !delta.reset
}

/** A delta in a format, encoded once. */
export function getOrEncode<T>(wire: EncodedDelta, format: string, make: (wire: EncodedDelta) => T): T {
  const known = wire.frames.get(format) as T | undefined
  if (known !== undefined) return known
  const made = make(wire)
  wire.frames.set(format, made)
  return made
}

function toAscii(json: string): string {
  return json.replaceAll(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`)
}

import { processCache } from "@/lib/cache"
import { type EncodedDelta, encodeDelta, resetDelta, toDelta } from "@/lib/changes/encode-delta"
import type { Changes, Snapshot } from "@/lib/changes/read-changes"
import { counts } from "@/lib/metrics/counts"
import { singleton } from "@/lib/singleton"

const MAX_BYTES = 48 * 1024 * 1024
/** Memory of a delta per character of its JSON: its posts, and the frames of all formats. */
const BYTES_PER_CHARACTER = 8
const DELTA_BYTES = 2_000

/** The delta from a version to the snapshot of an era, if it is cached. */
export function getDelta(era: string, from: number): EncodedDelta | undefined {
  return deltas().get(`${era} ${from}`)
}

export function storeDelta(era: string, from: number, wire: EncodedDelta): EncodedDelta {
  deltas().set(`${era} ${from}`, wire)
  return wire
}

// One cache for all blogs: readers at many positions displace each other's deltas and cost no more memory.
function deltas() {
  return processCache<EncodedDelta>("deltas", {
    maxBytes: MAX_BYTES,
    sizeOf: ({ json }) => DELTA_BYTES + BYTES_PER_CHARACTER * json.length,
  })
}

// All who share a read share its delta, even one too large for the cache.
const encoded = new WeakMap<Changes, EncodedDelta>()

/** The delta of some changes; a new one asks a sample of the pages for a delivery receipt. */
export function encodeChanges(
  changes: Changes,
  from: number,
  sampleRate: (version: number) => number | null,
): EncodedDelta {
  const known = encoded.get(changes)
  if (known) return known
  counts.deltas += 1
  const delta = toDelta(changes, from)
  const ask = delta.more ? null : sampleRate(delta.version)
  const wire = encodeDelta(ask === null ? delta : { ...delta, ask }, changes.hidden)
  encoded.set(changes, wire)
  return wire
}

/** Tells a reader in another epoch to load the state again. */
export function encodeReset(snapshot: Snapshot): EncodedDelta {
  counts.resets += 1
  return encodeDelta(resetDelta(snapshot))
}

/** A key for what is cached of one snapshot. */
export function nextEra(): string {
  const eras = singleton("eras", () => ({ last: 0 }))
  eras.last += 1
  return String(eras.last)
}

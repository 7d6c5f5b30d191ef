import { diffArrays } from "diff"
import type { Block } from "./document"

/** A block of an older text and what a newer one has in its place; null: it came, or went. */
export type AlignedPair =
  | { before: Block; after: Block }
  | { before: Block; after: null }
  | { before: null; after: Block }

// So much is looked for and compared; texts further apart are compared place by place, in time that grows with their length.
const MAX_DIFFERENCES = 300
const MAX_COMPARISONS = 2_500
const MAX_WORDS_COMPARED = 200_000
const ALIKE = 0.25

/** Two texts block by block, in their order: what stayed, what became something else, what came and what went. */
export function alignBlocks(before: Block[], after: Block[]): AlignedPair[] {
  const [old, young] = [before.map(serializeBlock), after.map(serializeBlock)]
  const changes = diffArrays(old, young, { maxEditLength: MAX_DIFFERENCES }) ?? [
    { value: old, removed: true, added: false },
    { value: young, removed: false, added: true },
  ]
  const pairs: AlignedPair[] = []
  let [from, to] = [0, 0]
  let gone: Block[] = []
  let come: Block[] = []
  const flush = () => {
    pairs.push(...pairUp(gone, come))
    gone = []
    come = []
  }
  for (const { value, removed, added } of changes) {
    if (removed) gone.push(...before.slice(from, from + value.length))
    else if (added) come.push(...after.slice(to, to + value.length))
    else {
      flush()
      for (let index = 0; index < value.length; index += 1) {
        const [old, young] = [before[from + index], after[to + index]]
        if (old && young) pairs.push({ before: old, after: young })
      }
    }
    if (!added) from += value.length
    if (!removed) to += value.length
  }
  flush()
  return pairs
}

/** A block in letters that are equal exactly when the blocks say the same, whatever order their parts are stored in. */
export function serializeBlock(block: Block): string {
  return JSON.stringify(sorted(block))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== "object" || value === null) return value
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, sorted(each)]))
}

/** Finds which of the blocks that went are those that came, rewritten: the most alike, in order. */
function pairUp(gone: Block[], come: Block[]): AlignedPair[] {
  if (gone.length * come.length > MAX_COMPARISONS) return pairByPlace(gone, come)
  const [old, young] = [gone.map(wordsOf), come.map(wordsOf)]
  const count = (sets: Set<string>[]) => sets.reduce((sum, { size }) => sum + size, 0)
  if (Math.min(count(old) * come.length, count(young) * gone.length) > MAX_WORDS_COMPARED)
    return pairByPlace(gone, come)
  const isSingle = gone.length === 1 && come.length === 1
  const score = (from: number, to: number) => {
    const [a, b] = [old[from], young[to]]
    if (!a || !b || gone[from]?.type !== come[to]?.type) return 0
    const alike = likeness(a, b)
    return alike > (isSingle ? 0 : ALIKE) ? alike : 0
  }
  // best[from][to]: how alike the rest from there on can be made.
  const best = Array.from({ length: gone.length + 1 }, () => new Float64Array(come.length + 1))
  const at = (from: number, to: number) => best[from]?.[to] ?? 0
  for (let from = gone.length - 1; from >= 0; from -= 1) {
    const row = best[from]
    for (let to = come.length - 1; row && to >= 0; to -= 1) {
      const alike = score(from, to)
      row[to] = Math.max(at(from + 1, to), at(from, to + 1), alike > 0 ? alike + at(from + 1, to + 1) : 0)
    }
  }
  const pairs: AlignedPair[] = []
  let [from, to] = [0, 0]
  while (from < gone.length || to < come.length) {
    const [before, after] = [gone[from], come[to]]
    const alike = before && after ? score(from, to) : 0
    if (before && after && alike > 0 && at(from, to) === alike + at(from + 1, to + 1)) {
      pairs.push({ before, after })
      from += 1
      to += 1
    } else if (before && (!after || at(from, to) === at(from + 1, to))) {
      pairs.push({ before, after: null })
      from += 1
    } else if (after) {
      pairs.push({ before: null, after })
      to += 1
    }
  }
  return pairs
}

function pairByPlace(gone: Block[], come: Block[]): AlignedPair[] {
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, place): AlignedPair[] => {
    const [before, after] = [gone[place], come[place]]
    if (before && after && before.type === after.type) return [{ before, after }]
    return [...(before ? [{ before, after: null }] : []), ...(after ? [{ before: null, after }] : [])]
  }).flat()
}

/** From 0, for no word in common, to 1. */
function likeness(a: Set<string>, b: Set<string>): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a]
  let common = 0
  for (const word of few) if (many.has(word)) common += 1
  return (2 * common + 1) / (a.size + b.size + 1)
}

/** Every word that a block holds, in whichever of its parts. */
function wordsOf(block: Block): Set<string> {
  const words = new Set<string>()
  const collect = (value: unknown, key = ""): void => {
    if (typeof value === "string" && key !== "type") {
      for (const word of value.toLocaleLowerCase("en").split(/\s+/)) if (word) words.add(word)
    } else if (typeof value === "object" && value !== null) {
      for (const [name, each] of Object.entries(value)) collect(each, name)
    }
  }
  collect(block)
  return words
}

import { alignBlocks, serializeBlock } from "./align-blocks"
import type { Block, PostDocument } from "./document"

export type Side = "mine" | "theirs" | "both"

/**
 * A stretch of a merged text. `settled`: both have it, or only one changed it. `open`: each made something else of it, and
 * the editor has to choose; `suggested` is what loses nothing and needs no second look.
 */
export type MergePart =
  | { kind: "settled"; by: "nobody" | "mine" | "theirs"; base: Block[]; blocks: Block[] }
  | { kind: "open"; base: Block[]; mine: Block[]; theirs: Block[]; suggested: Side | null }

/**
 * Joins two texts that were both made from `base`, block by block. What one changed and the other left alone is taken; what
 * both changed is left open. No block of either is dropped but by who chooses: joined with `both`, all are there.
 */
export function mergeDocuments(base: PostDocument, mine: PostDocument, theirs: PostDocument): MergePart[] {
  const [my, their] = [fatesOf(base, mine), fatesOf(base, theirs)]
  const parts: MergePart[] = []
  for (let index = 0; index <= base.content.length; index += 1) {
    parts.push(...mergeInserted(my.inserted[index] ?? [], their.inserted[index] ?? []))
    const block = base.content[index]
    if (block) parts.push(mergeBlock(block, my.became[index] ?? null, their.became[index] ?? null))
  }
  return parts.filter((part) => part.kind === "open" || part.blocks.length > 0 || part.base.length > 0)
}

/** The text that a merge becomes by these choices, one for each open part in order. */
export function applyChoices(parts: MergePart[], choices: Side[]): PostDocument {
  let open = 0
  const content = parts.flatMap((part) => {
    if (part.kind === "settled") return part.blocks
    const choice = choices[open] ?? "both"
    open += 1
    // What was saved first stands first.
    return [...(choice === "mine" ? [] : part.theirs), ...(choice === "theirs" ? [] : part.mine)]
  })
  return { type: "doc", content }
}

type Fates = {
  /** What each block of the base became; null: it was taken out. */
  became: (Block | null)[]
  /** What was put in before each block of the base, and at last after all of them. */
  inserted: Block[][]
}

function fatesOf(base: PostDocument, document: PostDocument): Fates {
  const became: (Block | null)[] = []
  const inserted: Block[][] = Array.from({ length: base.content.length + 1 }, () => [])
  for (const { before, after } of alignBlocks(base.content, document.content)) {
    if (before !== null) became.push(after)
    else if (after !== null) inserted[became.length]?.push(after)
  }
  return { became, inserted }
}

function mergeBlock(base: Block, mine: Block | null, theirs: Block | null): MergePart {
  const [before, my, their] = [serializeBlock(base), mine && serializeBlock(mine), theirs && serializeBlock(theirs)]
  const settled = (by: "nobody" | "mine" | "theirs", block: Block | null): MergePart => {
    return { kind: "settled", by, base: [base], blocks: listOf(block) }
  }
  if (my === their) return settled("nobody", mine)
  if (my === before) return settled("theirs", theirs)
  if (their === before) return settled("mine", mine)
  return { kind: "open", base: [base], mine: listOf(mine), theirs: listOf(theirs), suggested: null }
}

function mergeInserted(mine: Block[], theirs: Block[]): MergePart[] {
  const settled = (by: "nobody" | "mine" | "theirs", blocks: Block[]): MergePart => {
    return { kind: "settled", by, base: [], blocks }
  }
  if (theirs.length === 0) return [settled("mine", mine)]
  if (mine.length === 0) return [settled("theirs", theirs)]
  const start = countCommon(mine, theirs)
  const [my, their] = [mine.slice(start), theirs.slice(start)]
  const end = countCommon(my.toReversed(), their.toReversed())
  const [onlyMine, onlyTheirs] = [my.slice(0, my.length - end), their.slice(0, their.length - end)]
  const middle: MergePart[] =
    onlyMine.length > 0 && onlyTheirs.length > 0
      ? [{ kind: "open", base: [], mine: onlyMine, theirs: onlyTheirs, suggested: "both" }]
      : [settled("mine", onlyMine), settled("theirs", onlyTheirs)]
  return [settled("nobody", mine.slice(0, start)), ...middle, settled("nobody", my.slice(my.length - end))]
}

function countCommon(mine: Block[], theirs: Block[]): number {
  const count = mine.findIndex((block, index) => {
    const other = theirs[index]
    return !other || serializeBlock(block) !== serializeBlock(other)
  })
  return count === -1 ? mine.length : count
}

function listOf(block: Block | null): Block[] {
  return block ? [block] : []
}

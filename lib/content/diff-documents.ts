import { type AlignedPair, alignBlocks, serializeBlock } from "./align-blocks"
import { type DiffPart, diffWords } from "./diff-words"
import type { Block, PostDocument } from "./document"
import { blockText } from "./plain-text"

/** What became of one block. `parts` are the words of one that was rewritten; empty: only its form is another. */
export type BlockChange =
  | { kind: "same" | "added" | "removed"; block: Block }
  | { kind: "changed"; before: Block; after: Block; parts: DiffPart[] }

/** Two documents block by block and, where a text was rewritten, word by word. */
export function diffDocuments(before: PostDocument, after: PostDocument): BlockChange[] {
  const pairs = alignBlocks(before.content, after.content).map((pair) => ({ ...pair, isSame: isSame(pair) }))
  const rewritten = pairs.filter((pair) => pair.before && pair.after && !pair.isSame).length
  return pairs.flatMap((pair): BlockChange[] => {
    if (pair.before === null) return [{ kind: "added", block: pair.after }]
    if (pair.after === null) return [{ kind: "removed", block: pair.before }]
    if (pair.isSame) return [{ kind: "same", block: pair.after }]
    if (!isText(pair.before)) {
      return [
        { kind: "removed", block: pair.before },
        { kind: "added", block: pair.after },
      ]
    }
    const parts = diffWords(blockText(pair.before, "marked"), blockText(pair.after, "marked"), rewritten)
    return [
      {
        kind: "changed",
        before: pair.before,
        after: pair.after,
        parts: parts.every(({ kind }) => kind === "same") ? [] : parts,
      },
    ]
  })
}

function isSame({ before, after }: AlignedPair): boolean {
  return before !== null && after !== null && (before === after || serializeBlock(before) === serializeBlock(after))
}

/** What is read as running text; all else is looked at, and shown whole as it was and as it is. */
function isText({ type }: Block): boolean {
  return ["paragraph", "heading", "blockquote", "bulletList", "orderedList"].includes(type)
}

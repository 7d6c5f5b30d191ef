import { diffArrays } from "diff"

/** A stretch of text that both have, or only one of them. */
export type DiffPart = { kind: "same" | "removed" | "added"; text: string }

const MAX_DIFFERENCES = 400

/**
 * Two texts word by word, by the rules of words of the browser or Node, so that languages without spaces have some too. What
 * it takes grows with the square of the differences: of several texts together, each looks for its share of them. Texts that
 * differ in more are one whole text and the other.
 */
export function diffWords(before: string, after: string, texts = 1): DiffPart[] {
  if (before === after) return before === "" ? [] : [{ kind: "same", text: before }]
  const maxEditLength = Math.ceil(MAX_DIFFERENCES / Math.sqrt(texts))
  const changes = diffArrays(toWords(before), toWords(after), { maxEditLength })
  if (!changes) return toParts(before, after)
  const parts: DiffPart[] = []
  let [removed, added, gap] = ["", "", ""]
  const flush = () => {
    const end = added.slice(added.trimEnd().length)
    const common = removed !== "" && removed.endsWith(end) ? end : ""
    const cut = (text: string) => text.slice(0, text.length - common.length)
    parts.push(...toParts(cut(removed), cut(added)), ...toSame(common + gap))
    removed = added = gap = ""
  }
  for (const change of changes) {
    const text = change.value.join("")
    if (change.removed || change.added) {
      // A space between two changed words belongs to the change: one reads phrases, not every second word.
      if (change.removed) removed += gap + text
      else removed += gap
      if (change.added) added += gap + text
      else added += gap
      gap = ""
    } else if (text.trim() === "" && (removed !== "" || added !== "")) gap = text
    else {
      flush()
      parts.push({ kind: "same", text })
    }
  }
  flush()
  return joinSame(parts)
}

function toParts(removed: string, added: string): DiffPart[] {
  return [
    ...(removed === "" ? [] : [{ kind: "removed" as const, text: removed }]),
    ...(added === "" ? [] : [{ kind: "added" as const, text: added }]),
  ]
}

function toSame(text: string): DiffPart[] {
  return text === "" ? [] : [{ kind: "same", text }]
}

function joinSame(parts: DiffPart[]): DiffPart[] {
  const joined: DiffPart[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (last?.kind === "same" && part.kind === "same") last.text += part.text
    else joined.push({ ...part })
  }
  return joined
}

const segmenter = new Intl.Segmenter(undefined, { granularity: "word" })

// Piece by piece: on a long text the segmenter takes time by the square of its length. Most pieces are one word anyway.
function toWords(text: string): string[] {
  const pieces = text.match(/\s+|\S{1,200}/gu) ?? []
  return pieces.flatMap((piece) => (/^(?:\s+|\w+)$/.test(piece) ? [piece] : wordsOf(piece)))
}

function wordsOf(piece: string): string[] {
  return [...segmenter.segment(piece)].map(({ segment }) => segment)
}

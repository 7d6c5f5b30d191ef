type Granularity = "grapheme" | "word"

const segmenters: Partial<Record<Granularity, Intl.Segmenter>> = {}

/** Room beyond the cut in which the boundary before it is looked for: no word of a language is longer. */
const REACH = 64

/**
 * The first characters of a text, `most` UTF-16 units at most, never half of what readers see as one
 * character. A pile of marks longer than `most` is cut inside.
 */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text
  return text.slice(0, boundaryBefore(text, most, "grapheme")) || text.slice(0, most).replace(/\p{Cs}$/u, "")
}

/**
 * The first words of a line, with "…" where more follows; in scripts without spaces too. Spaces come
 * first: engines disagree whether "EU:s" is one word, and server and browser draw the same page.
 */
export function cutWords(line: string, most: number): string {
  if (line.length <= most) return line
  const room = most - 1
  const space = line.lastIndexOf(" ", room)
  const words = trimEnd(line.slice(0, space > room / 2 ? space : boundaryBefore(line, room, "word")))
  return `${words.length > room / 2 ? words : trimEnd(cutText(line, room))}…`
}

/** What readers see as the first character of a text; empty: there is none. */
export function firstCharacter(text: string): string {
  return segments(text.slice(0, REACH), "grapheme").containing(0)?.segment ?? ""
}

/** The last boundary at or before `most`, found near the cut: a long text costs no more than a short one. */
function boundaryBefore(text: string, most: number, granularity: Granularity): number {
  return segments(text.slice(0, most + REACH), granularity).containing(most)?.index ?? most
}

function segments(text: string, granularity: Granularity): Intl.Segments {
  segmenters[granularity] ??= new Intl.Segmenter("en", { granularity })
  return segmenters[granularity].segment(text)
}

/** Without what cannot stand before "…": spaces, commas, openings, dashes. */
function trimEnd(text: string): string {
  return text.replace(/[\s,;:.،、。–—([{«“„·-]{1,8}$/u, "")
}

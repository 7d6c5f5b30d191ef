import { foldLetter } from "@/lib/content/fold-text"
import { cutText } from "@/lib/cut-text"

/** A stretch of text, and whether it is what was searched for. */
export type TextSpan = { text: string; found: boolean }

/** Letters of a post that are searched for a place to show. */
const MAX_LETTERS = 20_000
const MAX_PLACES = 200
const BEFORE = 60
const AFTER = 180

const WORD = /[\p{L}\p{M}\p{N}]/u
/** Scripts without spaces between words: what is found may begin and end anywhere. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const TERMS = /[\p{L}\p{M}\p{N}\p{S}']+[+#]*/gu

type Place = { start: number; end: number }

/** A line with the words marked that a search found: whole words, as they are written. */
export function markFound(line: string, query: string): TextSpan[] {
  return toSpans(line, findPlaces(line, query), 0, line.length)
}

/** The part of a text around the first of the words, marked; the beginning where none of them is in it. */
export function markExcerpt(text: string, query: string): TextSpan[] {
  const line = cutText(text, MAX_LETTERS)
  const places = findPlaces(line, query)
  const first = places[0]?.start ?? 0
  const start = first <= BEFORE ? 0 : wordAfter(line, first - BEFORE, first)
  const wanted = Math.min(line.length, Math.max(first, start) + AFTER)
  const end = wanted === line.length ? wanted : wordBefore(line, wanted, first)
  const spans = toSpans(line, places, start, end)
  return [
    ...(start > 0 ? [{ text: "… ", found: false }] : []),
    ...spans,
    ...(end < text.length ? [{ text: " …", found: false }] : []),
  ]
}

/** Where words of the query stand in a line, in order, none within another. */
function findPlaces(line: string, query: string): Place[] {
  const terms = [...new Set([...fold(query).text.matchAll(TERMS)].map(([term]) => term.replaceAll("'", "")))]
  const { text, from } = fold(line)
  const places: Place[] = []
  for (const term of terms.filter(Boolean)) {
    const anywhere = UNSPACED.test(term)
    // "don't" is found by "dont", and "l'eau" by "eau".
    const pattern = new RegExp([...term].map((letter) => letter.replace(/[.*+?^${}()|[\]\\]/, "\\$&")).join("'?"), "gu")
    for (const { index: at, 0: letters } of text.matchAll(pattern)) {
      if (places.length >= MAX_PLACES) break
      if (!anywhere && WORD.test(text[at - 1] ?? "")) continue
      let end = at + letters.length
      while (!anywhere && end < text.length && WORD.test(text[end] ?? "") && !UNSPACED.test(text[end] ?? "")) end += 1
      places.push({ start: from[at] ?? 0, end: from[end] ?? line.length })
    }
  }
  const ordered = places.sort((a, b) => a.start - b.start || b.end - a.end)
  let covered = 0
  return ordered.filter(({ start, end }) => {
    if (start < covered) return false
    covered = end
    return true
  })
}

/** The folded line, and for each of its letters the place of the one that it comes from. */
function fold(line: string): { text: string; from: number[] } {
  let text = ""
  const from: number[] = []
  let place = 0
  for (const letter of line) {
    const folded = foldLetter(letter)
    text += folded
    for (let index = 0; index < folded.length; index += 1) from.push(place)
    place += letter.length
  }
  return { text, from }
}

function toSpans(line: string, places: Place[], from: number, to: number): TextSpan[] {
  const spans: TextSpan[] = []
  let at = from
  for (const { start, end } of places.filter((place) => place.start >= from && place.end <= to)) {
    spans.push({ text: line.slice(at, start), found: false }, { text: line.slice(start, end), found: true })
    at = end
  }
  spans.push({ text: line.slice(at, to), found: false })
  return spans.filter(({ text }) => text !== "")
}

function wordAfter(line: string, from: number, limit: number): number {
  const space = line.indexOf(" ", from)
  return space >= 0 && space < limit ? space + 1 : cutText(line, from).length
}

function wordBefore(line: string, to: number, limit: number): number {
  const space = line.lastIndexOf(" ", to)
  return space > limit ? space : cutText(line, to).length
}

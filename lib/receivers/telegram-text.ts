import { z } from "zod"
import type { Mark } from "@/lib/content/document"
import { isLinkUrl } from "@/lib/content/url"
import type { TextRun } from "./rich-text"

/** More than Telegram sends: 100 for a message. */
const MAX_ENTITIES = 200

export const telegramEntitySchema = z.object({
  type: z.string(),
  /** In UTF-16 units, as JavaScript counts. */
  offset: z.number().int().min(0),
  length: z.number().int().min(0),
  url: z.string().optional(),
})
type TelegramEntity = z.infer<typeof telegramEntitySchema>

const MARKS: Record<string, Mark> = {
  bold: { type: "bold" },
  italic: { type: "italic" },
  strikethrough: { type: "strike" },
}
const QUOTES = new Set(["blockquote", "expandable_blockquote"])

/** A message's text in stretches of the same marks. Entities may overlap and nest. */
export function telegramRuns(text: string, entities: TelegramEntity[]): TextRun[] {
  const known = entities.slice(0, MAX_ENTITIES)
  const cuts = new Set([0, text.length])
  for (const { offset, length } of known) {
    for (const at of [offset, offset + length]) if (at <= text.length && !isWithinCharacter(text, at)) cuts.add(at)
  }
  const places = [...cuts].sort((a, b) => a - b)
  return places.slice(0, -1).map((from, index) => {
    const covering = known.filter(({ offset, length }) => offset <= from && from < offset + length)
    return {
      text: text.slice(from, places[index + 1]),
      marks: marksOf(covering),
      quote: covering.some(({ type }) => QUOTES.has(type)),
    }
  })
}

function marksOf(entities: TelegramEntity[]): Mark[] {
  const marks = new Map<string, Mark>()
  for (const { type, url } of entities) {
    const mark = MARKS[type]
    if (mark) marks.set(mark.type, mark)
    const href = type === "text_link" && url && !/^[a-z][a-z\d+.-]*:/i.test(url) ? `https://${url}` : url
    if (type === "text_link" && href && isLinkUrl(href)) marks.set("link", { type: "link", attrs: { href } })
  }
  return [...marks.values()]
}

function isWithinCharacter(text: string, at: number): boolean {
  return /[\ud800-\udbff]/.test(text[at - 1] ?? "") && /[\udc00-\udfff]/.test(text[at] ?? "")
}

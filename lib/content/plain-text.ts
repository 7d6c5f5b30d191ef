import { isVisible } from "@/lib/visible-text"
import type { Block, Inline, ListItem, Mark, Picture, PostDocument, TableBlock } from "./document"
import { replaceEmbedCode } from "./embed-code"
import { linkedText, soleWebUrl } from "./find-links"
import { listMarker } from "./list-numbers"
import { makeTable, namesColumns } from "./table"

/**
 * Words that are struck through. `kept`: as all others, for search and size limits; `dropped`: where nothing could show that they
 * no longer hold; `marked`: between signs, to compare texts.
 */
type Struck = "kept" | "dropped" | "marked"

/** Every word of a document, alt texts and addresses too: for size limits and the index of words. */
export function documentText(document: PostDocument): string {
  return document.content
    .map((block) => blockText(block))
    .filter(Boolean)
    .join("\n")
}

/** True when a document says and shows nothing, so that it cannot be published. */
export function isBlank(document: PostDocument): boolean {
  return document.content.every((block) => !SHOWS.has(block.type) && !isVisible(blockText(block)))
}

// Something to look at, whatever words come with it.
const SHOWS = new Set<Block["type"]>(["image", "gallery", "embed"])

/** Line ends of all systems: Word's soft return, Unicode's separators, and what old Macs and mainframes write. */
const LINE_ENDS = /\r\n|[\r\v\u0085\u2028]/g

type Options = {
  /** An address alone on a line is an embed. */
  embeds?: boolean
  trim?: boolean
}

/**
 * A document from plain text: blank lines part paragraphs, a web address alone on a line is an embed, as is embed code; addresses
 * within sentences are links.
 */
export function documentFromText(text: string, { embeds = true, trim = true }: Options = {}): PostDocument {
  const content: Block[] = []
  const plain = replaceEmbedCode(text)
    .replaceAll(LINE_ENDS, "\n")
    .replaceAll(/\f|\u2029/g, "\n\n")
  for (const chunk of plain.split(/\n[ \t]*\n/)) {
    let lines: string[] = []
    const flush = () => {
      if (lines.length > 0) content.push({ type: "paragraph", content: linesToInlines(lines) })
      lines = []
    }
    const raw = chunk.split("\n")
    const table = tableFromLines(raw)
    if (table) {
      content.push(table)
      continue
    }
    const isTable = raw.filter((line) => line.trim().includes("\t")).length > 1
    for (const line of raw.map((each) => cleanLine(each, isTable, trim))) {
      const url = embeds ? soleWebUrl(line) : null
      if (url) {
        flush()
        content.push({ type: "embed", attrs: { url } })
      } else if (line !== "") {
        lines.push(line)
      }
    }
    flush()
  }
  return { type: "doc", content }
}

/** Lines that are all parted by tabs, as spreadsheets copy cells; null: they are none, or too many for a table. */
function tableFromLines(lines: string[]): TableBlock | null {
  const rows = lines.filter((line) => line.trim() !== "").map((line) => line.split("\t").map((cell) => cell.trim()))
  if (rows.length < 2 || rows.some((cells) => cells.length < 2)) return null
  return makeTable(
    rows.map((cells) => cells.map((cell) => (cell === "" ? [] : linkedText(cell)))),
    namesColumns(rows) ? { headerRow: true } : {},
  )
}

/** Columns stay columns: readers see a tab as a space. */
function cleanLine(line: string, isTable: boolean, trim: boolean): string {
  if (isTable && line.trim() !== "")
    return line
      .replace(/[\n\r]+$/, "")
      .split("\t")
      .map((cell) => cell.trim() || "–")
      .join(" | ")
  const text = trim ? line.trim() : line
  return text.replaceAll(/(?<=\S)[ ]*\t[\t ]*(?=\S)/g, " | ")
}

function linesToInlines(lines: string[]): Inline[] {
  return lines.flatMap((text, index): Inline[] =>
    index === 0 ? linkedText(text) : [{ type: "hardBreak" }, ...linkedText(text)],
  )
}

/** The words of one block. */
export function blockText(block: Block, struck: Struck = "kept"): string {
  switch (block.type) {
    case "paragraph":
    case "heading":
      return inlineText(block.content, struck)
    case "blockquote":
      return joinLines(...block.content.map((each) => inlineText(each.content, struck)), block.attrs?.source)
    case "bulletList":
      return block.content.map((item) => listItemText(item, struck)).join("\n")
    case "orderedList":
      return block.content
        .map((item, index, items) => {
          const words = listItemText(item, struck)
          return words === "" ? "" : `${listMarker(block.attrs, index, items.length)} ${words}`
        })
        .join("\n")
    case "image":
      return pictureText(block.attrs)
    case "gallery":
      return block.content.map(({ attrs }) => pictureText(attrs)).join("\n")
    case "factBox":
      return joinLines(block.attrs.title, ...block.content.map((each) => blockText(each, struck)))
    case "table":
      return joinLines(block.attrs?.caption, ...tableLines(block, struck))
    case "embed":
      return joinLines(block.attrs.url, block.attrs.card?.title, block.attrs.card?.description)
  }
}

/** The words of each cell, row by row. */
export function tableTexts(table: TableBlock, struck: Struck = "kept"): string[][] {
  return table.content.map((row) => row.content.map((cell) => inlineText(cell.content, struck)))
}

/** A line for each row that says something. */
export function tableLines(table: TableBlock, struck: Struck): string[] {
  return tableTexts(table, struck)
    .map((cells) => cells.map((cell) => cell.replaceAll("\n", " ").trim()))
    .filter((cells) => cells.some(isVisible))
    .map((cells) => cells.map((cell) => cell || "–").join(" | "))
}

function pictureText({ alt, caption, credit }: Picture): string {
  return joinLines(alt, caption, credit)
}

function joinLines(...lines: (string | undefined)[]): string {
  return lines.filter(Boolean).join("\n")
}

function listItemText(item: ListItem, struck: Struck): string {
  return item.content.map((each) => blockText(each, struck)).join("\n")
}

export function inlineText(inlines: Inline[] | undefined, struck: Struck = "kept"): string {
  return (inlines ?? []).map((inline) => (inline.type === "text" ? markedText(inline, struck) : "\n")).join("")
}

function markedText({ text, marks = [] }: Extract<Inline, { type: "text" }>, struck: Struck): string {
  const has = (type: Mark["type"]) => marks.some((mark) => mark.type === type)
  if (has("strike") && struck === "dropped") return ""
  const raised = has("superscript") ? inSigns(text, SUPERSCRIPTS) : text
  const words = has("subscript") ? inSigns(raised, SUBSCRIPTS) : raised
  return has("strike") && struck === "marked" ? `~~${words}~~` : words
}

// "10⁶ people" must not become "106 people" where there are no marks.
const SUPERSCRIPTS = new Map([..."0123456789+-−=()ni"].map((sign, at) => [sign, [..."⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ"][at] ?? sign]))
const SUBSCRIPTS = new Map([..."0123456789+-−=()"].map((sign, at) => [sign, [..."₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"][at] ?? sign]))

/** The same in raised or lowered signs of Unicode, where all of it has some. */
function inSigns(text: string, signs: Map<string, string>): string {
  const converted = [...text].map((sign) => signs.get(sign))
  return converted.includes(undefined) ? text : converted.join("")
}

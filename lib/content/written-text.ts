import { cutWords } from "@/lib/cut-text"
import { isVisible } from "@/lib/visible-text"
import type { Block, PostDocument } from "./document"
import { blockText, inlineText, tableLines } from "./plain-text"

/*
 * The words of a post for where nothing is drawn: names, descriptions, feeds, search results. Words that
 * editors wrote for readers; no addresses, no alt texts, no titles that run into a sentence.
 */

const ADDRESS = /\bhttps?:\/\/\S+/giu
const HOST = /^https?:\/\/(?:www\.)?([^\s/?#]+)/iu
/** After these, a space is enough before the next words. */
const ENDS = /[\p{Sentence_Terminal}…:;,،؛、»”"'’)\]]$/u
const AFTER_ADDRESS = new Set(`.,;:!?)]}»”"'…`)

/** `alone`: a title or a list item, which more than a space parts from what follows. */
type Line = { text: string; alone: boolean }

/** The words of paragraphs, headings, quotes, lists and boxes on one line. Empty without any. */
export function writtenText({ content }: PostDocument): string {
  return joinLines(content.flatMap(blockLines))
}

/** The first words of a document on one line; of a document without any, what stands for them. */
export function excerpt(document: PostDocument, characters: number): string {
  return cutWords(writtenText(document) || borrowedText(document), characters)
}

/** The words that name a post without a title: its first paragraph, heading, quote or list; else a box or table. */
export function firstWritten({ content }: PostDocument): string {
  const isBeside = ({ type }: Block) => type === "factBox" || type === "table"
  const first = (blocks: Block[]) => blocks.flatMap(blockLines)[0]?.text
  return first(content.filter((block) => !isBeside(block))) ?? first(content.filter(isBeside)) ?? ""
}

/** What stands for a post without written words: the title of a linked page, else a picture's caption. */
export function borrowedText({ content }: PostDocument): string {
  const cards = content.flatMap((block) => (block.type === "embed" ? [clean(block.attrs.card?.title ?? "")] : []))
  const captions = content.flatMap((block) => {
    const pictures = block.type === "image" ? [block] : block.type === "gallery" ? block.content : []
    return pictures.map(({ attrs }) => clean(attrs.caption ?? ""))
  })
  return [...cards, ...captions].find(Boolean) ?? ""
}

function blockLines(block: Block): Line[] {
  switch (block.type) {
    case "paragraph":
      return toLines(inlineText(block.content, "dropped"), false)
    case "heading":
      return toLines(inlineText(block.content, "dropped"), true)
    case "blockquote":
      return block.content.flatMap((each) => toLines(inlineText(each.content, "dropped"), false))
    case "bulletList":
    case "orderedList":
      return blockText(block, "dropped")
        .split("\n")
        .flatMap((line) => toLines(line, true))
    case "factBox":
      return [...toLines(block.attrs.title, true), ...block.content.flatMap(blockLines)]
    case "table":
      return [
        ...toLines(block.attrs?.caption ?? "", true),
        ...tableLines(block, "dropped").flatMap((line) => toLines(line, true)),
      ]
    case "image":
    case "gallery":
    case "embed":
      return []
  }
}

function toLines(words: string, alone: boolean): Line[] {
  const text = clean(words)
  return text === "" ? [] : [{ text, alone }]
}

/** One line without addresses: an address within a sentence is named by its host, one alone says nothing. */
function clean(words: string): string {
  if (!isVisible(words.replaceAll(ADDRESS, ""))) return ""
  return words.replaceAll(ADDRESS, nameAddress).replaceAll(/\s+/g, " ").trim()
}

/** The host, and what ends the sentence behind the address. */
function nameAddress(address: string): string {
  let end = address.length
  while (AFTER_ADDRESS.has(address[end - 1] ?? "")) end -= 1
  return `${HOST.exec(address.slice(0, end))?.[1] ?? ""}${address.slice(end)}`
}

function joinLines(lines: Line[]): string {
  return lines
    .map(({ text, alone }) => (alone && !ENDS.test(text) ? `${text} –` : text))
    .join(" ")
    .replace(/ –$/, "")
}

import { Fragment, Slice } from "@tiptap/pm/model"
import { handlePaste as fillCells, isInTable } from "@tiptap/pm/tables"
import type { EditorView } from "@tiptap/pm/view"
import { pasteLines, pasteText } from "@/components/desk/editor/auto-embed"
import { embedCodeUrl } from "@/lib/content/embed-code"
import { resolveEmbed } from "@/lib/content/embeds"
import { documentFromText } from "@/lib/content/plain-text"
import { isBoundedHtml, isBoundedSlice, isBoundedText, PLAIN, TOO_MUCH } from "./paste-limits"

/**
 * Takes in what is pasted, within bounds: HTML that is too much becomes the text that came with it, and a text that is too much
 * stays out. Says so in words; null: nothing is left out. Returns false where the editor goes on by itself.
 */
export function takePaste(
  view: EditorView,
  data: DataTransfer | null,
  slice: Slice,
  say: (words: string | null) => void,
): boolean {
  const html = data?.getData("text/html") ?? ""
  const text = data?.getData("text/plain") ?? ""
  const formatted = html !== "" && isBoundedHtml(html) && isBoundedSlice(slice)
  if (!formatted && (!isBoundedText(text) || (html !== "" && text.trim() === ""))) {
    say(TOO_MUCH)
    return true
  }
  say(formatted || html === "" ? null : PLAIN)
  if (isInTable(view.state)) return pasteIntoCell(view, formatted ? slice : sliceOfText(view, text))
  if (!formatted && html !== "") return pasteLines(view, text)
  if (pasteText(view, data)) {
    const code = embedCodeUrl(text)
    if (code) say(describeEmbed(code))
    return true
  }
  if (html !== "" && !html.includes("data-pm-slice") && embedCodeUrl(text)) return pasteLines(view, text)
  if (html === "") return false
  view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView())
  return true
}

/** Cells go into the cells from there on; all else is one line after the other in this cell. */
function pasteIntoCell(view: EditorView, slice: Slice): true {
  const lines: Fragment[] = []
  let hasCells = false
  slice.content.descendants((node) => {
    hasCells ||= node.type.spec.tableRole === "cell"
    if (node.type.name === "embed") lines.push(Fragment.from(view.state.schema.text(String(node.attrs.url))))
    if (node.inlineContent) lines.push(node.content)
    return !node.inlineContent
  })
  if (hasCells && fillCells(view, new ClipboardEvent("paste"), slice)) return true
  const { hardBreak } = view.state.schema.nodes
  const joined = lines.reduce(
    (all, line) => all.append(Fragment.from(all.size > 0 && hardBreak ? hardBreak.create() : null)).append(line),
    Fragment.empty,
  )
  const content = slice.content.firstChild?.isInline ? slice.content : joined
  view.dispatch(view.state.tr.replaceSelection(new Slice(content, 0, 0)).scrollIntoView())
  return true
}

function sliceOfText({ state }: EditorView, text: string): Slice {
  return new Slice(Fragment.fromJSON(state.schema, documentFromText(text, { embeds: false }).content), 0, 0)
}

/** What became of embed code, where it is no player. */
function describeEmbed(url: string): string | null {
  const embed = resolveEmbed(url)
  return embed?.kind === "link" ? `No player for ${embed.host} yet: readers get a link card.` : null
}

/** The same for what is dropped, which stays out where it is too much. */
export function refuseDrop(data: DataTransfer | null, slice: Slice, say: (words: string | null) => void): boolean {
  const html = data?.getData("text/html") ?? ""
  const isBounded = html === "" ? isBoundedText(data?.getData("text/plain") ?? "") : isBoundedHtml(html)
  if (isBounded && isBoundedSlice(slice)) return false
  say(TOO_MUCH)
  return true
}

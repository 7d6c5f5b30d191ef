import type { Slice } from "@tiptap/pm/model"
import type { EditorView } from "@tiptap/pm/view"
import { pasteLines, pasteText } from "@/components/desk/editor/auto-embed"
import { embedCodeUrl } from "@/lib/content/embed-code"
import { resolveEmbed } from "@/lib/content/embeds"
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

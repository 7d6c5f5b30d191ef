import type { Editor } from "@tiptap/core"
import { Fragment, Slice } from "@tiptap/pm/model"
import { TextSelection } from "@tiptap/pm/state"
import type { EditorView } from "@tiptap/pm/view"
import { embedCodeUrl } from "@/lib/content/embed-code"
import { soleWebUrl } from "@/lib/content/find-links"
import { documentFromText } from "@/lib/content/plain-text"

/** Where a line leads that is an address or embed code and nothing else. */
function embedUrl(text: string): string | null {
  return soleWebUrl(text) ?? embedCodeUrl(text)
}

/** Enter after an address or embed code that stands alone on its line makes it an embed. */
export function autoEmbedOnEnter(editor: Editor): boolean {
  const { $from, empty } = editor.state.selection
  const { parent } = $from
  const alone =
    empty && $from.depth === 1 && parent.type.name === "paragraph" && $from.parentOffset === parent.content.size
  const url = alone ? embedUrl(parent.textContent) : null
  return url !== null && replaceParagraph(editor.view, url)
}

/**
 * Takes in pasted text: an address makes an embed where the line is empty, embed code wherever it is; all else is read as the HTTP API
 * reads it (blank lines part paragraphs, addresses are links).
 */
export function pasteText(view: EditorView, data: DataTransfer | null): boolean {
  const text = data?.getData("text/plain") ?? ""
  const { $from, empty } = view.state.selection
  const alone = empty && $from.depth === 1 && $from.parent.type.name === "paragraph" && $from.parent.content.size === 0
  const url = alone ? embedUrl(text) : embedCodeUrl(text)
  if (url) return alone ? replaceParagraph(view, url) : pasteLines(view, text)
  // An address over selected words links them: the editor does that.
  if (data?.getData("text/html") || text === "" || (!empty && soleWebUrl(text))) return false
  return pasteLines(view, text)
}

/** More of them, pasted at once, stay words: each would be drawn, and its page asked for. */
const MAX_EMBEDS = 20

/** Takes in a text as the HTTP API reads one. */
export function pasteLines(view: EditorView, text: string): true {
  let embeds = 0
  // Within a sentence, an address is a word of it.
  const isWord =
    view.state.selection.$from.parent.content.size > 0 && !text.trim().includes("\n") && embedCodeUrl(text) === null
  const blocks = documentFromText(text, { embeds: !isWord, trim: !isWord }).content.map((block) => {
    if (block.type !== "embed") return block
    embeds += 1
    if (embeds <= MAX_EMBEDS) return { ...block, attrs: { ...block.attrs, isNew: true } }
    return { type: "paragraph", content: [{ type: "text", text: block.attrs.url }] }
  })
  const content = Fragment.fromJSON(view.state.schema, blocks)
  const open = (type: string | undefined) => (type === "paragraph" ? 1 : 0)
  const slice = new Slice(content, open(content.firstChild?.type.name), open(content.lastChild?.type.name))
  view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView())
  return true
}

function replaceParagraph(view: EditorView, url: string): boolean {
  const { state } = view
  const { embed, paragraph } = state.schema.nodes
  if (!embed || !paragraph) return false
  const { $from } = state.selection
  const start = $from.before(1)
  const tr = state.tr.replaceWith(start, $from.after(1), [embed.create({ url, isNew: true }), paragraph.create()])
  // The embed takes one place, its next line begins one further in.
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, start + 2)).scrollIntoView())
  return true
}

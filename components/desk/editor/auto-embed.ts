import type { Editor } from "@tiptap/core"
import { Fragment, Slice } from "@tiptap/pm/model"
import { TextSelection } from "@tiptap/pm/state"
import type { EditorView } from "@tiptap/pm/view"
import { documentFromText } from "@/lib/content/plain-text"
import { isWebUrl } from "@/lib/content/url"

/** Enter after an address that stands alone on its line makes it an embed. */
export function autoEmbedOnEnter(editor: Editor): boolean {
  const { $from, empty } = editor.state.selection
  const { parent } = $from
  const alone =
    empty && $from.depth === 1 && parent.type.name === "paragraph" && $from.parentOffset === parent.content.size
  return alone && replaceParagraph(editor.view, parent.textContent.trim())
}

/**
 * Takes in pasted text: an address makes an embed where the line is empty; several plain lines are read as the HTTP API
 * reads them (blank lines part paragraphs). All else is left to the editor.
 */
export function pasteText(view: EditorView, data: DataTransfer | null): boolean {
  const text = data?.getData("text/plain").trim() ?? ""
  const { $from, empty } = view.state.selection
  const alone = empty && $from.depth === 1 && $from.parent.type.name === "paragraph" && $from.parent.content.size === 0
  if (alone && replaceParagraph(view, text)) return true
  if (data?.getData("text/html") || !text.includes("\n")) return false
  return pasteLines(view, text)
}

/** More of them, pasted at once, stay words: each would be drawn, and its page asked for. */
const MAX_EMBEDS = 20

/** Takes in a text as the HTTP API reads one. */
export function pasteLines(view: EditorView, text: string): true {
  let embeds = 0
  const blocks = documentFromText(text.trim()).content.map((block) => {
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
  if (!embed || !paragraph || !isWebUrl(url)) return false
  const { $from } = state.selection
  const start = $from.before(1)
  const tr = state.tr.replaceWith(start, $from.after(1), [embed.create({ url, isNew: true }), paragraph.create()])
  // The embed takes one place, its next line begins one further in.
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, start + 2)).scrollIntoView())
  return true
}

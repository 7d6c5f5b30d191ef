import type { Editor } from "@tiptap/core"
import { NodeSelection, Selection } from "@tiptap/pm/state"

/** Moves a block of the text past its neighbour, and selects it there. False where there is none. */
export function moveBlock(editor: Editor, at: number, by: -1 | 1): boolean {
  const { doc, tr } = editor.state
  const index = doc.resolve(at).index(0)
  const [node, other] = [doc.maybeChild(index), doc.maybeChild(index + by)]
  if (!node || !other) return false
  const from = by < 0 ? at - other.nodeSize : at
  tr.replaceWith(from, from + node.nodeSize + other.nodeSize, by < 0 ? [node, other] : [other, node])
  const to = by < 0 ? from : from + other.nodeSize
  const inside = editor.state.selection.from - at
  tr.setSelection(
    node.isAtom ? NodeSelection.create(tr.doc, to) : Selection.near(tr.doc.resolve(to + Math.max(inside, 1))),
  )
  editor.view.dispatch(tr.scrollIntoView())
  editor.view.focus()
  return true
}

/** The same for the block that the cursor is in. */
export function moveCurrentBlock(editor: Editor, by: -1 | 1): boolean {
  const { $from } = editor.state.selection
  return moveBlock(editor, $from.depth > 0 ? $from.before(1) : $from.pos, by)
}

import type { Editor, JSONContent } from "@tiptap/core"
import { EditorState, Selection } from "@tiptap/pm/state"

/** Gives an editor another document and a new history. */
export function resetEditor(editor: Editor, content: JSONContent): void {
  const { schema, plugins } = editor.state
  editor.view.updateState(EditorState.create({ schema, plugins, doc: schema.nodeFromJSON(content) }))
  // An empty step, so that the toolbar looks at the new state.
  editor.view.dispatch(editor.state.tr.setMeta("addToHistory", false))
}

/** Puts the cursor at the end of the text in this very moment: the next key may come before the browser's next frame. */
export function focusEnd({ view, state }: Editor): void {
  view.dispatch(state.tr.setSelection(Selection.atEnd(state.doc)).scrollIntoView())
  view.focus()
}

"use client"

import type { JSONContent } from "@tiptap/core"
import { EditorContent, useEditor } from "@tiptap/react"
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from "react"
import { addPictures, filesOf } from "./add-pictures"
import { cleanPastedHtml } from "./clean-pasted-html"
import { EDITOR_MIN_HEIGHT } from "./editor-skeleton"
import { makeExtensions } from "./extensions"
import { LinkDialog } from "./link-dialog"
import { Toolbar } from "./toolbar"
import { pasteText } from "./url-to-embed"

/** What the composer may ask of the editor. */
export type EditorHandle = {
  read: () => JSONContent
  write: (content: JSONContent) => void
  focus: () => void
  addPictures: (files: File[]) => void
}

type PostEditorProps = {
  handle: Ref<EditorHandle>
  initial: JSONContent
  editable: boolean
  autoFocus: boolean
  onChange: () => void
  /** Tells, in words, what could not be taken in. */
  onProblem: (words: string | null) => void
}

export function PostEditor({ handle, initial, editable, autoFocus, onChange, onProblem }: PostEditorProps) {
  const [linkOpen, setLinkOpen] = useState(false)
  const callbacks = useRef({ onChange, onProblem })
  callbacks.current = { onChange, onProblem }

  const editor = useEditor({
    immediatelyRender: false,
    autofocus: autoFocus ? "end" : false,
    content: initial,
    extensions: makeExtensions({ onLink: () => setLinkOpen(true) }),
    editorProps: {
      attributes: {
        role: "textbox",
        "aria-label": "Text of the update",
        "aria-multiline": "true",
        class: `desk-prose px-4 py-3 outline-none ${EDITOR_MIN_HEIGHT}`,
      },
      transformPastedHTML: cleanPastedHtml,
      handlePaste: (view, event) => {
        const files = filesOf(event.clipboardData)
        if (files.length > 0) return take(files)
        return pasteText(view, event.clipboardData)
      },
      handleDrop: (view, event, _slice, moved) => {
        const files = moved ? [] : filesOf(event.dataTransfer)
        if (files.length === 0) return false
        return take(files, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos)
      },
    },
    onUpdate: () => callbacks.current.onChange(),
  })

  function take(files: File[], at?: number): boolean {
    if (editor) callbacks.current.onProblem(addPictures(editor, files, at))
    return true
  }

  useEffect(() => {
    editor?.setEditable(editable, false)
  }, [editor, editable])

  useImperativeHandle(handle, () => ({
    read: () => editor?.getJSON() ?? initial,
    write: (content) => editor?.commands.setContent(content, { emitUpdate: true }),
    focus: () => editor?.commands.focus("end"),
    addPictures: (files) => take(files),
  }))

  return (
    <>
      {editor ? <EditorContent editor={editor} /> : <div className={EDITOR_MIN_HEIGHT} />}
      <Toolbar editor={editor} disabled={!editable} onLink={() => setLinkOpen(true)} onPictures={take} />
      {editor && <LinkDialog editor={editor} open={linkOpen} onOpenChange={setLinkOpen} />}
    </>
  )
}

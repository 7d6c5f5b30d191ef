"use client"

import type { JSONContent } from "@tiptap/core"
import { EditorContent, useEditor } from "@tiptap/react"
import { type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from "react"
import { FieldError } from "@/components/ui/field"
import type { BlockDialogs } from "./block-menu"
import { EDITOR_MIN_HEIGHT } from "./editor-skeleton"
import { EditorToolbar } from "./editor-toolbar"
import { EmbedDialog } from "./embed-dialog"
import { makeExtensions } from "./extensions"
import { ImagePicker } from "./image-picker"
import { filesOf, type ImageLayout, insertImages } from "./insert-images"
import { LinkDialog } from "./link-dialog"
import { type CleanPaste, cleanPastedHtml } from "./paste/clean-pasted-html"
import { refuseDrop, takePaste } from "./paste/handle-paste"
import { describeLeftOut } from "./paste/left-out"
import { isBoundedHtml, isBoundedText } from "./paste/paste-limits"
import { focusEnd, resetEditor } from "./reset-editor"
import { UndescribedProvider } from "./undescribed-context"

/** What the composer may ask of the editor. */
export type EditorHandle = {
  read: () => JSONContent
  write: (content: JSONContent) => void
  /** Writes, and forgets what was written before: its undo cannot bring that back. */
  reset: (content: JSONContent) => void
  focus: () => void
  addPictures: (files: File[]) => void
}

type PostEditorProps = {
  handle: Ref<EditorHandle>
  initial: JSONContent
  /** The blog's: previews speak it. */
  language: string
  editable: boolean
  autoFocus: boolean
  /** What is wrong with the text. */
  error: string | undefined
  marksUndescribed: boolean
  onChange: () => void
  /** Tells, in words, what could not be taken in. */
  onProblem: (words: string | null) => void
  /** Tells of each hashtag that is typed. */
  onTag: (tag: string) => void
}

export function PostEditor(props: PostEditorProps) {
  const { handle, initial, language, editable, autoFocus, error, marksUndescribed, onChange, onProblem, onTag } = props
  const [dialog, setDialog] = useState<"link" | "embed" | null>(null)
  const errorId = useId()
  const picker = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  const pickedAs = useRef<ImageLayout>("pictures")
  const callbacks = useRef({ onChange, onProblem, onTag })
  callbacks.current = { onChange, onProblem, onTag }
  /** What the HTML that is being pasted became. */
  const cleaned = useRef<CleanPaste | null>(null)
  const asks = useRef<BlockDialogs>({
    link: () => setDialog("link"),
    embed: () => setDialog("embed"),
    pictures: (as) => {
      pickedAs.current = as
      picker.current?.click()
    },
  }).current

  const editor = useEditor({
    immediatelyRender: false,
    autofocus: autoFocus ? "end" : false,
    content: initial,
    // What is pasted is read by our own rules.
    enablePasteRules: false,
    extensions: makeExtensions({ language, asks, onTag: (tag) => callbacks.current.onTag(tag) }),
    editorProps: {
      attributes: {
        role: "textbox",
        "aria-label": "Text of the post",
        "aria-multiline": "true",
        ...(error ? { "aria-invalid": "true", "aria-describedby": errorId } : {}),
        class: `desk-prose px-4 py-3 outline-none ${EDITOR_MIN_HEIGHT}`,
      },
      // What is too much is not even read; whoever pasted it is told below.
      transformPastedHTML: (html) => {
        cleaned.current = isBoundedHtml(html) ? cleanPastedHtml(html, language) : null
        return cleaned.current?.html ?? ""
      },
      transformPastedText: (text) => (isBoundedText(text) ? text : ""),
      handlePaste: (view, event, slice) => {
        const files = filesOf(event.clipboardData)
        if (files.length > 0) return take(files)
        const { leftOut, pictures } = cleaned.current ?? { leftOut: null, pictures: [] }
        cleaned.current = null
        const isTaken = takePaste(view, event.clipboardData, slice, say)
        const isFormatted = event.clipboardData?.getData("text/html") && leftOut
        if (!isFormatted) return isTaken
        const words = [describeLeftOut(leftOut), pictures.length > 0 ? insertPictures(pictures) : null]
        if (words.some(Boolean)) say(words.filter(Boolean).join(" "))
        return isTaken
      },
      handleDrop: (view, event, slice, moved) => {
        if (moved) return false
        const files = filesOf(event.dataTransfer)
        if (files.length === 0) return refuseDrop(event.dataTransfer, slice, say)
        return take(files, { at: view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos })
      },
    },
    onUpdate: () => callbacks.current.onChange(),
  })

  function say(words: string | null) {
    callbacks.current.onProblem(words)
  }

  function insertPictures(files: File[]): string | null {
    return editor ? insertImages(editor, files, { as: "pictures" }) : null
  }

  function take(files: File[], { as = "pictures", at }: { as?: ImageLayout; at?: number | undefined } = {}): boolean {
    if (editor) say(insertImages(editor, files, { as, at }))
    return true
  }

  useEffect(() => {
    editor?.setEditable(editable, false)
  }, [editor, editable])

  useImperativeHandle(handle, () => ({
    read: () => editor?.getJSON() ?? initial,
    write: (content) => editor?.commands.setContent(content, { emitUpdate: true }),
    reset: (content) => editor && resetEditor(editor, content),
    focus: () => editor && focusEnd(editor),
    addPictures: (files) => take(files),
  }))

  return (
    <UndescribedProvider value={marksUndescribed}>
      {editor ? <EditorContent editor={editor} /> : <div className={EDITOR_MIN_HEIGHT} />}
      <FieldError id={errorId}>{error}</FieldError>
      <EditorToolbar editor={editor} disabled={!editable} asks={asks} onCamera={() => camera.current?.click()} />
      <ImagePicker ref={camera} camera label="Picture from the camera" onFiles={(files) => take(files)} />
      <ImagePicker ref={picker} label="Pictures to add" onFiles={(files) => take(files, { as: pickedAs.current })} />
      {editor && (
        <>
          <LinkDialog
            editor={editor}
            open={dialog === "link"}
            onOpenChange={(open) => setDialog(open ? "link" : null)}
          />
          <EmbedDialog
            editor={editor}
            open={dialog === "embed"}
            onOpenChange={(open) => setDialog(open ? "embed" : null)}
          />
        </>
      )}
    </UndescribedProvider>
  )
}

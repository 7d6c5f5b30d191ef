import type { JSONContent } from "@tiptap/core"
import { createRef, useState } from "react"
import { flushSync } from "react-dom"
import { createRoot } from "react-dom/client"
import { fromDocument } from "@/components/desk/editor/from-document"
import { type EditorHandle, PostEditor } from "@/components/desk/editor/post-editor"
import { toDocument } from "@/components/desk/editor/to-document"
import { PostContent } from "@/components/post/post-content"
import type { PostDocument } from "@/lib/content/document"
import { resolvePlayers } from "@/lib/content/resolve-players"
import { messagesFor } from "@/lib/i18n/locales"

/* The editor of the composer on an empty page, and beside it what readers get of its text. */

const handle = createRef<EditorHandle>()
const EMPTY: JSONContent = { type: "doc", content: [{ type: "paragraph" }] }

function Harness() {
  const [problem, setProblem] = useState<string | null>(null)
  return (
    <>
      <PostEditor
        handle={handle}
        initial={EMPTY}
        language="en"
        editable
        autoFocus
        error={undefined}
        marksUndescribed={false}
        onChange={() => {}}
        onProblem={setProblem}
        onTag={() => {}}
      />
      <p role="status" id="problem">
        {problem}
      </p>
      <section id="readers" />
    </>
  )
}

const container = document.createElement("main")
document.body.append(container)
createRoot(container).render(<Harness />)

const readers = document.createElement("article")
document.body.append(readers)
const page = createRoot(readers)

const api = {
  /** What would be stored of the editor's text. */
  stored: (): PostDocument | null => toDocument(handle.current?.read() ?? EMPTY),
  write: (stored: PostDocument) => handle.current?.write(fromDocument(stored, { described: true })),
  clear: () => handle.current?.write(EMPTY),
  /** What readers get of it, as HTML. */
  read: (): string => {
    const stored = api.stored()
    flushSync(() =>
      page.render(
        stored && (
          <PostContent document={resolvePlayers(stored)} words={messagesFor("en")} topHeading={3} loadable={false} />
        ),
      ),
    )
    return readers.innerHTML
  },
}
export type EditorApi = typeof api

declare global {
  interface Window {
    editorApi: EditorApi
  }
}
window.editorApi = api

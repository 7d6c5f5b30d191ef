import type { Editor } from "@tiptap/core"
import { refusePicture } from "./upload-picture"
import { startUpload } from "./uploads"

/**
 * Puts pictures below the block at a position (else at the cursor) and starts to upload them. Text is never split.
 * Returns, in words, why files were refused.
 */
export function addPictures(editor: Editor, files: File[], at = editor.state.selection.from): string | null {
  const refused: string[] = []
  const ids: string[] = []
  for (const file of files) {
    const reason = refusePicture(file)
    if (reason) refused.push(`${file.name}: ${reason}`)
    else ids.push(startUpload(file))
  }
  if (ids.length > 0) insertUploads(editor, ids, at)
  return refused.length > 0 ? refused.join(" ") : null
}

function insertUploads(editor: Editor, ids: string[], at: number) {
  const { upload } = editor.schema.nodes
  if (!upload) return
  const $at = editor.state.doc.resolve(Math.min(at, editor.state.doc.content.size))
  const block = $at.depth > 0 ? $at.node(1) : null
  const nodes = ids.map((uploadId) => upload.create({ uploadId }))
  const empty = block?.type.name === "paragraph" && block.content.size === 0
  const end = block ? $at.after(1) : $at.pos
  editor.view.dispatch(editor.state.tr.replaceWith(empty ? $at.before(1) : end, end, nodes).scrollIntoView())
}

/** Files of a paste or drop, unless they only accompany text, as the pictures that Word adds of its own text. */
export function filesOf(data: DataTransfer | null): File[] {
  const files = [...(data?.files ?? [])]
  if (files.length === 0) return []
  const html = data?.getData("text/html") ?? ""
  const words = new DOMParser().parseFromString(html, "text/html").body.textContent.trim()
  return words === "" ? files : []
}

import type { Editor } from "@tiptap/core"
import type { Node } from "@tiptap/pm/model"
import { LIMITS } from "@/lib/content/content-limits"
import { isBoundedHtml } from "./paste/paste-limits"
import { validateImage } from "./upload-image"
import { startUpload } from "./upload-store"

export type ImageLayout = "pictures" | "gallery"

/**
 * Puts pictures below the block at a position (else at the cursor), each by itself or all as a gallery, and starts to upload
 * them. Text is never split. Returns, in words, why files were refused.
 */
export function insertImages(
  editor: Editor,
  files: File[],
  { as, at = editor.state.selection.from }: { as: ImageLayout; at?: number | undefined },
): string | null {
  const refused: string[] = []
  const taken: File[] = []
  for (const file of files) {
    const reason = validateImage(file)
    if (reason) refused.push(`${file.name}: ${reason}`)
    else if (as === "gallery" && taken.length === LIMITS.galleryMost)
      refused.push(`${file.name}: A gallery holds ${LIMITS.galleryMost} pictures. Make another one of the rest.`)
    else taken.push(file)
  }
  const { upload, gallery } = editor.schema.nodes
  const places = taken.map((file) => ({ uploadId: startUpload(file) }))
  if (places.length > 0 && upload && gallery) {
    const nodes =
      as === "gallery" ? [gallery.create({ pictures: places })] : places.map((place) => upload.create(place))
    insertBelow(editor, nodes, at)
  }
  return refused.length > 0 ? refused.join(" ") : null
}

function insertBelow(editor: Editor, nodes: Node[], at: number) {
  const $at = editor.state.doc.resolve(Math.min(at, editor.state.doc.content.size))
  const block = $at.depth > 0 ? $at.node(1) : null
  const empty = block?.type.name === "paragraph" && block.content.size === 0
  const end = block ? $at.after(1) : $at.pos
  editor.view.dispatch(editor.state.tr.replaceWith(empty ? $at.before(1) : end, end, nodes).scrollIntoView())
}

/** Files of a paste or drop, unless they only accompany text, as the pictures that Word adds of its own text. */
export function filesOf(data: DataTransfer | null): File[] {
  const files = [...(data?.files ?? [])]
  if (files.length === 0) return []
  const html = data?.getData("text/html") ?? ""
  if (!isBoundedHtml(html)) return []
  const words = new DOMParser().parseFromString(html, "text/html").body.textContent.trim()
  return words === "" ? files : []
}

import type { Editor } from "@tiptap/core"
import { LIMITS } from "@/lib/content/content-limits"
import { galleryFromAttributes } from "./image-attributes"

/** The pictures that stand together with the one at a position, as far as one gallery holds them. */
export function neighbours(editor: Editor, at: number | undefined): { at: number; attrs: Record<string, unknown> }[] {
  const { doc } = editor.state
  if (at === undefined || at >= doc.content.size) return []
  const index = doc.resolve(at).index(0)
  const isPicture = (place: number) => doc.maybeChild(place)?.type.name === "image"
  let [first, last] = [index, index]
  while (isPicture(first - 1)) first -= 1
  while (isPicture(last + 1)) last += 1
  const run = Array.from({ length: last - first + 1 }, (_, place) => ({
    at: at + first + place - index,
    attrs: doc.child(first + place).attrs,
  }))
  return isPicture(index) ? run.slice(0, LIMITS.galleryMost) : []
}

/** Makes one gallery of the pictures that stand together. */
export function toGallery(editor: Editor, at: number | undefined): void {
  const pictures = neighbours(editor, at)
  const [first, last] = [pictures[0], pictures.at(-1)]
  const gallery = editor.schema.nodes.gallery?.create({ pictures: pictures.map(({ attrs }) => attrs) })
  if (!first || !last || !gallery) return
  editor.view.dispatch(editor.state.tr.replaceWith(first.at, last.at + 1, gallery).scrollIntoView())
}

/** Makes single pictures of a gallery again. */
export function fromGallery(editor: Editor, at: number | undefined): void {
  const node = at === undefined ? null : editor.state.doc.nodeAt(at)
  const { image, upload } = editor.schema.nodes
  if (at === undefined || !node || !image || !upload) return
  const nodes = galleryFromAttributes(node.attrs).map((place) => ("uploadId" in place ? upload : image).create(place))
  editor.view.dispatch(editor.state.tr.replaceWith(at, at + 1, nodes).scrollIntoView())
}

import type { Editor, JSONContent } from "@tiptap/core"
import { isVisible } from "@/lib/visible-text"
import { type EditorImage, type GalleryItem, galleryFromAttributes, imageFromAttributes } from "./image-attributes"

/** How many pictures a text has, in galleries too. */
export function countPictures({ state }: Editor): number {
  let count = 0
  state.doc.forEach(({ type, attrs }) => {
    if (type.name === "image") count += 1
    else if (type.name === "gallery") count += galleryFromAttributes(attrs).filter(isStored).length
  })
  return count
}

/** Gives all pictures of a text the same words, as one step to undo. */
export function setOnAllPictures(editor: Editor, part: Partial<EditorImage>): void {
  const { tr } = editor.state
  editor.state.doc.forEach(({ type, attrs }, at) => {
    if (type.name === "image") tr.setNodeMarkup(at, undefined, { ...attrs, ...part })
    if (type.name !== "gallery") return
    const pictures = galleryFromAttributes(attrs).map((place) => (isStored(place) ? { ...place, ...part } : place))
    tr.setNodeMarkup(at, undefined, { ...attrs, pictures })
  })
  editor.view.dispatch(tr)
}

/** True for a picture that has neither alt text nor the mark that it needs none. */
export function isUndescribed({ alt, decorative }: Pick<EditorImage, "alt" | "decorative">): boolean {
  return !decorative && !isVisible(alt)
}

/** A text in two: what can be published now, and its pictures that wait for their alt text. */
export function splitUndescribed(content: JSONContent): { ready: JSONContent; waiting: JSONContent } {
  const ready: JSONContent[] = []
  const waiting: JSONContent[] = []
  for (const block of content.content ?? []) {
    if (block.type === "image") (isUndescribed(imageFromAttributes(block.attrs ?? {})) ? waiting : ready).push(block)
    else if (block.type === "gallery") {
      const places = galleryFromAttributes(block.attrs)
      const [described, left] = [places.filter(isReady), places.filter((place) => !isReady(place))]
      if (described.length > 0) ready.push(left.length > 0 ? toBlock(described) : block)
      if (left.length > 0) waiting.push(toBlock(left))
    } else ready.push(block)
  }
  return { ready: { ...content, content: ready }, waiting: { ...content, content: waiting } }
}

function isStored(place: GalleryItem): place is EditorImage {
  return !("uploadId" in place)
}

function isReady(place: GalleryItem): boolean {
  return isStored(place) && !isUndescribed(place)
}

/** One picture alone is no gallery. */
function toBlock(places: GalleryItem[]): JSONContent {
  const [first] = places
  if (places.length === 1 && first && isStored(first)) return { type: "image", attrs: first }
  return { type: "gallery", attrs: { pictures: places } }
}

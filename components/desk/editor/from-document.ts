import type { JSONContent } from "@tiptap/core"
import type { Block, Picture, PostDocument } from "@/lib/content/document"
import { galleryFromAttributes, imageFromAttributes } from "./image-attributes"

/**
 * A stored document as the editor holds it. `described`: an empty alt text was somebody's decision (the picture is
 * decorative), as in everything published; in a draft it may just not be written yet.
 */
export function fromDocument(document: PostDocument, { described }: { described: boolean }): JSONContent {
  const picture = (attrs: Picture) =>
    imageFromAttributes({ ...attrs, decorative: attrs.decorative || (described && attrs.alt === "") })
  const toNode = (block: Block): JSONContent => {
    if (block.type === "image") return { type: "image", attrs: picture(block.attrs) }
    if (block.type === "gallery")
      return { type: "gallery", attrs: { pictures: block.content.map(({ attrs }) => picture(attrs)) } }
    return block satisfies JSONContent
  }
  return filled(document.content.map(toNode))
}

/** What stands in the editor without uploads: those cannot go on after the tab was closed. */
export function withoutUploads(json: JSONContent): JSONContent {
  const content = (json.content ?? []).flatMap((node): JSONContent[] => {
    if (node.type === "upload") return []
    if (node.type !== "gallery") return [node]
    const pictures = galleryFromAttributes(node.attrs).filter((place) => !("uploadId" in place))
    return pictures.length > 0 ? [{ ...node, attrs: { pictures } }] : []
  })
  return { ...json, ...filled(content) }
}

function filled(content: JSONContent[]): JSONContent {
  return { type: "doc", content: content.length > 0 ? content : [{ type: "paragraph" }] }
}

import type { JSONContent } from "@tiptap/core"
import type { PostDocument } from "@/lib/content/document"

/**
 * A stored document as the editor holds it. `described`: an empty alt text was somebody's decision (the picture is
 * decorative), as in everything published; in a draft it may just not be written yet.
 */
export function fromDocument(document: PostDocument, { described }: { described: boolean }): JSONContent {
  const content: JSONContent[] = document.content.map((block) =>
    block.type === "image"
      ? { ...block, attrs: { ...block.attrs, decorative: described && block.attrs.alt === "" } }
      : (block satisfies JSONContent),
  )
  return { type: "doc", content: content.length > 0 ? content : [{ type: "paragraph" }] }
}

/** What stands in the editor without uploads: those cannot go on after the tab was closed. */
export function withoutUploads(json: JSONContent): JSONContent {
  const content = (json.content ?? []).filter((node) => node.type !== "upload")
  return { ...json, content: content.length > 0 ? content : [{ type: "paragraph" }] }
}

import type { JSONContent } from "@tiptap/core"
import { galleryFromAttributes } from "@/components/desk/editor/image-attributes"

/** True while a picture is on its way, by itself or in a gallery. */
export function hasUploads(json: JSONContent): boolean {
  return uploadIds(json).length > 0
}

/** The pictures that are on their way. */
export function uploadIds(json: JSONContent): string[] {
  return (json.content ?? []).flatMap((node) =>
    node.type === "upload"
      ? [String(node.attrs?.uploadId)]
      : galleryFromAttributes(node.attrs).flatMap((place) => ("uploadId" in place ? [place.uploadId] : [])),
  )
}

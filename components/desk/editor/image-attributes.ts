import type { Picture } from "@/lib/content/document"

/** A picture as the editor holds it: everything named, so that every attribute can be set and undone. */
export type EditorImage = {
  mediaId: string
  width: number
  height: number
  alt: string
  caption: string
  credit: string
  decorative: boolean
  focus: Picture["focus"] | null
}
/** A place in a gallery: a picture, or one that is on its way. */
export type GalleryItem = EditorImage | { uploadId: string }

type Fields = Record<string, unknown>

/** A picture from an editor node's attributes, whatever is missing there. */
export function imageFromAttributes(attrs: Fields): EditorImage {
  return {
    mediaId: text(attrs.mediaId),
    width: Number(attrs.width),
    height: Number(attrs.height),
    alt: text(attrs.alt),
    caption: text(attrs.caption),
    credit: text(attrs.credit),
    decorative: attrs.decorative === true,
    focus: readFocus(attrs.focus),
  }
}

export function galleryFromAttributes(attrs: Fields | undefined): GalleryItem[] {
  const places: unknown = attrs?.pictures
  return (Array.isArray(places) ? places : []).filter(isFields).map((each) => {
    return typeof each.uploadId === "string" ? { uploadId: each.uploadId } : imageFromAttributes(each)
  })
}

/** The picture as it is stored. */
export function toImageAttributes({ alt, decorative, focus, ...rest }: EditorImage): Picture {
  const [caption, credit] = [rest.caption.trim(), rest.credit.trim()]
  return {
    mediaId: rest.mediaId,
    width: rest.width,
    height: rest.height,
    ...(decorative ? { alt: "", decorative } : { alt: alt.trim() }),
    ...(caption ? { caption } : {}),
    ...(credit ? { credit } : {}),
    ...(focus ? { focus } : {}),
  }
}

function readFocus(value: unknown): EditorImage["focus"] {
  if (!isFields(value)) return null
  const { x, y } = value
  return typeof x === "number" && typeof y === "number" ? { x, y } : null
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null
}

function text(value: unknown): string {
  return typeof value === "string" ? value : ""
}

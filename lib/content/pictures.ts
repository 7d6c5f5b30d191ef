import { isVisible } from "@/lib/visible-text"
import type { Block, ImageBlock, PostDocument } from "./document"

/** The pictures of a document in reading order, those of galleries too. */
export function documentPictures({ content }: PostDocument): ImageBlock[] {
  return content.flatMap(blockPictures)
}

/**
 * Undecided pictures: neither words for people who do not see them, nor the mark that they need none.
 * Named by their place in the document.
 */
export function findUndescribed({ content }: PostDocument): string[] {
  return content.flatMap((block, index) =>
    blockPictures(block).flatMap(({ attrs }, inner) => {
      if (attrs.decorative || isVisible(attrs.alt)) return []
      return [block.type === "gallery" ? `content.${index}.content.${inner}` : `content.${index}`]
    }),
  )
}

function blockPictures(block: Block): ImageBlock[] {
  if (block.type === "image") return [block]
  return block.type === "gallery" ? block.content : []
}

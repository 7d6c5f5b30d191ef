import type { Block, ImageBlock, PostDocument } from "@/lib/content/document"
import { documentPictures } from "@/lib/content/pictures"
import type { Transaction } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import { type MediaSize, markUsed } from "./mark-used"

type Stored = Map<string, MediaSize>

/**
 * Checks that every picture of a document is stored here, and sets its width and height to the stored ones: readers'
 * pages reserve space by them, so nobody else's word counts. Throws `invalid_content`.
 */
export async function fillMedia(tx: Transaction, document: PostDocument): Promise<PostDocument> {
  const ids = [
    ...documentPictures(document).map(({ attrs }) => attrs.mediaId),
    ...document.content.flatMap((block) => cardPicture(block)?.mediaId ?? []),
  ]
  if (ids.length === 0) return document
  const stored = await markUsed(tx, ids)
  return { ...document, content: document.content.map((block, index) => fillBlock(block, stored, `content.${index}`)) }
}

function fillBlock(block: Block, stored: Stored, path: string): Block {
  switch (block.type) {
    case "image":
      return fillImage(block, stored, path)
    case "gallery":
      return {
        ...block,
        content: block.content.map((each, index) => fillImage(each, stored, `${path}.content.${index}`)),
      }
    case "embed": {
      const picture = cardPicture(block)
      if (!picture || !block.attrs.card) return block
      const size = requireSize(picture.mediaId, stored, `${path}.attrs.card.picture`)
      return { ...block, attrs: { ...block.attrs, card: { ...block.attrs.card, picture: { ...picture, ...size } } } }
    }
    default:
      return block
  }
}

function fillImage(image: ImageBlock, stored: Stored, path: string): ImageBlock {
  return { ...image, attrs: { ...image.attrs, ...requireSize(image.attrs.mediaId, stored, `${path}.attrs`) } }
}

function cardPicture(block: Block) {
  return block.type === "embed" ? block.attrs.card?.picture : undefined
}

/** A stored picture with its stored width and height. Throws `invalid_input`, naming the field, for one that is not here. */
export async function requirePicture<T extends { mediaId: string }>(
  tx: Transaction,
  picture: T,
  field: string,
): Promise<T & MediaSize> {
  const media = (await markUsed(tx, [picture.mediaId])).get(picture.mediaId)
  if (media) return { ...picture, ...media }
  throw new AppError("invalid_input", { issues: [{ path: field, message: MISSING }] })
}

const MISSING = "This picture is not stored here any more. Upload it again."

function requireSize(mediaId: string, stored: Stored, path: string): MediaSize {
  const size = stored.get(mediaId)
  if (!size) throw new AppError("invalid_content", { issues: [{ path: `${path}.mediaId`, message: MISSING }] })
  return size
}

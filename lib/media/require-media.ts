import type { PostDocument } from "@/lib/content/document"
import type { Transaction } from "@/lib/db/client"
import { AppError } from "@/lib/errors"

/**
 * Checks that every picture of a document is stored here, and sets its width and height to the stored ones: readers'
 * pages reserve space by them, so nobody else's word counts. Throws `invalid_content`.
 */
export async function fillMedia(tx: Transaction, document: PostDocument): Promise<PostDocument> {
  const ids = document.content.flatMap((block) => (block.type === "image" ? [block.attrs.mediaId] : []))
  if (ids.length === 0) return document
  const rows = await tx.media.findMany({ where: { id: { in: ids } }, select: { id: true, width: true, height: true } })
  const stored = new Map(rows.map((row) => [row.id, row]))
  const content = document.content.map((block, index) => {
    if (block.type !== "image") return block
    const media = stored.get(block.attrs.mediaId)
    if (!media) throw missingPicture(index)
    return { ...block, attrs: { ...block.attrs, width: media.width, height: media.height } }
  })
  return { ...document, content }
}

function missingPicture(index: number): AppError {
  const message = "This picture is not stored here any more. Upload it again."
  return new AppError("invalid_content", { issues: [{ path: `content.${index}.attrs.mediaId`, message }] })
}

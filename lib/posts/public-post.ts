import type { Prisma } from "@/lib/db/client"
import type { PublicPost } from "@/lib/live/delta"
import { iso, storedDocument } from "./desk-post"

/** The columns of a post that readers may know; whatever reads posts for readers selects these and no others. */
export const PUBLIC_COLUMNS = {
  id: true,
  version: true,
  title: true,
  content: true,
  keyEvent: true,
  pinnedAt: true,
  publishedAt: true,
  editedAt: true,
  authorName: true,
} satisfies Prisma.PostSelect

export type PublicRow = Prisma.PostGetPayload<{ select: typeof PUBLIC_COLUMNS }>

/** A published post as readers get it. */
export function toPublicPost(row: PublicRow): PublicPost {
  if (!row.publishedAt) throw new Error(`The post ${row.id} is not public.`)
  return {
    id: row.id,
    version: row.version,
    title: row.title,
    content: storedDocument(row.content),
    keyEvent: row.keyEvent,
    pinnedAt: iso(row.pinnedAt),
    publishedAt: row.publishedAt.toISOString(),
    editedAt: iso(row.editedAt),
    author: { name: row.authorName },
  }
}

import { iso, parseStoredAuthors, parseStoredDocument } from "@/lib/changes/presenters"
import type { Prisma } from "@/lib/db/client"
import type { DeskPost } from "./post-schemas"

export type PostRow = Prisma.PostGetPayload<object>

/** A post's row as the desk and the API show it. */
export function presentDeskPost(row: PostRow): DeskPost {
  return {
    id: row.id,
    blogId: row.blogId,
    state: row.state,
    title: row.title,
    content: parseStoredDocument(row.content),
    keyEvent: row.keyEvent,
    pinnedAt: iso(row.pinnedAt),
    pinOrder: row.pinOrder,
    alertMinutes: row.alertMinutes,
    alertUntil: iso(row.alertUntil),
    tags: row.tags,
    correction: row.correction,
    editorNote: row.editorNote,
    authorId: row.authorId,
    authors: parseStoredAuthors(row.authors),
    version: row.version,
    revision: row.revision,
    publishedAt: iso(row.publishedAt),
    publishAt: iso(row.publishAt),
    editedAt: iso(row.editedAt),
    deletedAt: iso(row.deletedAt),
    createdAt: row.createdAt.toISOString(),
    savedAt: row.savedAt.toISOString(),
  }
}

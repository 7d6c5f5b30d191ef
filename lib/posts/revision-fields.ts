import type { Prisma } from "@/lib/db/client"
import type { PostFields } from "./save-post"

export type RevisionRow = Prisma.RevisionGetPayload<object>

/** What a post was when a revision was saved: everything that a save sets. */
export function revisionFields(row: RevisionRow): PostFields {
  const { state, title, content, keyEvent, pinnedAt, pinOrder, tags, correction, authors } = row
  const { publishedAt, editedAt, publishAt, deletedFrom } = row
  return {
    ...{ state, title, content, keyEvent, pinnedAt, pinOrder, tags, correction, authors },
    ...{ publishedAt, editedAt, publishAt, deletedFrom },
    // A note belongs to the moment at which a post was handed back, not to its words.
    editorNote: "",
    deletedAt: state === "deleted" ? row.savedAt : null,
  }
}

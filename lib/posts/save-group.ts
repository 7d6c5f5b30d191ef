import type { LockedBlog } from "@/lib/changes/change-log"
import type { Transaction } from "@/lib/db/client"
import { type PublicError, toAppError } from "@/lib/errors"
import { newId } from "@/lib/ids"
import type { Actor } from "@/lib/permissions/actor"
import { checkForReaders } from "./check-for-readers"
import { withHeadline } from "./key-event-headline"
import type { DeskPost } from "./post-schemas"
import { type PostRow, presentDeskPost } from "./present-desk-post"
import { type Change, savePosts } from "./save-post"

/** What came of something that was done to many posts together. */
export type GroupResult = {
  /** For taking all of it back in one step; null: nothing was changed. */
  groupId: string | null
  posts: DeskPost[]
  refused: { post: DeskPost; error: PublicError }[]
}

type GroupSave = {
  actor: Actor
  blog: LockedBlog
  rows: PostRow[]
  /** What a post becomes; null: it is as wanted already. Throws what refuses it. */
  change: (before: PostRow) => Omit<Change, "before" | "id"> | null
}

/**
 * Changes many posts, each once, under one group id. What a rule refuses is told by post, and the others are changed;
 * what is no refusal goes on and ends the transaction.
 */
export async function saveGroup(tx: Transaction, { actor, blog, rows, change }: GroupSave): Promise<GroupResult> {
  const changes: Change[] = []
  const refused: GroupResult["refused"] = []
  for (const before of rows) {
    try {
      const wanted = change(before)
      if (!wanted) continue
      const fields = withHeadline(wanted.fields)
      checkForReaders(before, fields)
      changes.push({ ...wanted, fields, before, id: before.id })
    } catch (thrown) {
      const error = toAppError(thrown)
      if (error.status >= 500) throw thrown
      refused.push({ post: presentDeskPost(before), error: error.toPublic() })
    }
  }
  const groupId = newId("group")
  const saved = new Map((await savePosts(tx, { actor, blog, groupId }, changes)).map((row) => [row.id, row]))
  const isRefused = new Set(refused.map(({ post }) => post.id))
  return {
    groupId: changes.length > 0 ? groupId : null,
    posts: rows.filter(({ id }) => !isRefused.has(id)).map((row) => presentDeskPost(saved.get(row.id) ?? row)),
    refused,
  }
}

import type { LockedBlog } from "@/lib/changes/change-log"
import type { Transaction } from "@/lib/db/client"
import type { Actor } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import { toResource } from "@/lib/permissions/post-policy"
import { type PostFields, pickFields } from "./post-fields"
import type { DeskPost } from "./post-schemas"
import { type PostRow, presentDeskPost } from "./present-desk-post"
import { requirePostRow } from "./read-posts"
import { inBlog, savePost } from "./save-post"

/**
 * Deletes a post: readers lose it immediately, its row stays as a tombstone with its history, so that it can be restored.
 * Deleting again changes nothing. Throws `forbidden`, `post_not_found`.
 */
export async function deletePost(actor: Actor, postId: string): Promise<DeskPost> {
  return change(actor, postId, async (tx, blog, before) => {
    if (before.state === "deleted") return before
    const fields = {
      ...pickFields(before),
      state: "deleted" as const,
      deletedAt: blog.now,
      stateBeforeDelete: before.state,
    }
    return savePost(tx, { actor, blog, before, id: postId, fields, action: "delete" })
  })
}

/** Brings a deleted post back to the state it had, at its old place. Restoring again changes nothing. */
export async function restorePost(actor: Actor, postId: string): Promise<DeskPost> {
  return change(actor, postId, async (tx, blog, before) => {
    if (before.state !== "deleted") return before
    return savePost(tx, {
      actor,
      blog,
      before,
      id: postId,
      fields: restoredFields(before, blog.now),
      action: "restore",
    })
  })
}

/** A deleted post as it was. One scheduled for a time since then is a draft: restoring never publishes. */
export function restoredFields(before: PostRow, now: Date): PostFields {
  const missed = before.stateBeforeDelete === "scheduled" && before.publishAt !== null && before.publishAt <= now
  return {
    ...pickFields(before),
    state: missed ? "draft" : (before.stateBeforeDelete ?? "draft"),
    publishAt: missed ? null : before.publishAt,
    deletedAt: null,
    stateBeforeDelete: null,
  }
}

async function change(
  actor: Actor,
  postId: string,
  run: (tx: Transaction, blog: LockedBlog, before: PostRow) => Promise<PostRow>,
): Promise<DeskPost> {
  const { blogId } = await requirePostRow(postId)
  return inBlog(blogId, async (tx, blog) => {
    const before = await requirePostRow(postId, tx)
    authorize(actor, "post.remove", toResource(before))
    return presentDeskPost(await run(tx, blog, before))
  })
}

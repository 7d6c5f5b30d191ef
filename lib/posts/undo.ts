import { isDeepStrictEqual } from "node:util"
import { type Actor, actorUserId } from "@/lib/auth/actor"
import { authorize } from "@/lib/auth/authorize"
import { db, type Transaction } from "@/lib/db/client"
import { AppError, type PublicError, toAppError } from "@/lib/errors"
import { newId } from "@/lib/ids"
import type { LockedBlog } from "@/lib/live/version-line"
import { type PostRow, toDeskPost } from "./desk-post"
import { pickFields } from "./edit-post"
import { requirePostRow } from "./read-posts"
import { type RevisionRow, revisionFields } from "./revision-fields"
import { GROUP_TIME, inBlog, type PostFields, savePost } from "./save-post"
import type { DeskPost } from "./schema"

/** What came of something that was done to many posts at once. */
export type GroupResult = {
  /** For taking all of it back at once; null: nothing was changed. */
  groupId: string | null
  posts: DeskPost[]
  refused: { post: DeskPost; error: PublicError }[]
}

/**
 * Takes back the change that made a revision: a new change that makes the post what it was before. Taking that back in
 * turn does it again. Refused with `changed_since` when the post is no longer what that change made of it; the details
 * carry the post.
 * Asking a second time, because the first answer was lost, answers the same and changes nothing.
 */
export async function undoDeed(actor: Actor, postId: string, revision: number): Promise<DeskPost> {
  const { blogId } = await requirePostRow(postId)
  return inBlog(blogId, async (tx, blog) => toDeskPost(await takeBack(tx, { actor, blog, postId, revision })))
}

/**
 * Takes back everything that one bulk action did, in one transaction; what somebody changed since stays as it is and is
 * told by post. Throws `not_found` for an unknown group.
 */
export async function undoGroup(actor: Actor, groupId: string): Promise<GroupResult> {
  const deeds = await db().activity.findMany({ where: { groupId }, orderBy: [{ at: "asc" }, { id: "asc" }] })
  const blogId = deeds[0]?.blogId
  if (!blogId) throw new AppError("not_found")
  authorize(actor, "desk.read", { blogId })
  return inBlog(
    blogId,
    async (tx, blog) => {
      const result: GroupResult = { groupId: newId("group"), posts: [], refused: [] }
      for (const { postId, revision } of deeds) {
        if (!postId || !revision) continue
        try {
          const row = await takeBack(tx, { actor, blog, postId, revision, groupId: result.groupId ?? undefined })
          result.posts.push(toDeskPost(row))
        } catch (thrown) {
          result.refused.push(await refuse(tx, postId, thrown))
        }
      }
      return result.posts.length > 0 ? result : { ...result, groupId: null }
    },
    GROUP_TIME,
  )
}

/** A refusal by a rule, as part of a bulk action's answer; what is no refusal goes on and ends the transaction. */
export async function refuse(
  tx: Transaction,
  postId: string,
  thrown: unknown,
): Promise<GroupResult["refused"][number]> {
  const error = toAppError(thrown)
  if (error.status >= 500) throw thrown
  return { post: toDeskPost(await requirePostRow(postId, tx)), error: error.toPublic() }
}

type Back = { actor: Actor; blog: LockedBlog; postId: string; revision: number; groupId?: string | undefined }

async function takeBack(tx: Transaction, { actor, blog, postId, revision, groupId }: Back): Promise<PostRow> {
  const before = await requirePostRow(postId, tx)
  if (before.revision === revision + 1 && (await isOwnUndo(tx, actor, before))) return before
  const deed = await requireRevisionRow(tx, postId, revision)
  if (!isStill(before, deed)) throw new AppError("changed_since", { details: { post: toDeskPost(before) } })
  const earlier = revision === 1 ? null : await requireRevisionRow(tx, postId, revision - 1)
  const fields = earlier ? asOfNow(revisionFields(earlier), blog.now) : beforeTheFirst(pickFields(before), blog.now)
  requireMayTurn(actor, before, fields)
  const details = { undid: deed.action, undidRevision: revision }
  return savePost(tx, { actor, blog, before, id: postId, fields, action: "undo", groupId, details })
}

/** One revision of a post, whole. Throws `revision_not_found`. */
export async function requireRevisionRow(tx: Transaction, postId: string, number: number) {
  const row = await tx.revision.findUnique({ where: { postId_number: { postId, number } } })
  if (!row) throw new AppError("revision_not_found")
  return row
}

// Or again: who takes back two changes, the newer one first, stands before the older one with a newer revision.
function isStill(before: PostRow, deed: RevisionRow): boolean {
  if (before.revision === deed.number) return true
  const { deletedAt: _now, ...now } = pickFields(before)
  const { deletedAt: _then, ...made } = revisionFields(deed)
  return isDeepStrictEqual(now, made)
}

async function isOwnUndo(tx: Transaction, actor: Actor, before: PostRow): Promise<boolean> {
  const newest = await requireRevisionRow(tx, before.id, before.revision)
  return newest.action === "undo" && newest.actorId === actorUserId(actor) && newest.actorName === actor.name
}

// What was to be published at a time that has passed would be published again within the second.
function asOfNow(fields: PostFields, now: Date): PostFields {
  if (fields.state !== "scheduled" || (fields.publishAt && fields.publishAt > now)) return fields
  return { ...fields, state: "draft", publishAt: null }
}

/** A post that was made as a draft was not there before; one that went out at once goes back to being written. */
function beforeTheFirst(fields: PostFields, now: Date): PostFields {
  if (fields.state === "draft") return { ...fields, state: "deleted", deletedAt: now, deletedFrom: "draft" }
  return { ...fields, state: "draft", publishedAt: null, publishAt: null, editedAt: null }
}

/** The right to undo is the right to do what it does. */
function requireMayTurn(actor: Actor, before: PostRow, after: PostFields): void {
  const resource = { blogId: before.blogId, authorId: before.authorId, state: before.deletedFrom ?? before.state }
  if (before.state === "deleted" || after.state === "deleted") {
    authorize(actor, "post.remove", resource)
    return
  }
  authorize(actor, "post.edit", resource)
  const isHandedIn = (state: string) => state === "draft" || state === "submitted"
  const moves =
    before.state !== after.state
      ? !(isHandedIn(before.state) && isHandedIn(after.state))
      : before.correction !== after.correction ||
        !isDeepStrictEqual(before.publishedAt, after.publishedAt) ||
        !isDeepStrictEqual(before.publishAt, after.publishAt)
  if (moves) authorize(actor, "post.publish", resource)
}

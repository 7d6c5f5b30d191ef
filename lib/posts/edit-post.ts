import { isDeepStrictEqual } from "node:util"
import type { Actor } from "@/lib/auth/actor"
import { authorize } from "@/lib/auth/authorize"
import { parseDocument } from "@/lib/content/parse-document"
import type { Transaction } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import { storedDocument } from "@/lib/live/public-rows"
import type { LockedBlog } from "@/lib/live/version-line"
import { fillMedia } from "@/lib/media/require-media"
import { parseInput } from "@/lib/parse-input"
import { requireWords } from "./create-post"
import { type PostRow, toDeskPost } from "./desk-post"
import { requirePostRow } from "./read-posts"
import { inBlog, type PostFields, savePost } from "./save-post"
import { type DeskPost, type EditPostInput, editPostSchema, type PostState } from "./schema"

type Edit = ReturnType<typeof parseEdit>

/**
 * Changes a post's words, marks or state; what is not named stays. With `revision`, a save made on an older text is
 * refused: `stale_revision`, whose details carry the current post. A change of nothing writes nothing.
 * Throws `forbidden`, `post_not_found`, `wrong_state`, and what `createPost` throws for a text.
 */
export async function editPost(
  actor: Actor,
  postId: string,
  input: EditPostInput,
  { revision }: { revision?: number | undefined } = {},
): Promise<DeskPost> {
  const edit = parseEdit(input)
  const { blogId } = await requirePostRow(postId)
  return inBlog(blogId, async (tx, blog) => {
    const before = await requirePostRow(postId, tx)
    requireAllowed(actor, before, edit)
    if (before.state === "deleted") throw new AppError("wrong_state")
    if (revision !== undefined && revision !== before.revision) {
      throw new AppError("stale_revision", { details: { post: toDeskPost(before) } })
    }
    const fields = await applyEdit(tx, blog, before, edit)
    if (isDeepStrictEqual(fields, pickFields(before))) return toDeskPost(before)
    if (fields.state !== "draft") requireWords(storedDocument(fields.content), fields.title)
    return toDeskPost(await savePost(tx, { actor, blog, before, id: postId, fields, action: nameEdit(before, fields) }))
  })
}

function parseEdit(input: EditPostInput) {
  const { content, ...rest } = parseInput(editPostSchema, input)
  return { ...rest, content: content === undefined ? undefined : parseDocument(content) }
}

function requireAllowed(actor: Actor, before: PostRow, edit: Edit): void {
  const resource = { blogId: before.blogId, authorId: before.authorId, state: before.state }
  authorize(actor, "post.edit", resource)
  const moves = edit.publishAt !== undefined || (edit.state !== undefined && edit.state !== before.state)
  if (moves) authorize(actor, "post.publish", resource)
}

async function applyEdit(tx: Transaction, blog: LockedBlog, before: PostRow, edit: Edit): Promise<PostFields> {
  const content = edit.content ? await fillMedia(tx, edit.content) : before.content
  const title = edit.title ?? before.title
  const state = edit.publishAt ? requireSchedulable(before.state) : (edit.state ?? before.state)
  const wordsChanged = title !== before.title || !isDeepStrictEqual(content, before.content)
  return {
    ...pickFields(before),
    title,
    content,
    state,
    keyEvent: edit.keyEvent ?? before.keyEvent,
    pinnedAt: edit.pinned === undefined ? before.pinnedAt : edit.pinned ? (before.pinnedAt ?? blog.now) : null,
    authorName: edit.author ?? before.authorName,
    publishAt: edit.publishAt ? new Date(edit.publishAt) : state === "scheduled" ? before.publishAt : null,
    // A post taken back to draft is new when it is published again; one that was only hidden returns to its place.
    publishedAt: state === "draft" ? null : before.publishedAt,
    editedAt: state === "draft" ? null : wordsChanged && before.publishedAt ? blog.now : before.editedAt,
  }
}

function requireSchedulable(state: PostState): PostState {
  if (state !== "draft" && state !== "scheduled") throw new AppError("wrong_state")
  return "scheduled"
}

/** The fields of a row that a save sets. */
export function pickFields(row: PostRow): PostFields {
  const {
    state,
    title,
    content,
    keyEvent,
    pinnedAt,
    authorName,
    publishedAt,
    editedAt,
    publishAt,
    deletedAt,
    deletedFrom,
  } = row
  return {
    state,
    title,
    content,
    keyEvent,
    pinnedAt,
    authorName,
    publishedAt,
    editedAt,
    publishAt,
    deletedAt,
    deletedFrom,
  }
}

function nameEdit(before: PostRow, after: PostFields): string {
  if (before.state !== after.state) {
    if (after.state === "published") return before.state === "hidden" ? "show" : "publish"
    return after.state === "hidden" ? "hide" : after.state === "scheduled" ? "schedule" : "unpublish"
  }
  if ((before.pinnedAt === null) !== (after.pinnedAt === null)) return after.pinnedAt ? "pin" : "unpin"
  return "edit"
}

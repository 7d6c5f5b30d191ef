import { isDeepStrictEqual } from "node:util"
import type { LockedBlog } from "@/lib/changes/change-log"
import { parseStoredDocument } from "@/lib/changes/presenters"
import { linkPreviewsOf, withLinkPreviews } from "@/lib/content/link-previews"
import { parseDocument } from "@/lib/content/parse-document"
import type { Transaction } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import { fillMedia } from "@/lib/media/require-media"
import { requirePortraits } from "@/lib/media/require-portraits"
import { parseInput } from "@/lib/parse-input"
import { type Actor, actorUserId } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import {
  authorizeStep,
  canRequestChanges,
  canTransition,
  isUnpublished,
  type PostState,
  wasShown,
} from "@/lib/permissions/post-policy"
import { onlyLinkPreviewsSince } from "./attach-link-previews"
import { classifyEdit } from "./classify-edit"
import { findFirstAnswer, type KeyedRequest, keepFirstAnswer } from "./idempotency"
import { type PostFields, pickFields } from "./post-fields"
import { type DeskPost, type EditPostInput, editPostSchema } from "./post-schemas"
import { type PostRow, presentDeskPost } from "./present-desk-post"
import { requirePostRow } from "./read-posts"
import { requireFuture, requirePast, timeError } from "./require-time"
import { inBlog, savePost } from "./save-post"

type Edit = ReturnType<typeof parseEdit>

/**
 * Changes a post's words, marks or state; what is not named stays. With `revision`, a save made on an older text is
 * refused: `stale_revision`, whose details carry the current post. A change of nothing writes nothing. The same
 * `idempotencyKey` of the same actor again changes nothing and returns the post as it is now: what was asked for is
 * done. With another edit it throws `key_reused`, and `deleted_since` when the post was deleted since then.
 * Throws `forbidden`, `post_not_found`, `wrong_state`, and what `createPost` throws for a text.
 */
export async function editPost(
  actor: Actor,
  postId: string,
  input: EditPostInput,
  { revision, idempotencyKey }: { revision?: number | undefined; idempotencyKey?: string | undefined } = {},
): Promise<DeskPost> {
  const parsed = parseEdit(input)
  const { blogId } = await requirePostRow(postId)
  const keyed: KeyedRequest | null = idempotencyKey
    ? { actor, blogId, route: `edit:${postId}`, key: idempotencyKey, body: parsed }
    : null
  return inBlog(blogId, async (tx, blog) => {
    const before = await requirePostRow(postId, tx)
    const edit = { ...parsed }
    if (keyed && (await findFirstAnswer(tx, keyed))) {
      authorize(actor, "desk.read", { blogId })
      return presentDeskPost(before)
    }
    authorizeEdit(actor, before, edit)
    if (before.state === "deleted") throw new AppError("wrong_state")
    if (revision !== undefined && revision !== before.revision) {
      if (!(await onlyLinkPreviewsSince(tx, before, revision))) {
        throw new AppError("stale_revision", { details: { post: presentDeskPost(before) } })
      }
      if (edit.content)
        edit.content = withLinkPreviews(edit.content, linkPreviewsOf(parseStoredDocument(before.content)))
    }
    const fields = await applyEdit(tx, blog, before, edit)
    if (isDeepStrictEqual(fields, pickFields(before))) {
      const post = presentDeskPost(before)
      if (keyed) await keepFirstAnswer(tx, keyed, post)
      return post
    }
    const own = before.authorId !== null && before.authorId === actorUserId(actor)
    const action = classifyEdit(pickFields(before), fields, { own })
    const details = edit.editorNote ? { note: edit.editorNote } : undefined
    const post = presentDeskPost(await savePost(tx, { actor, blog, before, id: postId, fields, action, details }))
    if (keyed) await keepFirstAnswer(tx, keyed, post)
    return post
  })
}

function parseEdit(input: EditPostInput) {
  const { content, ...rest } = parseInput(editPostSchema, input)
  return { ...rest, content: content === undefined ? undefined : parseDocument(content) }
}

function authorizeEdit(actor: Actor, before: PostRow, edit: Edit): void {
  const { publishAt, publishedAt, correction, editorNote, alertMinutes } = edit
  const editorsFields = [publishAt, publishedAt, correction, editorNote, alertMinutes].some(
    (each) => each !== undefined,
  )
  // A deleted post gives its author no rights here: the answer is `wrong_state` for editors alone.
  const subject = { blogId: before.blogId, authorId: before.authorId, state: before.state }
  if (before.state === "deleted") authorize(actor, "post.edit", subject)
  else authorizeStep(actor, subject, { state: targetState(before, edit), editorsFields })
}

function targetState(before: PostRow, edit: Edit): PostState {
  return edit.publishAt ? "scheduled" : (edit.state ?? before.state)
}

async function applyEdit(tx: Transaction, blog: LockedBlog, before: PostRow, edit: Edit): Promise<PostFields> {
  const content = edit.content ? await fillMedia(tx, edit.content) : before.content
  const title = edit.title ?? before.title
  const state = targetState(before, edit)
  if (state !== before.state && !canTransition(before.state, state)) throw new AppError("wrong_state")
  if (edit.publishedAt && !wasShown(state)) timeError()
  if (edit.editorNote && !canRequestChanges(before.state, state)) throw new AppError("wrong_state")
  const wordsChanged = title !== before.title || !isDeepStrictEqual(content, before.content)
  return {
    ...pickFields(before),
    title,
    content,
    state,
    keyEvent: edit.keyEvent ?? before.keyEvent,
    pinnedAt: edit.pinned === undefined ? before.pinnedAt : edit.pinned ? (before.pinnedAt ?? blog.now) : null,
    pinOrder: edit.pinned === false ? 0 : before.pinOrder,
    alertMinutes: edit.alertMinutes ?? before.alertMinutes,
    tags: edit.tags ?? before.tags,
    correction: edit.correction ?? before.correction,
    // It stands until the draft is handed in again, or published.
    editorNote: edit.editorNote ?? (state === "draft" ? before.editorNote : ""),
    authors: edit.author
      ? [{ name: edit.author, picture: null }]
      : edit.authors
        ? await requirePortraits(tx, edit.authors)
        : before.authors,
    publishAt: edit.publishAt
      ? requireFuture(edit.publishAt, blog.now)
      : state === "scheduled"
        ? before.publishAt
        : null,
    // A post taken back to draft is new when it is published again; one that was only hidden returns to its place.
    publishedAt: isUnpublished(state)
      ? null
      : edit.publishedAt
        ? requirePast(edit.publishedAt, blog.now)
        : before.publishedAt,
    editedAt: isUnpublished(state) ? null : wordsChanged && before.publishedAt ? blog.now : before.editedAt,
  }
}

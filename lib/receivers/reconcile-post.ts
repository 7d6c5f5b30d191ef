import { isDeepStrictEqual } from "node:util"
import type { LockedBlog } from "@/lib/changes/change-log"
import { parseStoredDocument } from "@/lib/changes/presenters"
import { linkPreviewsOf, withLinkPreviews } from "@/lib/content/link-previews"
import { parseDocument } from "@/lib/content/parse-document"
import { findUndescribed } from "@/lib/content/pictures"
import { isBlank } from "@/lib/content/plain-text"
import type { Transaction } from "@/lib/db/client"
import { newId } from "@/lib/ids"
import { fillMedia } from "@/lib/media/require-media"
import type { Actor } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import { canEdit, canRemove, canTransition, isUnpublished } from "@/lib/permissions/post-policy"
import { classifyEdit } from "@/lib/posts/classify-edit"
import { DEFAULT_METADATA, type PostFields, pickFields, revisionFields } from "@/lib/posts/post-fields"
import type { PostRow } from "@/lib/posts/present-desk-post"
import { savePost } from "@/lib/posts/save-post"
import type { WantedPost } from "./wanted-post"

export type PostLink = { postId: string; appliedRevision: number } | null
/** `problem`: why the post is not what its source says, for editors. */
export type Reconciled = { post: PostRow | null; changed: boolean; problem: string | null }

type Save = { tx: Transaction; blog: LockedBlog; actor: Actor }

const EDITOR_FIRST =
  "A message was changed at its source after an editor worked on its post. The post keeps the editor's version."
const REMOVED_AFTER =
  "A message was deleted at its source after an editor worked on its post. The post is still there: delete it if it should go."
const NEEDS_ALT =
  "A post waits for approval because its picture has no alt text. Describe the picture, then publish it."
const BLANK = "A message was changed to nothing that can be shown. Its post keeps the last text."

/**
 * Brings a post to what its source says. Per field, what an editor changed since the source last wrote stays as it is.
 * `wanted` null: the messages are deleted.
 */
export async function reconcilePost(save: Save, link: PostLink, wanted: WantedPost | null): Promise<Reconciled> {
  const before = link && (await save.tx.post.findUnique({ where: { id: link.postId } }))
  if (!link || !before) return wanted ? createReceived(save, wanted) : unchanged(null)
  // An editor's deletion stands.
  if (before.state === "deleted") return unchanged(before)
  const where = { postId_number: { postId: before.id, number: link.appliedRevision } }
  const base = revisionFields(await save.tx.revision.findUniqueOrThrow({ where }))
  return wanted ? editReceived(save, before, base, wanted) : removeReceived(save, before, base)
}

async function createReceived({ tx, blog, actor }: Save, asked: WantedPost): Promise<Reconciled> {
  const { wanted, problem } = await prepare(tx, asked)
  if (isEmpty(wanted)) return unchanged(null)
  authorize(actor, wanted.state === "published" ? "post.publish" : "post.draft", { blogId: blog.id })
  const fields: PostFields = {
    ...DEFAULT_METADATA,
    ...wanted,
    pinnedAt: null,
    publishAt: null,
    publishedAt: null,
    editedAt: null,
    deletedAt: null,
    stateBeforeDelete: null,
  }
  const action = { draft: "create", submitted: "submit", published: "publish" }[wanted.state]
  const post = await savePost(tx, { actor, blog, before: null, id: newId("post"), fields, action })
  return { post, changed: true, problem }
}

async function editReceived(save: Save, before: PostRow, base: PostFields, asked: WantedPost): Promise<Reconciled> {
  const { tx, blog, actor } = save
  const { wanted, problem } = await prepare(tx, asked)
  if (isEmpty(wanted)) return unchanged(before, BLANK)
  const previews = linkPreviewsOf(parseStoredDocument(before.content))
  const withPreviews = (content: unknown) => withLinkPreviews(parseStoredDocument(content), previews)
  let kept = false
  const pick = <T>(current: T, old: T, next: T): T => {
    if (isDeepStrictEqual(current, old)) return next
    kept ||= !isDeepStrictEqual(next, old) && !isDeepStrictEqual(next, current)
    return current
  }
  const title = pick(before.title, base.title, wanted.title)
  const content = pick(withPreviews(before.content), withPreviews(base.content), withPreviews(wanted.content))
  const state = pick(before.state, base.state, wanted.state)
  const wordsChanged = title !== before.title || !isDeepStrictEqual(content, before.content)
  const fields: PostFields = {
    ...pickFields(before),
    title,
    content,
    state: canTransition(before.state, state) || state === before.state ? state : before.state,
    keyEvent: pick(before.keyEvent, base.keyEvent, wanted.keyEvent),
    authors: pick(before.authors, base.authors, wanted.authors),
    publishedAt: isUnpublished(state) ? null : before.publishedAt,
    editedAt: isUnpublished(state) ? null : wordsChanged && before.publishedAt ? blog.now : before.editedAt,
  }
  if (isDeepStrictEqual(fields, pickFields(before))) return unchanged(before, kept ? EDITOR_FIRST : null)
  if (!canEdit(actor, before)) return unchanged(before, EDITOR_FIRST)
  if (state === "published" && before.state !== "published") authorize(actor, "post.publish", { blogId: blog.id })
  const action = classifyEdit(pickFields(before), fields, { own: true })
  const post = await savePost(tx, { actor, blog, before, id: before.id, fields, action })
  return { post, changed: true, problem: kept ? EDITOR_FIRST : problem }
}

async function removeReceived({ tx, blog, actor }: Save, before: PostRow, base: PostFields): Promise<Reconciled> {
  const previews = linkPreviewsOf(parseStoredDocument(before.content))
  const isUntouched =
    before.title === base.title &&
    before.state === base.state &&
    isDeepStrictEqual(before.content, withLinkPreviews(parseStoredDocument(base.content), previews))
  if (!isUntouched || !canRemove(actor, before)) return unchanged(before, REMOVED_AFTER)
  const fields: PostFields = {
    ...pickFields(before),
    state: "deleted",
    deletedAt: blog.now,
    stateBeforeDelete: before.state,
  }
  const post = await savePost(tx, { actor, blog, before, id: before.id, fields, action: "delete" })
  return { post, changed: true, problem: null }
}

/** Checked as every post; one with an undescribed picture cannot go straight to readers. */
async function prepare(tx: Transaction, wanted: WantedPost): Promise<{ wanted: WantedPost; problem: string | null }> {
  const content = await fillMedia(tx, parseDocument(wanted.content))
  const mustWait = wanted.state === "published" && findUndescribed(content).length > 0
  const state = mustWait ? "submitted" : wanted.state
  return { wanted: { ...wanted, content, state }, problem: mustWait ? NEEDS_ALT : null }
}

function isEmpty({ title, content }: WantedPost): boolean {
  return title === "" && isBlank(content)
}

function unchanged(post: PostRow | null, problem: string | null = null): Reconciled {
  return { post, changed: false, problem }
}

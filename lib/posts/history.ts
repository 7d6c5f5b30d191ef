import { isDeepStrictEqual } from "node:util"
import { iso, parseStoredAuthors, parseStoredDocument } from "@/lib/changes/presenters"
import type { PostDocument } from "@/lib/content/document"
import { db } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import type { Actor } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import type { PostState } from "@/lib/permissions/post-policy"
import type { Author } from "@/lib/protocol/delta"
import { onlyLinkPreviewsSince } from "./attach-link-previews"
import { pickFields, type RevisionRow } from "./post-fields"
import type { DeskPost } from "./post-schemas"
import { presentDeskPost } from "./present-desk-post"
import { requirePostRow } from "./read-posts"
import { inBlog, savePost } from "./save-post"
import { requireRevisionRow } from "./undo"

const PAGE = 50

/** One line of a post's history: who did what, when, from where. */
export type RevisionLine = {
  number: number
  savedAt: string
  actorName: string
  source: string
  action: string
  state: PostState
}

/** A saved text, whole. Times are ISO 8601. */
export type Revision = RevisionLine & {
  title: string
  content: PostDocument
  tags: string[]
  correction: string
  authors: Author[]
  keyEvent: boolean
  pinned: boolean
  alertMinutes: number
  publishedAt: string | null
  publishAt: string | null
}

const LINE = { number: true, savedAt: true, actorName: true, source: true, action: true, state: true } as const

/** The revisions of a post, newest first; `before` a number, the older ones. `next` is null at the end. */
export async function listRevisions(
  actor: Actor,
  blogId: string,
  postId: string,
  { before }: { before?: number | undefined } = {},
): Promise<{ revisions: RevisionLine[]; next: number | null }> {
  await requireReadable(actor, blogId, postId)
  const rows = await db().revision.findMany({
    where: { postId, ...(before ? { number: { lt: before } } : {}) },
    orderBy: { number: "desc" },
    take: PAGE,
    select: LINE,
  })
  const last = rows.at(-1)?.number ?? 1
  return {
    revisions: rows.map((row) => ({ ...row, savedAt: row.savedAt.toISOString() })),
    next: last > 1 ? last : null,
  }
}

/** One revision of a post, whole. Throws `post_not_found`, `revision_not_found`. */
export async function requireRevision(actor: Actor, blogId: string, postId: string, number: number): Promise<Revision> {
  await requireReadable(actor, blogId, postId)
  return toRevision(await requireRevisionRow(db(), postId, number))
}

/** The same for one who knows the post alone, as an editor whose text was written on that revision. */
export async function requireRevisionOfPost(actor: Actor, postId: string, number: number): Promise<Revision> {
  const { blogId } = await requirePostRow(postId)
  return requireRevision(actor, blogId, postId, number)
}

/**
 * Brings back the words of an earlier revision (title, text, tags, correction, bylines) as a new one; the post's state and
 * place stay. With `revision`, refused as `stale_revision` when the post is newer than that.
 */
export async function restoreRevision(
  actor: Actor,
  postId: string,
  number: number,
  { revision }: { revision?: number | undefined } = {},
): Promise<DeskPost> {
  const { blogId } = await requirePostRow(postId)
  return inBlog(blogId, async (tx, blog) => {
    const before = await requirePostRow(postId, tx)
    const resource = { blogId, authorId: before.authorId, state: before.state }
    authorize(actor, "post.edit", resource)
    if (before.state === "deleted") throw new AppError("post_deleted")
    if (
      revision !== undefined &&
      revision !== before.revision &&
      !(await onlyLinkPreviewsSince(tx, before, revision))
    ) {
      throw new AppError("stale_revision", { details: { post: presentDeskPost(before) } })
    }
    const { title, content, tags, correction, authors } = await requireRevisionRow(tx, postId, number)
    if (correction !== before.correction) authorize(actor, "post.publish", resource)
    const wordsChanged = title !== before.title || !isDeepStrictEqual(content, before.content)
    const editedAt = wordsChanged && before.publishedAt ? blog.now : before.editedAt
    const fields = { ...pickFields(before), title, content, tags, correction, authors, editedAt }
    if (isDeepStrictEqual(fields, pickFields(before))) return presentDeskPost(before)
    const details = { broughtBack: number }
    return presentDeskPost(await savePost(tx, { actor, blog, before, id: postId, fields, action: "revert", details }))
  })
}

async function requireReadable(actor: Actor, blogId: string, postId: string): Promise<void> {
  authorize(actor, "desk.read", { blogId })
  if ((await requirePostRow(postId)).blogId !== blogId) throw new AppError("post_not_found")
}

function toRevision(row: RevisionRow): Revision {
  const { number, actorName, source, action, state, title, tags, correction, keyEvent, pinned, alertMinutes } = row
  return {
    ...{ number, actorName, source, action, state, title, tags, correction, keyEvent, pinned, alertMinutes },
    savedAt: row.savedAt.toISOString(),
    content: parseStoredDocument(row.content),
    authors: parseStoredAuthors(row.authors),
    publishedAt: iso(row.publishedAt),
    publishAt: iso(row.publishAt),
  }
}

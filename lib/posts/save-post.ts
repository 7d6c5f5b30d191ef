import type { Actor } from "@/lib/auth/actor"
import { actorUserId } from "@/lib/auth/actor"
import { noteActivity } from "@/lib/blogs/activity"
import { documentText, excerpt } from "@/lib/content/plain-text"
import { db, type Prisma, type Transaction } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import { storedDocument } from "@/lib/live/public-rows"
import { announceSave, type LockedBlog, lockBlog, takeVersion } from "@/lib/live/version-line"
import { timings } from "@/lib/metrics/timings"
import type { PostRow } from "./desk-post"

/**
 * Runs one change of one blog in one transaction that holds the blog's lock: what it reads is the newest state, and no
 * other change comes between.
 */
export async function inBlog<T>(
  blogId: string,
  change: (tx: Transaction, blog: LockedBlog) => Promise<T>,
  options: { timeout?: number } = {},
): Promise<T> {
  const stop = timings().saves.startTimer()
  const done = await db().$transaction(async (tx) => {
    const blog = await lockBlog(tx, blogId)
    if (!blog) throw new AppError("blog_not_found")
    return change(tx, blog)
  }, options)
  stop()
  return done
}

/** For hundreds of posts in one transaction: seconds, but more on a busy machine, and half of it would be worse. */
export const GROUP_TIME = { timeout: 60_000 }

/** The fields of a post that a save sets. */
export type PostFields = Pick<
  PostRow,
  | "state"
  | "title"
  | "keyEvent"
  | "pinnedAt"
  | "pinOrder"
  | "tags"
  | "correction"
  | "editorNote"
  | "publishedAt"
  | "editedAt"
  | "publishAt"
  | "deletedAt"
  | "deletedFrom"
> & { content: PostRow["content"]; authors: PostRow["authors"] }

/** A post that is not tagged, corrected, handed back or moved among the pinned. */
export const UNMARKED = { tags: [], correction: "", editorNote: "", pinOrder: 0 } satisfies Partial<PostFields>

export type Save = {
  actor: Actor
  blog: LockedBlog
  /** The post as it is; null for a new one. */
  before: PostRow | null
  id: string
  fields: PostFields
  /** What is done, for the history. */
  action: string
  /** Common to all changes of one bulk action. */
  groupId?: string | undefined
  /** What else the audit log tells of it, besides the title. */
  details?: Prisma.InputJsonObject | undefined
}

/**
 * Writes a post, its revision and, if readers can see a difference, the next version of the blog. The only writer of
 * posts: nothing can change without its revision, or be seen without its version.
 */
export async function savePost(
  tx: Transaction,
  { actor, blog, before, id, fields, action, groupId, details }: Save,
): Promise<PostRow> {
  const wasPublic = before?.state === "published"
  const isPublic = fields.state === "published"
  const step =
    wasPublic || isPublic
      ? await takeVersion(tx, blog.id, { publicCountBy: Number(isPublic) - Number(wasPublic) })
      : null
  const { content, authors, ...rest } = fields
  const data = {
    ...rest,
    content: content as Prisma.InputJsonValue,
    text: documentText(storedDocument(content)),
    authors: authors as Prisma.InputJsonValue,
    // First publication takes the version's own time: unique and in order on its blog, so it is the place in the timeline.
    publishedAt: isPublic ? (fields.publishedAt ?? step?.at ?? null) : fields.publishedAt,
    savedAt: blog.now,
    ...(step ? { version: step.version, changedAt: step.at } : {}),
  }
  const row = before
    ? await tx.post.update({ where: { id }, data: { ...data, revision: before.revision + 1 } })
    : await tx.post.create({
        data: { ...data, id, blogId: blog.id, authorId: actorUserId(actor), createdAt: blog.now },
      })
  await tx.revision.create({
    data: {
      postId: id,
      number: row.revision,
      title: row.title,
      content: content as Prisma.InputJsonValue,
      state: row.state,
      keyEvent: row.keyEvent,
      pinned: row.pinnedAt !== null,
      pinnedAt: row.pinnedAt,
      pinOrder: row.pinOrder,
      editedAt: row.editedAt,
      deletedFrom: row.deletedFrom,
      tags: row.tags,
      correction: row.correction,
      authors: authors as Prisma.InputJsonValue,
      publishedAt: row.publishedAt,
      publishAt: row.publishAt,
      action,
      source: actor.source,
      actorId: actorUserId(actor),
      actorName: actor.name,
      savedAt: blog.now,
    },
  })
  await noteActivity(tx, {
    actor,
    blogId: blog.id,
    at: blog.now,
    action: `post.${action}`,
    postId: id,
    revision: row.revision,
    groupId,
    details: { title: row.title || excerpt(storedDocument(content), 80), ...details },
  })
  await announceSave(tx, blog.id, { id, revision: row.revision })
  return row
}

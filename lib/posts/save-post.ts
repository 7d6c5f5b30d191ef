import type { Actor } from "@/lib/auth/actor"
import { actorUserId } from "@/lib/auth/actor"
import { documentText } from "@/lib/content/plain-text"
import { db, type Prisma, type Transaction } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import { storedDocument } from "@/lib/live/public-rows"
import { announceSave, type LockedBlog, lockBlog, takeVersion } from "@/lib/live/version-line"
import type { PostRow } from "./desk-post"

/**
 * Runs one change of one blog in one transaction that holds the blog's lock: what it reads is the newest state, and no
 * other change comes between.
 */
export async function inBlog<T>(blogId: string, change: (tx: Transaction, blog: LockedBlog) => Promise<T>): Promise<T> {
  return db().$transaction(async (tx) => {
    const blog = await lockBlog(tx, blogId)
    if (!blog) throw new AppError("blog_not_found")
    return change(tx, blog)
  })
}

/** The fields of a post that a save sets. */
export type PostFields = Pick<
  PostRow,
  | "state"
  | "title"
  | "keyEvent"
  | "pinnedAt"
  | "authorName"
  | "publishedAt"
  | "editedAt"
  | "publishAt"
  | "deletedAt"
  | "deletedFrom"
> & { content: PostRow["content"] }

export type Save = {
  actor: Actor
  blog: LockedBlog
  /** The post as it is; null for a new one. */
  before: PostRow | null
  id: string
  fields: PostFields
  /** What is done, for the history. */
  action: string
}

/**
 * Writes a post, its revision and, if readers can see a difference, the next version of the blog. The only writer of
 * posts: nothing can change without its revision, or be seen without its version.
 */
export async function savePost(tx: Transaction, { actor, blog, before, id, fields, action }: Save): Promise<PostRow> {
  const wasPublic = before?.state === "published"
  const isPublic = fields.state === "published"
  const step =
    wasPublic || isPublic
      ? await takeVersion(tx, blog.id, { publicCountBy: Number(isPublic) - Number(wasPublic) })
      : null
  const { content, ...rest } = fields
  const data = {
    ...rest,
    content: content as Prisma.InputJsonValue,
    text: documentText(storedDocument(content)),
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
      action,
      source: actor.source,
      actorId: actorUserId(actor),
      actorName: actor.name,
      savedAt: blog.now,
    },
  })
  await announceSave(tx, blog.id)
  return row
}

import { type AuditEvent, recordAuditEvent } from "@/lib/audit/audit-event"

import { type BlogTurnOptions, withBlogLock } from "@/lib/changes/blog-turn"
import { type LockedBlog, nextVersions, notifySaved, type Version } from "@/lib/changes/change-log"
import { parseStoredDocument } from "@/lib/changes/presenters"
import { documentText } from "@/lib/content/plain-text"
import { excerpt } from "@/lib/content/written-text"
import type { Prisma, Transaction } from "@/lib/db/client"
import { timings } from "@/lib/metrics/timings"
import { type Actor, actorUserId } from "@/lib/permissions/actor"

import { checkForReaders } from "./check-for-readers"
import { withHeadline } from "./key-event-headline"
import { type PostFields, pickFields } from "./post-fields"
import type { PostRow } from "./present-desk-post"
import { updatePosts } from "./update-post-rows"

/** Changes a blog's posts under its lock and records the duration. */
export async function inBlog<T>(
  blogId: string,
  change: (tx: Transaction, blog: LockedBlog) => Promise<T>,
  options: BlogTurnOptions = {},
): Promise<T> {
  const stop = timings().saves.startTimer()
  const done = await withBlogLock(blogId, change, options)
  stop()
  return done
}

/** For hundreds of posts in one transaction, on a busy machine. */
export const GROUP_TIME = { timeout: 60_000 }

/** One post's part of a save. */
export type Change = {
  /** The post as it is; null for a new one. */
  before: PostRow | null
  id: string
  fields: PostFields
  /** The event type in history and audit log. */
  action: string
  /** Details for the audit log besides the title. */
  details?: Prisma.InputJsonObject | undefined
}

type Saver = {
  actor: Actor
  blog: LockedBlog
  /** Common to all changes of one bulk action. */
  groupId?: string | undefined
}

/** Writes one post; see `savePosts`. */
export async function savePost(tx: Transaction, { actor, blog, groupId, ...change }: Saver & Change): Promise<PostRow> {
  const [row] = await savePosts(tx, { actor, blog, groupId }, [change])
  if (!row) throw new Error(`The post ${change.id} was not saved.`)
  return row
}

/**
 * The only writer of posts: writes each post, its revision and audit event, and gives every change that
 * readers can see the blog's next version. Updating hundreds of posts takes as many statements as one.
 * Throws `blank_post`, `undescribed_picture` (see `checkForReaders`).
 */
export async function savePosts(tx: Transaction, saver: Saver, asked: Change[]): Promise<PostRow[]> {
  const { actor, blog, groupId } = saver
  const changes = asked.map((change) => ({ ...change, fields: withHeadline(change.fields) }))
  for (const { before, fields } of changes) checkForReaders(before, fields)
  const seen = changes.filter(isSeen)
  const publicCountBy = seen.reduce((sum, change) => sum + publicBy(change), 0)
  const steps = await nextVersions(tx, blog.id, seen.length, { publicCountBy })
  const stepOf = new Map(seen.map((change, index) => [change, steps[index]]))
  const rows: PostRow[] = []
  for (const change of changes) {
    const { before, id, fields } = change
    const data = toData(blog, before, fields, stepOf.get(change))
    rows.push(before ? { ...before, ...data, revision: before.revision + 1 } : await createRow(tx, saver, id, data))
  }
  await updatePosts(
    tx,
    rows.filter((_, index) => changes[index]?.before),
  )
  if (rows.length === 0) return rows
  await tx.revision.createMany({ data: rows.map((row, index) => toRevision(saver, row, changes[index]?.action ?? "")) })
  const events = rows.map((row, index): AuditEvent => {
    const { action = "", details } = changes[index] ?? {}
    return {
      actor,
      blogId: blog.id,
      at: blog.now,
      action: `post.${action}`,
      postId: row.id,
      revision: row.revision,
      groupId,
      details: { title: row.title || excerpt(parseStoredDocument(row.content), 80), ...details },
    }
  })
  await recordAuditEvent(tx, ...events)
  await notifySaved(tx, blog.id, rows)
  return rows
}

/** Whether readers see the change. */
function isSeen({ before, fields }: Change): boolean {
  return before?.state === "published" || fields.state === "published"
}

function publicBy({ before, fields }: Change): number {
  return Number(fields.state === "published") - Number(before?.state === "published")
}

function toData(blog: LockedBlog, before: PostRow | null, fields: PostFields, step: Version | undefined) {
  const isPublic = fields.state === "published"
  return {
    ...fields,
    text: documentText(parseStoredDocument(fields.content)),
    // First publication takes the version's time: unique and increasing per blog, hence the place in the timeline.
    publishedAt: isPublic ? (fields.publishedAt ?? step?.at ?? null) : fields.publishedAt,
    alertUntil: isPublic ? alertEnd(blog, before, fields) : null,
    savedAt: blog.now,
    ...(step ? { version: step.version, changedAt: step.at } : {}),
  }
}

/** The time runs from publication, or from when an editor set it. */
function alertEnd(blog: LockedBlog, before: PostRow | null, { alertMinutes }: PostFields): Date | null {
  if (alertMinutes === 0) return null
  const isRunning = before?.state === "published" && before.alertMinutes === alertMinutes
  return isRunning ? before.alertUntil : new Date(blog.now.getTime() + alertMinutes * 60_000)
}

function createRow(tx: Transaction, { actor, blog }: Saver, id: string, data: ReturnType<typeof toData>) {
  const content = data.content as Prisma.InputJsonValue
  const authors = data.authors as Prisma.InputJsonValue
  return tx.post.create({
    data: { ...data, content, authors, id, blogId: blog.id, authorId: actorUserId(actor), createdAt: blog.now },
  })
}

function toRevision({ actor, blog }: Saver, row: PostRow, action: string): Prisma.RevisionCreateManyInput {
  const { editorNote: _note, deletedAt: _deletedAt, content, authors, ...kept } = pickFields(row)
  return {
    ...kept,
    content: content as Prisma.InputJsonValue,
    authors: authors as Prisma.InputJsonValue,
    pinned: row.pinnedAt !== null,
    postId: row.id,
    number: row.revision,
    action,
    source: actor.source,
    actorId: actorUserId(actor),
    actorName: actor.name,
    savedAt: blog.now,
  }
}

import { isDeepStrictEqual } from "node:util"
import type { z } from "zod"
import { recordAuditEvent } from "@/lib/audit/audit-event"
import { withBlogLock } from "@/lib/changes/blog-turn"
import { type LockedBlog, nextVersion, notifySaved } from "@/lib/changes/change-log"
import { Prisma, type Transaction } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import { requirePicture } from "@/lib/media/require-media"
import { parseInput } from "@/lib/parse-input"
import type { Actor } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import type { BlogPicture } from "@/lib/protocol/delta"
import { requireOffered } from "@/lib/realtime/publisher-options"
import { type DeskBlog, type EditBlogInput, editBlogSchema } from "./blog-schemas"
import { nameSlugConflict, requireFreeSlug } from "./create-blog"
import { GO_LIVE_UNDO_MS } from "./go-live-undo"
import { type BlogRow, presentDeskBlog } from "./present-desk-blog"

/** Two blogs that are to lead are handled one after the other. */
const FRONT_LEAD_LOCK = 7_266_018

/**
 * Changes a blog's own fields or its status; open pages follow. An old address goes on leading to the blog. With
 * `revision`, a save made on older fields throws `stale_revision` with the current blog in its details.
 * Throws `forbidden`, `blog_not_found`, `invalid_input`, `slug_taken`.
 */
export async function editBlog(
  actor: Actor,
  blogId: string,
  input: EditBlogInput,
  options: EditBlogOptions = {},
): Promise<DeskBlog> {
  const wanted = parseBlogEdit(actor, blogId, input)
  return withBlogLock(blogId, (tx, blog) => applyBlogEdit(tx, { actor, blog, wanted, ...options })).catch(
    nameSlugConflict,
  )
}

export type EditBlogOptions = { revision?: number | undefined }
export type BlogEdit = z.output<typeof editBlogSchema>

/** A checked edit that the actor may make. */
export function parseBlogEdit(actor: Actor, blogId: string, input: EditBlogInput): BlogEdit {
  const wanted = parseInput(editBlogSchema, input)
  authorize(actor, "blog.edit", { blogId })
  return wanted
}

/** The edit inside a transaction that holds the blog's lock. */
export async function applyBlogEdit(
  tx: Transaction,
  { actor, blog, wanted, revision }: { actor: Actor; blog: LockedBlog; wanted: BlogEdit } & EditBlogOptions,
): Promise<DeskBlog> {
  const before = await tx.blog.findUniqueOrThrow({ where: { id: blog.id } })
  if (revision !== undefined && revision !== before.revision) {
    throw new AppError("stale_revision", { details: { blog: presentDeskBlog(before) } })
  }
  const changes = changedFields(before, await toColumns(tx, wanted))
  const names = Object.keys(changes)
  if (names.length === 0) return presentDeskBlog(before)
  // A blog that has a publisher of better days keeps it, and its readers fall back: only choosing it anew is refused.
  if (wanted.publisher && wanted.publisher !== before.publisher) requireOffered(wanted.publisher)
  if (wanted.slug && wanted.slug !== before.slug) await moveSlug(tx, before, wanted.slug)
  if (wanted.frontLead && !before.frontLead) await takeFrontLead(tx, blog.id)
  await nextVersion(tx, blog.id, { blogChanged: true })
  await notifySaved(tx, blog.id)
  const times = statusTimes(before, wanted.status ?? before.status, blog.now)
  const action = wanted.status && wanted.status !== before.status ? STATUS_ACTIONS[wanted.status] : "blog.edit"
  await recordAuditEvent(tx, {
    actor,
    blogId: blog.id,
    at: blog.now,
    action,
    details: { changes: toldChanges(before, wanted, names) },
  })
  // A blog that is taken from the public does not open again to who once had the link of its rehearsal.
  const rehearsal = action === STATUS_ACTIONS.draft ? { previewTokenHash: null } : {}
  const data = { ...changes, ...times, ...rehearsal, revision: before.revision + 1 }
  return presentDeskBlog(await tx.blog.update({ where: { id: blog.id }, data }))
}

const STATUS_ACTIONS = { draft: "blog.withdraw", live: "blog.open", ended: "blog.end" } as const

/** What the audit log tells of each changed field: short values as they were and are, of all else that it changed. */
function toldChanges(
  before: BlogRow,
  wanted: z.output<typeof editBlogSchema>,
  changed: string[],
): Prisma.InputJsonObject {
  const now = Object.entries(wanted).filter(([key]) => changed.includes(key))
  return Object.fromEntries(
    now.map(([key, value]) => [key, isShort(value) ? { from: toTold(before, key), to: value } : true]),
  )
}

function toTold(before: BlogRow, key: string): string | boolean | null {
  const value = Object.entries(before).find(([name]) => name === key)?.[1]
  const told = value instanceof Date ? value.toISOString() : value
  return isShort(told) ? told : null
}

function isShort(value: unknown): value is string | boolean | null {
  return value === null || typeof value === "boolean" || (typeof value === "string" && value.length <= 200)
}

type Columns = Omit<z.output<typeof editBlogSchema>, "coverageAt" | "logo" | "headerImage"> & {
  coverageAt?: Date | null
  logo?: BlogPicture | null
  headerImage?: BlogPicture | null
}

async function toColumns(
  tx: Transaction,
  { coverageAt, logo, headerImage, ...rest }: z.output<typeof editBlogSchema>,
): Promise<Columns> {
  return {
    ...rest,
    ...(coverageAt === undefined ? {} : { coverageAt: coverageAt === null ? null : new Date(coverageAt) }),
    ...(logo === undefined ? {} : { logo: logo && (await requirePicture(tx, logo, "logo")) }),
    ...(headerImage === undefined
      ? {}
      : { headerImage: headerImage && (await requirePicture(tx, headerImage, "headerImage")) }),
  }
}

// Null is a value of a column of JSON too; Prisma wants to be told which of the two nulls is meant.
function changedFields(before: BlogRow, columns: Columns): Prisma.BlogUpdateInput {
  const changes = Object.entries(columns).filter(
    ([key, value]) => !isDeepStrictEqual(value, before[key as keyof BlogRow]),
  )
  const isJson = (key: string) => key === "logo" || key === "headerImage"
  return Object.fromEntries(changes.map(([key, value]) => [key, value === null && isJson(key) ? Prisma.DbNull : value]))
}

async function moveSlug(tx: Transaction, before: BlogRow, slug: string) {
  await requireFreeSlug(tx, slug, before.id)
  await tx.formerSlug.deleteMany({ where: { slug } })
  await tx.formerSlug.create({ data: { slug: before.slug, blogId: before.id } })
}

/** Ends the lead of the other blog. Its settings get a new revision, so that an open form does not take the lead back. */
async function takeFrontLead(tx: Transaction, blogId: string) {
  await tx.$queryRaw`select pg_advisory_xact_lock(${FRONT_LEAD_LOCK})::text as locked`
  await tx.blog.updateMany({
    where: { frontLead: true, id: { not: blogId } },
    data: { frontLead: false, revision: { increment: 1 } },
  })
}

function statusTimes(before: BlogRow, status: BlogRow["status"], now: Date) {
  if (status === before.status) return {}
  // Back in private within minutes: coverage starts when it goes live again.
  const isTakenBack = before.startedAt !== null && now.getTime() - before.startedAt.getTime() < GO_LIVE_UNDO_MS
  return {
    startedAt: status === "draft" ? (isTakenBack ? null : before.startedAt) : (before.startedAt ?? now),
    endedAt: status === "ended" ? now : null,
  }
}

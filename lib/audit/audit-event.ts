import type { Prisma, Transaction } from "@/lib/db/client"
import { newId } from "@/lib/ids"
import { type Actor, actorUserId } from "@/lib/permissions/actor"
import { logSecurity } from "./security-log"

/** Writes lines of a blog's audit log, in the transaction that does the deeds: neither is there without the other. */
export async function recordAuditEvent(tx: Transaction, ...deeds: AuditEvent[]): Promise<void> {
  await tx.auditEvent.createMany({ data: deeds.map(auditEventRow) })
}

/** One thing that somebody did on a blog, as the audit log keeps it. */
export type AuditEvent = {
  actor: Actor
  /** Null: the site as a whole. */
  blogId: string | null
  at: Date
  /** What was done, such as `post.publish`, `blog.end`, `member.change`. */
  action: string
  postId?: string | undefined
  /** Revision of the post that it made. */
  revision?: number | undefined
  /** Common to all changes of one bulk action. */
  groupId?: string | undefined
  details?: Prisma.InputJsonObject | undefined
}

/** A deed as a row of the audit log. */
export function auditEventRow({ actor, details = {}, ...deed }: AuditEvent): Prisma.AuditEventUncheckedCreateInput {
  return {
    id: newId("activity"),
    blogId: deed.blogId,
    at: deed.at,
    actorId: actorUserId(actor),
    actorName: actor.name,
    source: actor.source,
    action: deed.action,
    postId: deed.postId ?? null,
    revision: deed.revision ?? null,
    groupId: deed.groupId ?? null,
    details,
  }
}

/** Writes a line about the site as a whole, which no blog's log shows; in the transaction of the change. */
export async function recordSiteEvent(tx: Transaction, event: Omit<AuditEvent, "at" | "blogId">): Promise<void> {
  await recordAuditEvent(tx, { ...event, blogId: null, at: new Date() })
  logSecurity(event.action, { by: actorUserId(event.actor) })
}

/**
 * Notes a change of who may work here: in the log of the one blog that it is about, or of every blog where it counts in
 * all of them. In the transaction that makes the change.
 */
export async function recordAccessEvent(
  tx: Transaction,
  { blogId, ...deed }: Omit<AuditEvent, "at" | "blogId"> & { blogId: string | null },
): Promise<void> {
  const at = new Date()
  const blogs = blogId ? [{ id: blogId }] : await tx.blog.findMany({ select: { id: true } })
  await tx.auditEvent.createMany({ data: blogs.map(({ id }) => auditEventRow({ ...deed, blogId: id, at })) })
  const person = deed.details?.userId
  logSecurity(deed.action, { by: actorUserId(deed.actor), ...(typeof person === "string" ? { person } : {}) })
}

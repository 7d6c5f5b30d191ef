import { z } from "zod"
import { db, Prisma } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import { dayField } from "@/lib/input-fields"
import { parseInput } from "@/lib/parse-input"
import type { Actor } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"

const PAGE = 50
const EXPORT_PAGE = 500

/** What the log is asked for: one person, one kind of deed, one day of the blog's own calendar; `before` a line's id. */
export const auditQuerySchema = z.object({
  person: z.string().max(200).optional(),
  kind: z.string().max(60).optional(),
  day: dayField.optional(),
  before: z.string().max(60).optional(),
})
export type AuditQuery = z.output<typeof auditQuerySchema>

/** One line of a blog's audit log. */
export type AuditLine = {
  id: string
  /** ISO 8601. */
  at: string
  actorId: string | null
  actorName: string
  source: string
  action: string
  postId: string | null
  revision: number | null
  groupId: string | null
  details: Record<string, unknown>
}

type Row = Omit<AuditLine, "at"> & { at: Date }

/** A page of the log, newest first. Throws `forbidden`, `blog_not_found`, `invalid_input`. */
export async function listAuditEvents(
  actor: Actor,
  blogId: string,
  query: AuditQuery,
): Promise<{ lines: AuditLine[]; next: string | null }> {
  const wanted = parseInput(auditQuerySchema, query)
  await requireReadable(actor, blogId)
  const rows = await readRows(blogId, wanted, PAGE + 1)
  const page = rows.slice(0, PAGE)
  return { lines: page.map(toLine), next: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null }
}

/** The whole log, or what of it is asked for, newest first, page by page: for an export of any length. */
export async function* readAllAuditEvents(
  actor: Actor,
  blogId: string,
  query: AuditQuery,
): AsyncGenerator<AuditLine[], void, undefined> {
  let { before } = query
  for (;;) {
    const rows = await readRows(blogId, { ...query, before }, EXPORT_PAGE)
    if (rows.length > 0) yield rows.map(toLine)
    if (rows.length < EXPORT_PAGE) return
    before = rows.at(-1)?.id
    // A right that was taken away meanwhile ends the export too.
    authorize(actor, "activity.read", { blogId })
  }
}

/** Everybody who ever did something on a blog, and every kind of deed: what the log can be asked for. */
export async function listAuditFilters(
  actor: Actor,
  blogId: string,
): Promise<{ people: { key: string; name: string }[]; kinds: string[] }> {
  await requireReadable(actor, blogId)
  const [people, kinds] = await Promise.all([
    db().$queryRaw<{ key: string; name: string }[]>`
      select coalesce(actor_id, 'name:' || actor_name) as key, max(actor_name) as name
      from audit_event where blog_id = ${blogId} group by 1 order by 2, 1 limit 500`,
    db().$queryRaw<{ action: string }[]>`
      select distinct action from audit_event where blog_id = ${blogId} order by action limit 200`,
  ])
  return { people, kinds: kinds.map(({ action }) => action) }
}

/** Throws unless there is this blog and its log may be read. */
export async function requireReadable(actor: Actor, blogId: string): Promise<void> {
  authorize(actor, "activity.read", { blogId })
  const blog = await db().blog.findUnique({ where: { id: blogId }, select: { id: true } })
  if (!blog) throw new AppError("blog_not_found")
}

function readRows(blogId: string, { person, kind, day, before }: AuditQuery, take: number): Promise<Row[]> {
  const conditions = [
    Prisma.sql`audit_event.blog_id = ${blogId}`,
    ...(person?.startsWith("name:")
      ? [Prisma.sql`actor_id is null and actor_name = ${person.slice("name:".length)}`]
      : person
        ? [Prisma.sql`actor_id = ${person}`]
        : []),
    // A kind is an action, or with a dot at its end all of one sort: "post.", "blog.".
    ...(kind ? [kind.endsWith(".") ? Prisma.sql`starts_with(action, ${kind})` : Prisma.sql`action = ${kind}`] : []),
    ...(day
      ? [
          Prisma.sql`at >= (${day}::date)::timestamp at time zone blog.time_zone
            and at < (${day}::date + 1)::timestamp at time zone blog.time_zone`,
        ]
      : []),
    ...(before
      ? [
          Prisma.sql`(at, audit_event.id) < (select at, id from audit_event where id = ${before} and blog_id = ${blogId})`,
        ]
      : []),
  ]
  return db().$queryRaw<Row[]>`
    select audit_event.id, at, actor_id as "actorId", actor_name as "actorName", source, action, post_id as "postId",
      audit_event.revision, group_id as "groupId", details
    from audit_event join blog on blog.id = audit_event.blog_id
    where ${Prisma.join(conditions, " and ")}
    order by at desc, audit_event.id desc limit ${take}`
}

function toLine({ at, ...row }: Row): AuditLine {
  return { ...row, at: at.toISOString() }
}

import { db, Prisma } from "@/lib/db/client"
import type { PublicBlog, PublicPost } from "@/lib/protocol/delta"
import { type PublicBlogRow, presentBlog, presentPost } from "./presenters"

/** Posts in one read; a reader further behind asks on. */
export const MAX_POSTS = 200
/** After it nothing comes: who reads from here learns the blog's position alone. */
export const NEWEST_VERSION = 2_147_483_647

/** A blog's position and public fields at one moment. `blog` is null while it is not public. */
export type Snapshot = {
  id: string
  epoch: string
  version: number
  blogVersion: number
  at: Date
  blog: PublicBlog | null
}

/** What changed after a position, and the snapshot that it leads to, from one statement: one moment of the database. */
export type Changes = { snapshot: Snapshot; posts: PublicPost[]; removals: string[]; upTo: number; more: boolean }

type BlogColumns = PublicBlogRow & { epoch: string; version: number; changedAt: Date; blogVersion: number }
type PostColumns = {
  postId: string | null
  postVersion: number
  isPublic: boolean
  postTitle: string
  content: Prisma.JsonValue
  keyEvent: boolean
  pinnedAt: Date | null
  publishedAt: Date | null
  editedAt: Date | null
  pinOrder: number
  tags: string[] | null
  correction: string
  authors: Prisma.JsonValue
}

/** The changes of a blog after a version; null when there is no such blog. Costs the same however long the blog is. */
export function readChangesAfterVersion(blogId: string, version: number): Promise<Changes | null> {
  return readChanges(blogId, Prisma.sql`version > ${version}`)
}

/** The changes of a blog after a time on its line of changes, for the seeds' contract. */
export function readChangesAfterTime(blogId: string, time: Date): Promise<Changes | null> {
  return readChanges(blogId, Prisma.sql`changed_at > ${time}`)
}

async function readChanges(blogId: string, after: Prisma.Sql): Promise<Changes | null> {
  const rows = await db().$queryRaw<(BlogColumns & PostColumns)[]>(Prisma.sql`
    select
      b.id, b.slug, b.title, b.summary, b.status::text as status, b.publisher, b.time_zone as "timeZone", b.language,
      b.started_at as "startedAt", b.ended_at as "endedAt", b.coverage_starts_at as "coverageAt",
      b.accent, b.logo, b.header_image as "headerImage", b.chronological_when_ended as "asItHappened",
      b.epoch, b.version, b.changed_at as "changedAt", b.blog_version as "blogVersion",
      p.id as "postId", p.version as "postVersion", p.is_public as "isPublic",
      -- Words of what is not public do not even leave the database here.
      case when p.is_public then p.title else '' end as "postTitle",
      case when p.is_public then p.content end as content,
      p.key_event as "keyEvent", p.pinned_at as "pinnedAt", p.published_at as "publishedAt", p.edited_at as "editedAt",
      p.pin_position as "pinOrder",
      case when p.is_public then p.tags end as tags,
      case when p.is_public then p.correction else '' end as correction,
      case when p.is_public then p.authors end as authors
    from blog b
    left join lateral (
      select *, state = 'published' as is_public from post
      where blog_id = b.id and version > 0 and ${after} order by version limit ${MAX_POSTS + 1}
    ) p on true
    where b.id = ${blogId}
    order by p.version`)
  const first = rows[0]
  return first ? toChanges(first, rows) : null
}

function toChanges(first: BlogColumns, rows: (BlogColumns & PostColumns)[]): Changes {
  const { id, epoch, version, blogVersion, changedAt } = first
  const changed = rows.filter((row) => row.postId !== null)
  const page = changed.slice(0, MAX_POSTS)
  const more = changed.length > page.length
  return {
    snapshot: { id, epoch, version, blogVersion, at: changedAt, blog: presentBlog(first) },
    posts: page.filter((row) => row.isPublic).map(toPost),
    removals: page.filter((row) => !row.isPublic).map((row) => row.postId ?? ""),
    upTo: more ? (page.at(-1)?.postVersion ?? version) : version,
    more,
  }
}

function toPost(row: PostColumns): PublicPost {
  const { postId, postVersion, postTitle, tags, ...rest } = row
  return presentPost({ ...rest, id: postId ?? "", version: postVersion, title: postTitle, tags: tags ?? [] })
}

/** The id of the blog with an address, old addresses included; null when there is none. */
export async function readBlogId(slug: string): Promise<string | null> {
  const rows = await db().$queryRaw<{ id: string }[]>(Prisma.sql`
    select id from blog where slug = ${slug} union all select blog_id from former_slug where slug = ${slug} limit 1`)
  return rows[0]?.id ?? null
}

/** Ids of a blog's public posts, oldest first. */
export async function readPublicIds(blogId: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>(Prisma.sql`
    select id from post where blog_id = ${blogId} and state = 'published' order by published_at, id`)
  return rows.map((row) => row.id)
}

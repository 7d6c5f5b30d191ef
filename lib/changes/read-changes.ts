import { db, Prisma } from "@/lib/db/client"
import type { PublicBlog, PublicPost } from "@/lib/protocol/delta"
import { PUBLIC_COLUMNS, type PublicBlogRow, presentBlog, presentPost } from "./presenters"

/** Posts in one read, and bytes of them; a reader further behind asks on. */
export const MAX_POSTS = 200
const MAX_BYTES = 1024 * 1024
/** After it nothing comes: who reads from here learns the blog's position alone. */
export const NEWEST_VERSION = 2_147_483_647

/** A blog's position and public fields at one moment. `blog` is null while it is not public. */
export type Snapshot = {
  id: string
  epoch: string
  version: number
  blogVersion: number
  at: Date
  /** The Pusher service rejects messages of this blog. */
  pushFails: boolean
  blog: PublicBlog | null
}

/** What changed after a position, and the snapshot that it leads to, from one statement: one moment of the database. */
export type Changes = {
  snapshot: Snapshot
  posts: PublicPost[]
  removals: string[]
  /** Those of the removals that are hidden and may be shown again. */
  hidden: string[]
  upTo: number
  more: boolean
}

type BlogColumns = PublicBlogRow & {
  epoch: string
  version: number
  changedAt: Date
  blogVersion: number
  pushFails: boolean
}
type PostColumns = {
  postId: string | null
  total: number | null
  postVersion: number
  isPublic: boolean
  isHidden: boolean
  postTitle: string
  content: Prisma.JsonValue
  keyEvent: boolean
  pinnedAt: Date | null
  publishedAt: Date | null
  editedAt: Date | null
  pinOrder: number
  alertUntil: Date | null
  tags: string[] | null
  correction: string
  authors: Prisma.JsonValue
}

/** The changes of a blog after a version; null when there is no such blog. Costs the same however long the blog is. */
export async function readChangesAfterVersion(blogId: string, version: number): Promise<Changes | null> {
  const rows = await db().$queryRaw<(BlogColumns & PostColumns)[]>(Prisma.sql`
    select
      b.id, b.slug, b.title, b.summary, b.status::text as status, b.publisher, b.time_zone as "timeZone", b.language,
      b.started_at as "startedAt", b.ended_at as "endedAt", b.coverage_starts_at as "coverageAt",
      b.accent, b.logo, b.header_image as "headerImage", b.chronological_when_ended as "asItHappened",
      b.epoch, b.version, b.changed_at as "changedAt", b.blog_version as "blogVersion",
      b.publisher = 'pusher' and b.pusher_failing_since is not null as "pushFails",
      p.id as "postId", p.total, p.version as "postVersion", p.is_public as "isPublic",
      p.state = 'hidden' as "isHidden",
      -- Words of what is not public do not even leave the database here.
      case when p.is_public then p.title else '' end as "postTitle",
      case when p.is_public then p.content end as content,
      p.key_event as "keyEvent", p.pinned_at as "pinnedAt", p.published_at as "publishedAt", p.edited_at as "editedAt",
      p.pin_position as "pinOrder", p.alert_until as "alertUntil",
      case when p.is_public then p.tags end as tags,
      case when p.is_public then p.correction else '' end as correction,
      case when p.is_public then p.authors end as authors
    from blog b
    left join lateral (
      select * from (
        select *, count(*) over ()::int as total, row_number() over (order by version) as place,
          sum(case when is_public then octet_length(content::text) else 0 end) over (order by version) as bytes
        from (
          select *, state = 'published' as is_public from post
          where blog_id = b.id and version > ${Math.max(version, 0)} order by version limit ${MAX_POSTS + 1}
        ) page
      ) sized
      -- The first of them, however large, and what fits beside it.
      where bytes <= ${MAX_BYTES} or place = 1
    ) p on true
    where b.id = ${blogId}
    order by p.version`)
  const first = rows[0]
  return first ? toChanges(first, rows) : null
}

function toChanges(first: BlogColumns & PostColumns, rows: (BlogColumns & PostColumns)[]): Changes {
  const { id, epoch, version, blogVersion, changedAt, pushFails } = first
  const changed = rows.filter((row) => row.postId !== null)
  const page = changed.slice(0, MAX_POSTS)
  const more = (first.total ?? 0) > page.length
  return {
    snapshot: { id, epoch, version, blogVersion, at: changedAt, pushFails, blog: presentBlog(first) },
    posts: page.filter((row) => row.isPublic).map(toPost),
    removals: page.filter((row) => !row.isPublic).map((row) => row.postId ?? ""),
    hidden: page.filter((row) => row.isHidden).map((row) => row.postId ?? ""),
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

/** A post's place in its blog, without its words. */
export type PostPlace = { id: string; version: number; changedAt: number; isHidden: boolean }
/** The posts of a blog that readers see, or saw until they were hidden, oldest first; `at`: time of its newest change. */
export type PostPlaces = { at: number; posts: PostPlace[] }

/** Null when there is no such blog. As one text: rows of their own for ten thousand posts would cost five times as much. */
export async function readPostPlaces(blogId: string): Promise<PostPlaces | null> {
  const rows = await db().$queryRaw<{ at: Date; places: string }[]>(Prisma.sql`
    select b.changed_at as at, (
      select coalesce(json_agg(json_build_array(
        id, version, (extract(epoch from changed_at) * 1000)::bigint, state = 'hidden'
      ) order by published_at, id), '[]')::text
      from post where blog_id = b.id and state in ('published', 'hidden') and version > 0
    ) as places
    from blog b where b.id = ${blogId}`)
  if (!rows[0]) return null
  const places = JSON.parse(rows[0].places) as [string, number, number, boolean][]
  const posts = places.map(([id, version, changedAt, isHidden]) => ({ id, version, changedAt, isHidden }))
  return { at: rows[0].at.getTime(), posts }
}

/** Those of some posts of a blog that are published, as they are now. */
export async function readPosts(blogId: string, ids: string[]): Promise<PublicPost[]> {
  const rows = await db().post.findMany({
    where: { blogId, id: { in: ids }, state: "published" },
    select: PUBLIC_COLUMNS,
  })
  return rows.map(presentPost)
}

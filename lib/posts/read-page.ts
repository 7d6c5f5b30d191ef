import type { BlogRow } from "@/lib/blogs/present-desk-blog"
import { PUBLIC_COLUMNS, type PublicRow, presentBlog, presentPost } from "@/lib/changes/presenters"
import { db } from "@/lib/db/client"
import { paths } from "@/lib/paths"
import type { PostAlert } from "@/lib/protocol/alerts"
import type { PublicBlog } from "@/lib/protocol/delta"
import type { KeyEvent } from "@/lib/protocol/key-events"
import { homeNumber, PAGE_SIZE, type ReaderPage } from "@/lib/protocol/reader-page"
import { staleIfError } from "@/lib/stale-cache"
import { keyset } from "./keyset"
import { type Moved, readMoved } from "./read-moved"

const MAX_KEY_EVENTS = 60
const MAX_PINNED = 10
const MAX_ALERTS = 10

/**
 * A page in the numbering: page 1 holds the remainder, every older page exactly PAGE_SIZE. Rows are found by key from
 * `anchor`, of which `lead` posts of the page are newer; null: from the newest post.
 */
type Place = { number: number; count: number; take: number; anchor: Anchor | null; lead: number }
type Anchor = { id: string; at: Date }

/**
 * The page of a blog that holds a post, or its newest page. Null: no such public blog or post. `movedTo`: the blog's
 * address of today, when it was asked for by an old one. While the database is away, the last known page.
 */
export async function readBlogPage(slug: string, postId: string | null): Promise<ReaderPage | Moved | null> {
  const page = await staleIfError(`page ${slug} ${postId ?? ""}`, () => readPage(slug, postId, paths.post))
  return page && "movedTo" in page ? { movedTo: page.movedTo } : page
}

/** The page of a timeline that holds a post, with none of its posts first. */
export async function readTimelinePage(slug: string, postId: string): Promise<ReaderPage | Moved | null> {
  const page = await staleIfError(`timeline ${slug} ${postId}`, () => readPage(slug, postId, paths.page))
  return page && ("movedTo" in page ? { movedTo: page.movedTo } : { ...page, focus: null })
}

async function readPage(
  slug: string,
  postId: string | null,
  toPath: (slug: string, postId: string) => string,
): Promise<ReaderPage | (Moved & { stale: boolean }) | null> {
  // The blog's row first, then its posts: what is committed in between is only seen twice, never missed.
  const row = await db().blog.findUnique({ where: { slug } })
  if (!row) return readMoved(slug, (to) => (postId ? toPath(to, postId) : paths.blog(to)))
  const blog = presentBlog(row)
  return blog && readPageOf(row, blog, postId)
}

/** The page of a blog that holds a post, or its newest page; what readers get of the blog itself is given. */
export async function readPageOf(row: BlogRow, blog: PublicBlog, postId: string | null): Promise<ReaderPage | null> {
  const place = postId ? await findPlace(row, postId) : await homePlace(row, blog)
  if (!place) return null
  const [rows, pinned, keyEvents, alerts, clock] = await Promise.all([
    readRows(row.id, place),
    db().post.findMany({
      where: { blogId: row.id, state: "published", pinnedAt: { not: null } },
      orderBy: [{ pinOrder: "asc" }, { pinnedAt: "desc" }],
      select: PUBLIC_COLUMNS,
      take: MAX_PINNED,
    }),
    readKeyEvents(row.id),
    readAlerts(row.id),
    db().$queryRaw<{ now: Date }[]>`select clock_timestamp() as now`,
  ])
  return toReaderPage({
    row,
    blog,
    place,
    rows,
    pinned,
    keyEvents,
    alerts,
    postId,
    readAt: clock[0]?.now ?? new Date(),
  })
}

async function homePlace(row: BlogRow, blog: PublicBlog): Promise<Place | null> {
  const newest = newestPlace(row.publicCount)
  const oldest = homeNumber(blog, newest.count) > 1 ? await getEndId(row.id, "asc") : null
  return oldest ? findPlace(row, oldest) : newest
}

function newestPlace(posts: number): Place {
  const count = Math.max(1, Math.floor(posts / PAGE_SIZE))
  const take = posts < PAGE_SIZE ? PAGE_SIZE : PAGE_SIZE + (posts % PAGE_SIZE)
  return { number: 1, count, take, anchor: null, lead: 0 }
}

async function findPlace(blog: BlogRow, postId: string): Promise<Place | null> {
  const post = await db().post.findFirst({
    where: { id: postId, blogId: blog.id, state: "published" },
    select: { id: true, publishedAt: true },
  })
  if (!post?.publishedAt) return null
  const anchor = { id: post.id, at: post.publishedAt }
  const newer = await db().post.count({
    where: { blogId: blog.id, state: "published", ...keyset("publishedAt", "gt", anchor) },
  })
  const newest = newestPlace(blog.publicCount)
  if (newer < newest.take) return newest
  const index = Math.floor((newer - newest.take) / PAGE_SIZE)
  const lead = (newer - newest.take) % PAGE_SIZE
  return { number: index + 2, count: newest.count, take: PAGE_SIZE, anchor, lead }
}

// One more on each side, to link to the neighbours.
async function readRows(blogId: string, { anchor, lead, take }: Place) {
  const where = { blogId, state: "published" as const }
  const descending = [{ publishedAt: "desc" as const }, { id: "desc" as const }]
  if (!anchor) {
    const rows = await db().post.findMany({ where, orderBy: descending, select: PUBLIC_COLUMNS, take: take + 1 })
    return { newer: null, page: rows.slice(0, take), older: rows[take] ?? null }
  }
  const [above, below] = await Promise.all([
    db().post.findMany({
      where: { ...where, ...keyset("publishedAt", "gt", anchor) },
      orderBy: [{ publishedAt: "asc" }, { id: "asc" }],
      select: PUBLIC_COLUMNS,
      take: lead + 1,
    }),
    db().post.findMany({
      where: { ...where, ...keyset("publishedAt", "lte", anchor) },
      orderBy: descending,
      select: PUBLIC_COLUMNS,
      take: take - lead + 1,
    }),
  ])
  return {
    newer: above[lead] ?? null,
    page: [...above.slice(0, lead).reverse(), ...below.slice(0, take - lead)],
    older: below[take - lead] ?? null,
  }
}

async function readKeyEvents(blogId: string): Promise<KeyEvent[]> {
  const rows = await db().post.findMany({
    where: { blogId, state: "published", keyEvent: true, title: { not: "" } },
    orderBy: { publishedAt: "desc" },
    select: { id: true, title: true, publishedAt: true },
    take: MAX_KEY_EVENTS,
  })
  return rows.flatMap((row) => (row.publishedAt ? [{ ...row, publishedAt: row.publishedAt.toISOString() }] : []))
}

async function readAlerts(blogId: string): Promise<PostAlert[]> {
  const rows = await db().post.findMany({
    where: { blogId, state: "published", alertUntil: { gt: new Date() } },
    orderBy: [{ publishedAt: "desc" }, { id: "desc" }],
    select: { id: true, title: true, publishedAt: true, alertUntil: true },
    take: MAX_ALERTS,
  })
  return rows.flatMap(({ id, title, publishedAt, alertUntil }) =>
    publishedAt && alertUntil
      ? [{ id, title, publishedAt: publishedAt.toISOString(), alertUntil: alertUntil.toISOString() }]
      : [],
  )
}

type Read = {
  row: BlogRow
  blog: PublicBlog
  place: Place
  rows: Awaited<ReturnType<typeof readRows>>
  pinned: PublicRow[]
  keyEvents: KeyEvent[]
  alerts: PostAlert[]
  postId: string | null
  readAt: Date
}

async function toReaderPage({
  row,
  blog,
  place,
  rows,
  pinned,
  keyEvents,
  alerts,
  postId,
  readAt,
}: Read): Promise<ReaderPage> {
  const posts = rows.page.map(presentPost)
  const isNewest = place.number === 1
  return {
    feed: {
      epoch: row.epoch,
      version: row.version,
      at: row.changedAt.toISOString(),
      blog,
      posts,
      pinned: pinned.map(presentPost),
      newest: isNewest ? null : toPosition(posts[0]),
      oldest: rows.older ? toPosition(posts.at(-1)) : null,
    },
    number: place.number,
    count: place.count,
    links: await readLinks(row.id, blog, place, rows),
    keyEvents,
    alerts,
    focus: postId,
    readAt: readAt.toISOString(),
    isEmbeddable: row.embedHosts.length > 0,
    stale: false,
  }
}

// Pages go by one of their posts; the one at the blog's own address by that.
async function readLinks(
  blogId: string,
  blog: PublicBlog,
  place: Place,
  rows: Read["rows"],
): Promise<ReaderPage["links"]> {
  const { number, count } = place
  const home = homeNumber(blog, count)
  const address = (page: number, postId: string | undefined) =>
    page === home || !postId ? paths.blog(blog.slug) : paths.page(blog.slug, postId)
  const isNewest = number === 1
  const newestId = isNewest || home === 1 ? undefined : await getEndId(blogId, "desc")
  const oldestId = rows.older ? await getEndId(blogId, "asc") : undefined
  return {
    newest: isNewest ? null : address(1, newestId),
    newer: isNewest ? null : address(number - 1, rows.newer?.id),
    older: rows.older ? address(number + 1, rows.older.id) : null,
    oldest: rows.older ? address(count, oldestId) : null,
  }
}

function toPosition(post: { publishedAt: string; id: string } | undefined) {
  return post ? { publishedAt: post.publishedAt, id: post.id } : null
}

/** The post at one end of the timeline: the oldest ("asc") or the newest. */
async function getEndId(blogId: string, order: "asc" | "desc"): Promise<string | undefined> {
  const row = await db().post.findFirst({
    where: { blogId, state: "published" },
    orderBy: [{ publishedAt: order }, { id: order }],
    select: { id: true },
  })
  return row?.id
}

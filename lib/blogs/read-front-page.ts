import { parseStoredDocument, presentBlog } from "@/lib/changes/presenters"
import { documentPictures } from "@/lib/content/pictures"
import { db } from "@/lib/db/client"
import type { TimeFormat } from "@/lib/i18n/format-dates"
import { postHeadline, postSummary } from "@/lib/i18n/post-headline"
import type { PublicBlog } from "@/lib/protocol/delta"
import type { KeyEvent } from "@/lib/protocol/key-events"
import { staleIfError } from "@/lib/stale-cache"
import type { FrontPage, FrontPageBlog, FrontPageLead } from "./front-page"

const MAX_LIVE = 50
const MAX_ENDED = 30
const LINE_CHARACTERS = 140
const MOMENTS = 5
/** Among so many newest posts the lead's picture is looked for. */
const PICTURE_WITHIN = 40

/** The public blogs for the front page, last changed first. While the database is away, the last known list. */
export async function readFrontPage(): Promise<FrontPage> {
  const page = await staleIfError("front", async () => {
    const [live, ended] = await Promise.all([readBlogs("live", MAX_LIVE), readBlogs("ended", MAX_ENDED)])
    // What leads has something to show.
    const first = live.find(({ posts }) => posts > 0) ?? ended[0] ?? live[0]
    const lead = first ? await readLead(first) : null
    return { live, ended, lead, stale: false, readAt: new Date().toISOString() }
  })
  return page ?? { live: [], ended: [], lead: null, stale: false, readAt: new Date().toISOString() }
}

async function readBlogs(status: "live" | "ended", take: number): Promise<FrontPageBlog[]> {
  const rows = await db().blog.findMany({
    where: { status, archivedAt: null },
    orderBy: { changedAt: "desc" },
    take,
    include: {
      posts: {
        where: { state: "published" },
        orderBy: [{ publishedAt: "desc" }, { id: "desc" }],
        select: { id: true, title: true, content: true, publishedAt: true },
        take: 1,
      },
    },
  })
  return rows.flatMap((row) => {
    const blog = presentBlog(row)
    const post = row.posts[0]
    if (!blog) return []
    const newest = post ? toMoment(post, blog)[0] : undefined
    const latest = newest ? { id: newest.id, line: newest.title } : null
    return [{ ...blog, updatedAt: row.changedAt.toISOString(), latest, posts: row.publicCount }]
  })
}

type Row = { id: string; title: string; content: unknown; publishedAt: Date | null }

/** One line of a post, by the words that people wrote. */
function toMoment({ id, title, content, publishedAt }: Row, place: TimeFormat): KeyEvent[] {
  if (!publishedAt) return []
  const post = { title, content: parseStoredDocument(content), publishedAt: publishedAt.toISOString() }
  const line = title ? postHeadline(post, place) : postSummary(post, place, LINE_CHARACTERS)
  return [{ id, title: line, publishedAt: post.publishedAt }]
}

async function readLead({ id: blogId, ...place }: PublicBlog): Promise<FrontPageLead> {
  const published = { blogId, state: "published" as const }
  const newestFirst = [{ publishedAt: "desc" as const }, { id: "desc" as const }]
  const [events, posts] = await Promise.all([
    db().post.findMany({
      where: { ...published, keyEvent: true, title: { not: "" } },
      orderBy: newestFirst,
      select: { id: true, title: true, publishedAt: true },
      take: MOMENTS,
    }),
    db().post.findMany({
      where: published,
      orderBy: newestFirst,
      select: { id: true, title: true, publishedAt: true, content: true },
      take: PICTURE_WITHIN,
    }),
  ])
  const moments =
    events.length > 0
      ? events.flatMap(({ id, title, publishedAt }) =>
          publishedAt ? [{ id, title, publishedAt: publishedAt.toISOString() }] : [],
        )
      : posts.slice(0, MOMENTS).flatMap((post) => toMoment(post, place))
  const picture = posts.flatMap((post) => documentPictures(parseStoredDocument(post.content)))[0]
  return { blogId, moments, picture: picture?.attrs ?? null }
}

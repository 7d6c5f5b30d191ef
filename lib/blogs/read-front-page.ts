import { parseStoredDocument, presentBlog } from "@/lib/changes/presenters"
import { documentPictures } from "@/lib/content/pictures"
import { excerpt } from "@/lib/content/plain-text"
import { db } from "@/lib/db/client"
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
    const lead = first ? await readLead(first.id) : null
    return { live, ended, lead, stale: false, readAt: new Date().toISOString() }
  })
  return page ?? { live: [], ended: [], lead: null, stale: false, readAt: new Date().toISOString() }
}

async function readBlogs(status: "live" | "ended", take: number): Promise<FrontPageBlog[]> {
  const rows = await db().blog.findMany({
    where: { status },
    orderBy: { changedAt: "desc" },
    take,
    include: {
      posts: {
        where: { state: "published" },
        orderBy: [{ publishedAt: "desc" }, { id: "desc" }],
        select: { id: true, title: true, content: true },
        take: 1,
      },
    },
  })
  return rows.flatMap((row) => {
    const blog = presentBlog(row)
    const post = row.posts[0]
    const line = post ? post.title || excerpt(parseStoredDocument(post.content), LINE_CHARACTERS) : ""
    const latest = post ? { id: post.id, line } : null
    return blog ? [{ ...blog, updatedAt: row.changedAt.toISOString(), latest, posts: row.publicCount }] : []
  })
}

async function readLead(blogId: string): Promise<FrontPageLead> {
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
  const lines = posts.slice(0, MOMENTS).map((post) => ({
    ...post,
    title: post.title || excerpt(parseStoredDocument(post.content), LINE_CHARACTERS),
  }))
  const moments = (events.length > 0 ? events : lines).flatMap(({ id, title, publishedAt }) =>
    publishedAt && title ? [{ id, title, publishedAt: publishedAt.toISOString() }] : [],
  )
  const picture = posts.flatMap((post) => documentPictures(parseStoredDocument(post.content)))[0]
  return { blogId, moments, picture: picture?.attrs ?? null }
}

import { excerpt } from "@/lib/content/plain-text"
import { db } from "@/lib/db/client"
import { readOrLastKnown } from "@/lib/last-known"
import { storedDocument, toPublicBlog } from "@/lib/live/public-rows"
import type { FrontPage, FrontPageBlog } from "./front-page"

const MOST_LIVE = 50
const MOST_ENDED = 30
const LINE_CHARACTERS = 140

/** The public blogs for the front page, last changed first. While the database is away, the last known list. */
export async function readFrontPage(): Promise<FrontPage> {
  const page = await readOrLastKnown("front", async () => {
    const [live, ended] = await Promise.all([readBlogs("live", MOST_LIVE), readBlogs("ended", MOST_ENDED)])
    return { live, ended, stale: false, readAt: new Date().toISOString() }
  })
  return page ?? { live: [], ended: [], stale: false, readAt: new Date().toISOString() }
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
    const blog = toPublicBlog(row)
    const post = row.posts[0]
    const line = post ? post.title || excerpt(storedDocument(post.content), LINE_CHARACTERS) : ""
    const latest = post ? { id: post.id, line } : null
    return blog ? [{ ...blog, updatedAt: row.changedAt.toISOString(), latest, posts: row.publicCount }] : []
  })
}

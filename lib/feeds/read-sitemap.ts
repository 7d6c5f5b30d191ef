import { presentBlog } from "@/lib/changes/presenters"
import { db, Prisma } from "@/lib/db/client"
import { baseLanguage } from "@/lib/i18n/spoken-languages"
import type { PublicBlog } from "@/lib/protocol/delta"

/* What search engines are told to visit. Read per request of a crawler, and kept by the page cache until a change. */

/** What one file of a sitemap may hold, and what a file of one blog holds at most: the newest. */
export const MAX_SITEMAP_BLOGS = 49_900
const MAX_POSTS = 20_000
const NEWS_HOURS = 48
const MAX_NEWS = 1_000

export type SitemapBlog = { blog: PublicBlog; posts: number; changedAt: Date }
export type SitemapPost = {
  id: string
  blogId: string
  changedAt: Date
  /** Attributes of its pictures, as they are stored. */
  pictures: unknown
}
export type NewsItem = { slug: string; id: string; title: string; publishedAt: string; language: string }

/** All public blogs with the time of the newest words that readers see, newest first. */
export async function readSitemapBlogs(slug?: string): Promise<SitemapBlog[]> {
  const rows = await db().blog.findMany({
    where: { status: { in: ["live", "ended"] }, ...(slug === undefined ? {} : { slug }) },
    orderBy: { changedAt: "desc" },
    take: MAX_SITEMAP_BLOGS,
  })
  const changes = await readNewestChanges(rows.map(({ id }) => id))
  return rows.flatMap((row) => {
    const blog = presentBlog(row)
    const changedAt = changes.get(row.id) ?? row.endedAt ?? row.startedAt ?? row.createdAt
    return blog ? [{ blog, posts: row.publicCount, changedAt }] : []
  })
}

/** The published posts of some blogs, newest first in each. */
export function readSitemapPosts(blogIds: string[]): Promise<SitemapPost[]> {
  return db().$queryRaw<SitemapPost[]>(Prisma.sql`
    select id, blog_id as "blogId", greatest(published_at, edited_at) as "changedAt",
      jsonb_path_query_array(content, 'strict $.** ? (@.mediaId != "")') as pictures
    from post where blog_id = any(${blogIds}) and state = 'published'
    order by blog_id, published_at desc, id desc limit ${MAX_POSTS}`)
}

/** The updates of two days that have a headline, newest first. */
export async function readNews(now = Date.now()): Promise<NewsItem[]> {
  const rows = await db().post.findMany({
    where: {
      state: "published",
      title: { not: "" },
      publishedAt: { gt: new Date(now - NEWS_HOURS * 3_600_000), lte: new Date(now) },
      blog: { status: { in: ["live", "ended"] }, deletedAt: null },
    },
    orderBy: [{ publishedAt: "desc" }, { id: "desc" }],
    select: { id: true, title: true, publishedAt: true, blog: { select: { slug: true, language: true } } },
    take: MAX_NEWS,
  })
  return rows.flatMap(({ id, title, publishedAt, blog: { slug, language } }) =>
    publishedAt ? [{ slug, id, title, publishedAt: publishedAt.toISOString(), language: baseLanguage(language) }] : [],
  )
}

async function readNewestChanges(ids: string[]): Promise<Map<string, Date>> {
  const rows = await db().$queryRaw<{ id: string; at: Date }[]>(Prisma.sql`
    select blog_id as id, max(greatest(published_at, edited_at)) as at
    from post where blog_id = any(${ids}) and state = 'published' group by blog_id`)
  return new Map(rows.map(({ id, at }) => [id, at]))
}

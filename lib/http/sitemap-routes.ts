import { AppError } from "@/lib/errors"
import { readNews, readSitemapBlogs, readSitemapPosts, type SitemapPost } from "@/lib/feeds/read-sitemap"
import { renderNewsSitemap, renderSitemapIndex, renderUrlset, toBlogUrls, toHomeUrls } from "@/lib/feeds/sitemap"
import { paths } from "@/lib/paths"
import { toPublisher } from "@/lib/site-settings/publisher"
import { getSiteSettings } from "@/lib/site-settings/read-settings"
import { staleIfError } from "@/lib/stale-cache"
import { cacheableResponse } from "./etag"
import { errorPayload, toResponse } from "./payload"

/** A site with more updates has a list of sitemaps, one for each blog. */
const MAX_INLINE_POSTS = 2_000

/** `GET /sitemap.xml`: everything that search engines may visit, or the list of files with it. */
export const sitemapRoute = xmlRoute("sitemap", async () => {
  const blogs = await readSitemapBlogs()
  const total = blogs.reduce((sum, { posts }) => sum + posts, 0)
  if (total <= MAX_INLINE_POSTS) {
    const posts = new Map<string, SitemapPost[]>(blogs.map(({ blog }) => [blog.id, []]))
    for (const post of await readSitemapPosts([...posts.keys()])) posts.get(post.blogId)?.push(post)
    return renderUrlset([
      ...toHomeUrls(blogs),
      ...blogs.flatMap((each) => toBlogUrls(each, posts.get(each.blog.id) ?? [])),
    ])
  }
  const withPosts = blogs.filter(({ posts }) => posts > 0)
  const ofBlogs = withPosts.map(({ blog, changedAt }) => ({ path: paths.blogSitemap(blog.slug), changedAt }))
  return renderSitemapIndex([{ path: paths.pagesSitemap(), changedAt: withPosts[0]?.changedAt ?? null }, ...ofBlogs])
})

/** `GET /sitemap-pages.xml`: the front page and the blogs' own addresses. */
export const pagesSitemapRoute = xmlRoute("sitemap-pages", async () =>
  renderUrlset(toHomeUrls(await readSitemapBlogs())),
)

/** `GET /sitemap-news.xml`: the updates of two days, for Google News. */
export const newsSitemapRoute = xmlRoute("sitemap-news", async () =>
  renderNewsSitemap(await readNews(), toPublisher(await getSiteSettings()).name),
)

/** `GET /<slug>/sitemap.xml`: the pages and updates of one blog. */
export const blogSitemapRoute = xmlRoute("sitemap-blog", async (slug) => {
  const found = (await readSitemapBlogs(slug))[0]
  if (!found) throw new AppError("blog_not_found")
  return renderUrlset(toBlogUrls(found, await readSitemapPosts([found.blog.id])))
})

type Context = { params: Promise<{ slug?: string } | undefined> }

/** While the database is away: the last known file. */
function xmlRoute(name: string, render: (slug: string) => Promise<string>) {
  return async (request: Request, { params }: Context): Promise<Response> => {
    try {
      const slug = (await params)?.slug ?? ""
      const file = await staleIfError(`${name} ${slug}`, async () => ({ xml: await render(slug), stale: false }))
      return cacheableResponse(request, file?.xml ?? "", { "content-type": "application/xml; charset=utf-8" })
    } catch (error) {
      return toResponse(errorPayload(error, { event: "sitemap.error", what: name, audience: "readers" }))
    }
  }
}

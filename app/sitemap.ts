import type { MetadataRoute } from "next"
import { listPublicBlogs } from "@/lib/blogs/list-public-blogs"
import { paths } from "@/lib/paths"
import { absoluteUrl } from "@/lib/site"

export const dynamic = "force-dynamic"

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const blogs = await listPublicBlogs()
  const newest = blogs[0] ? { lastModified: blogs[0].changedAt } : {}
  return [
    { url: absoluteUrl(paths.front()), ...newest },
    ...blogs.map(({ slug, changedAt }) => ({ url: absoluteUrl(paths.blog(slug)), lastModified: changedAt })),
  ]
}

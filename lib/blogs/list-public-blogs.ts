import { db } from "@/lib/db/client"

/** What one file of a sitemap may hold. */
const MAX_BLOGS = 50_000

/** The addresses of all public blogs and when each changed last, newest first: for the sitemap. */
export function listPublicBlogs(): Promise<{ slug: string; changedAt: Date }[]> {
  return db().blog.findMany({
    where: { status: { in: ["live", "ended"] } },
    orderBy: { changedAt: "desc" },
    select: { slug: true, changedAt: true },
    take: MAX_BLOGS,
  })
}

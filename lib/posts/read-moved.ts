import { getBlogId } from "@/lib/blogs/read-blogs"
import { db } from "@/lib/db/client"

/** Where a page is today that was asked for by an old address of its blog. */
export type Moved = { movedTo: string }

/** For an address that no blog has now: where the blog is that had it. Null: no such public blog. */
export async function readMoved(
  slug: string,
  toPath: (slug: string) => string,
): Promise<(Moved & { stale: boolean }) | null> {
  const blogId = await getBlogId(slug)
  const row = blogId ? await db().blog.findUnique({ where: { id: blogId } }) : null
  return row && row.status !== "draft" ? { movedTo: toPath(row.slug), stale: false } : null
}

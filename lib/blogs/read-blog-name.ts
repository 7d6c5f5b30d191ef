import { db } from "@/lib/db/client"
import { getBlogId } from "./read-blogs"

export type BlogName = { slug: string; language: string }

/** The address and the language of a public blog, found by an address of today or of before; null: there is none. */
export async function readBlogName(slug: string): Promise<BlogName | null> {
  const id = await getBlogId(slug)
  const blog = id
    ? await db().blog.findUnique({ where: { id }, select: { slug: true, language: true, status: true } })
    : null
  return blog && blog.status !== "draft" ? { slug: blog.slug, language: blog.language } : null
}

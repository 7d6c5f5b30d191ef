import { db } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import type { Actor } from "@/lib/permissions/actor"
import { authorize, roleOn } from "@/lib/permissions/authorize"
import type { DeskBlog } from "./blog-schemas"
import { presentDeskBlog } from "./present-desk-blog"

/** All blogs that somebody may read, for the desk: not yet public and live ones first, then the newest ended. */
export async function listBlogs(actor: Actor, { deleted = false } = {}): Promise<DeskBlog[]> {
  authorize(actor, "desk.read", actor.kind === "token" && actor.blogId ? { blogId: actor.blogId } : {})
  const rows = await db().blog.findMany({
    where: { ...readableBlogs(actor), deletedAt: deleted ? { not: null } : null },
    orderBy: [{ status: "asc" }, { changedAt: "desc" }],
    take: 500,
  })
  return rows.map(presentDeskBlog)
}

function readableBlogs(actor: Actor) {
  if (actor.kind === "token") return actor.blogId ? { id: actor.blogId } : {}
  if (actor.kind === "receiver") return { id: actor.blogId }
  if (actor.kind === "system") return {}
  const shut = Object.keys(actor.blogRoles ?? {}).filter((id) => roleOn(actor, id) === null)
  return { id: { notIn: shut } }
}

/** One blog for the desk and the API. Throws `forbidden`, `blog_not_found`. */
export async function requireBlog(actor: Actor, blogId: string): Promise<DeskBlog> {
  authorize(actor, "desk.read", { blogId })
  const row = await db().blog.findUnique({ where: { id: blogId } })
  if (!row || row.deletedAt) throw new AppError("blog_not_found")
  return presentDeskBlog(row)
}

/** The same by address, old addresses included. */
export async function requireBlogBySlug(actor: Actor, slug: string): Promise<DeskBlog> {
  const id = await getBlogId(slug)
  if (!id) throw new AppError("blog_not_found")
  return requireBlog(actor, id)
}

/** The id of the blog that has an address, or had it before. */
export async function getBlogId(slug: string): Promise<string | null> {
  const blog = await db().blog.findUnique({ where: { slug }, select: { id: true } })
  if (blog) return blog.id
  const former = await db().formerSlug.findUnique({ where: { slug }, select: { blogId: true } })
  return former?.blogId ?? null
}

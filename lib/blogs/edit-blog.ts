import type { Actor } from "@/lib/auth/actor"
import { authorize } from "@/lib/auth/authorize"
import { db, type Transaction } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import { requireOffered } from "@/lib/live/offered-publishers"
import { announceSave, lockBlog, takeVersion } from "@/lib/live/version-line"
import { parseInput } from "@/lib/parse-input"
import { nameSlugConflict, requireFreeSlug } from "./create-blog"
import { type BlogRow, toDeskBlog } from "./desk-blog"
import { type DeskBlog, type EditBlogInput, editBlogSchema } from "./schema"

/**
 * Changes a blog's own fields or its status; open pages follow. An old address goes on leading to the blog. With
 * `revision`, a save made on older fields throws `stale_revision` with the current blog in its details.
 * Throws `forbidden`, `blog_not_found`, `invalid_input`, `slug_taken`.
 */
export async function editBlog(
  actor: Actor,
  blogId: string,
  input: EditBlogInput,
  { revision }: { revision?: number | undefined } = {},
): Promise<DeskBlog> {
  const wanted = parseInput(editBlogSchema, input)
  authorize(actor, "blog.edit", { blogId })
  return db()
    .$transaction(async (tx) => {
      const blog = await lockBlog(tx, blogId)
      if (!blog) throw new AppError("blog_not_found")
      const before = await tx.blog.findUniqueOrThrow({ where: { id: blogId } })
      if (revision !== undefined && revision !== before.revision) {
        throw new AppError("stale_revision", { details: { blog: toDeskBlog(before) } })
      }
      const changes = Object.entries(wanted).filter(([key, value]) => value !== before[key as keyof BlogRow])
      if (changes.length === 0) return toDeskBlog(before)
      // A blog that has a publisher of better days keeps it, and its readers fall back: only choosing it anew is refused.
      if (wanted.publisher && wanted.publisher !== before.publisher) requireOffered(wanted.publisher)
      if (wanted.slug && wanted.slug !== before.slug) await moveSlug(tx, before, wanted.slug)
      await takeVersion(tx, blogId, { blogChanged: true })
      await announceSave(tx, blogId)
      const times = statusTimes(before, wanted.status ?? before.status, blog.now)
      const data = { ...Object.fromEntries(changes), ...times, revision: before.revision + 1 }
      return toDeskBlog(await tx.blog.update({ where: { id: blogId }, data }))
    })
    .catch(nameSlugConflict)
}

async function moveSlug(tx: Transaction, before: BlogRow, slug: string) {
  await requireFreeSlug(tx, slug, before.id)
  await tx.formerSlug.deleteMany({ where: { slug } })
  await tx.formerSlug.create({ data: { slug: before.slug, blogId: before.id } })
}

function statusTimes(before: BlogRow, status: BlogRow["status"], now: Date) {
  if (status === before.status) return {}
  return {
    startedAt: status === "draft" ? before.startedAt : (before.startedAt ?? now),
    endedAt: status === "ended" ? now : null,
  }
}

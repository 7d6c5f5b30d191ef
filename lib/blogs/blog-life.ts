import { recordAuditEvent } from "@/lib/audit/audit-event"
import { withBlogLock } from "@/lib/changes/blog-turn"
import { nextVersion, notifySaved } from "@/lib/changes/change-log"
import { db, Prisma } from "@/lib/db/client"
import { transaction } from "@/lib/db/transaction"
import { AppError } from "@/lib/errors"
import { newEpoch, newId } from "@/lib/ids"
import type { Actor } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import type { DeskBlog } from "./blog-schemas"
import { nameSlugConflict } from "./create-blog"
import { applyBlogEdit } from "./edit-blog"
import { presentDeskBlog } from "./present-desk-blog"

/** For so long a deleted blog can be restored. */
const KEPT_DAYS = 30
const SLUG_CHARACTERS = 80

/** Sets a blog aside, or takes it back. Its page stays at its address; the front page does not name it. */
export async function archiveBlog(actor: Actor, blogId: string, archived: boolean): Promise<DeskBlog> {
  authorize(actor, "blog.edit", { blogId })
  return withBlogLock(blogId, async (tx, blog) => {
    const before = await tx.blog.findUniqueOrThrow({ where: { id: blogId } })
    if ((before.archivedAt !== null) === archived) return presentDeskBlog(before)
    if (archived && before.status === "live") throw new AppError("blog_is_live")
    await nextVersion(tx, blogId)
    await notifySaved(tx, blogId)
    const action = archived ? "blog.archive" : "blog.unarchive"
    await recordAuditEvent(tx, { actor, blogId, at: blog.now, action })
    const data = { archivedAt: archived ? blog.now : null, revision: before.revision + 1 }
    return presentDeskBlog(await tx.blog.update({ where: { id: blogId }, data }))
  })
}

/**
 * Deletes a blog: readers lose it and its preview immediately, no change reaches it, and its scheduled posts do not
 * go out. It can be restored for thirty days; then a job removes it with everything in it.
 */
export async function deleteBlog(actor: Actor, blogId: string): Promise<void> {
  authorize(actor, "blog.edit", { blogId })
  await withBlogLock(blogId, async (tx, blog) => {
    // Private first: every reader's door is closed by the status alone.
    await applyBlogEdit(tx, { actor, blog, wanted: { status: "draft" } })
    await recordAuditEvent(tx, { actor, blogId, at: blog.now, action: "blog.delete" })
    await tx.blog.update({ where: { id: blogId }, data: { deletedAt: blog.now, previewTokenHash: null } })
    await notifySaved(tx, blogId)
  })
}

/** Brings a deleted blog back, private, with its posts as they were. */
export async function restoreBlog(actor: Actor, blogId: string): Promise<DeskBlog> {
  authorize(actor, "blog.edit", { blogId })
  return transaction(async (tx) => {
    const { count } = await tx.blog.updateMany({
      where: { id: blogId, deletedAt: { not: null } },
      data: { deletedAt: null },
    })
    const row = await tx.blog.findUnique({ where: { id: blogId } })
    if (!row) throw new AppError("blog_not_found")
    if (count > 0) {
      await recordAuditEvent(tx, { actor, blogId, at: new Date(), action: "blog.restore" })
      await notifySaved(tx, blogId)
    }
    return presentDeskBlog(row)
  })
}

/** Copies a blog's settings, team and templates to a new private one, without posts. */
export async function duplicateBlog(actor: Actor, blogId: string): Promise<DeskBlog> {
  authorize(actor, "blog.edit", { blogId })
  authorize(actor, "blog.create")
  return transaction(async (tx) => {
    const row = await tx.blog.findUnique({
      where: { id: blogId, deletedAt: null },
      include: { members: true, templates: true },
    })
    if (!row) throw new AppError("blog_not_found")
    const id = newId("blog")
    const { title, summary, publisher, timeZone, language, accent, asItHappened, logo, headerImage } = row
    const blog = await tx.blog.create({
      data: {
        ...{ id, epoch: newEpoch(), status: "draft", summary, publisher, timeZone, language, accent, asItHappened },
        title: `${title.slice(0, 190)} (copy)`,
        slug: copiedSlug(row.slug, id),
        logo: logo ?? Prisma.DbNull,
        headerImage: headerImage ?? Prisma.DbNull,
        members: { create: row.members.map(({ userId, role }) => ({ userId, role })) },
      },
    })
    await tx.template.createMany({
      data: row.templates.map(({ name, title: headline, content, keyEvent, tags }) => {
        return { id: newId("template"), blogId: id, name, title: headline, content: content ?? {}, keyEvent, tags }
      }),
    })
    await recordAuditEvent(tx, { actor, blogId: id, at: blog.createdAt, action: "blog.create" })
    return presentDeskBlog(blog)
  }).catch(nameSlugConflict)
}

/** Removes blogs whose time to be restored is over, with all that is in them. Returns how many. */
export async function removeDeletedBlogs(): Promise<number> {
  return db().$executeRaw`
    delete from blog where deleted_at < clock_timestamp() - ${KEPT_DAYS}::int * interval '1 day'`
}

function copiedSlug(slug: string, id: string): string {
  const end = `-${id.slice(-5).toLowerCase()}`
  return `${slug.slice(0, SLUG_CHARACTERS - end.length).replace(/-+$/, "")}${end}`
}

import { recordAuditEvent } from "@/lib/audit/audit-event"
import { notifyBlog } from "@/lib/changes/change-log"
import type { Transaction } from "@/lib/db/client"
import { transaction } from "@/lib/db/transaction"
import { AppError } from "@/lib/errors"
import { newEpoch, newId } from "@/lib/ids"
import { parseInput } from "@/lib/parse-input"
import type { Actor } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import { requireOffered } from "@/lib/realtime/publisher-options"
import { getSiteSettings } from "@/lib/site-settings/read-settings"
import { type CreateBlogInput, createBlogSchema, type DeskBlog } from "./blog-schemas"
import { presentDeskBlog } from "./present-desk-blog"

/** Makes a blog, open to readers unless it says `draft`. Throws `forbidden`, `invalid_input`, `slug_taken`. */
export async function createBlog(actor: Actor, input: CreateBlogInput): Promise<DeskBlog> {
  const wanted = parseInput(createBlogSchema, input)
  authorize(actor, "blog.create")
  requireOffered(wanted.publisher)
  const { language, timeZone } = await getSiteSettings()
  return transaction(async (tx) => {
    await requireFreeSlug(tx, wanted.slug)
    const startedAt = wanted.status === "live" ? new Date() : null
    const id = newId("blog")
    if (wanted.status === "live") await notifyBlog(tx, id)
    const blog = await tx.blog.create({ data: { language, timeZone, ...wanted, id, epoch: newEpoch(), startedAt } })
    await recordAuditEvent(tx, { actor, blogId: id, at: blog.createdAt, action: "blog.create" })
    return presentDeskBlog(blog)
  }).catch(nameSlugConflict)
}

/** Throws `slug_taken` when another blog has the address or had it before: its readers' links still go there. */
export async function requireFreeSlug(tx: Transaction, slug: string, blogId?: string): Promise<void> {
  const [blog, former] = [
    await tx.blog.findUnique({ where: { slug }, select: { id: true } }),
    await tx.formerSlug.findUnique({ where: { slug } }),
  ]
  if ((blog && blog.id !== blogId) || (former && former.blogId !== blogId)) throw new AppError("slug_taken")
}

/** Two blogs taking one address at the same moment meet in the database's unique index. */
export function nameSlugConflict(error: unknown): never {
  if (error instanceof Error && "code" in error && error.code === "P2002") throw new AppError("slug_taken")
  throw error
}

import { recordAuditEvent } from "@/lib/audit/audit-event"
import { withBlogLock } from "@/lib/changes/blog-turn"
import { notifySaved } from "@/lib/changes/change-log"
import { presentBlog } from "@/lib/changes/presenters"
import { db } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import type { Actor } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import type { PublicBlog } from "@/lib/protocol/delta"
import { hashSecret, newSecret } from "@/lib/secret-token"
import type { BlogRow } from "./present-desk-blog"

/**
 * Creates a preview link and returns its token, which is stored only as a hash. The link shows the draft
 * blog as readers will see it. It replaces an earlier link.
 * Throws `forbidden`, `blog_not_found`, `wrong_blog_state`.
 */
export async function createPreviewLink(actor: Actor, blogId: string): Promise<string> {
  const token = newSecret()
  await setPreviewToken(actor, blogId, hashSecret(token))
  return token
}

/** Revokes the preview link. */
export async function revokePreviewLink(actor: Actor, blogId: string): Promise<void> {
  await setPreviewToken(actor, blogId, null)
}

async function setPreviewToken(actor: Actor, blogId: string, previewTokenHash: string | null): Promise<void> {
  authorize(actor, "blog.edit", { blogId })
  await withBlogLock(blogId, async (tx, blog) => {
    const { status } = await tx.blog.findUniqueOrThrow({ where: { id: blogId }, select: { status: true } })
    if (previewTokenHash && status !== "draft") throw new AppError("wrong_blog_state")
    await tx.blog.update({ where: { id: blogId }, data: { previewTokenHash } })
    const action = previewTokenHash ? "rehearsal.start" : "rehearsal.end"
    await recordAuditEvent(tx, { actor, blogId, at: blog.now, action })
    await notifySaved(tx, blogId)
  })
}

/** The blog of a preview token, in any status; null for an unknown or revoked token. */
export async function getPreviewRow(token: string): Promise<BlogRow | null> {
  if (!/^[0-9A-Za-z]{40}$/.test(token)) return null
  return db().blog.findUnique({ where: { previewTokenHash: hashSecret(token) } })
}

/** A draft blog as readers will get it: live, and updated by interval polling, which needs no other service. */
export function toPreviewBlog(row: BlogRow): PublicBlog | null {
  return row.status === "draft" ? presentBlog({ ...row, status: "live", publisher: "interval-polling" }) : null
}

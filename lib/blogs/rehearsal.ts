import type { Actor } from "@/lib/auth/actor"
import { authorize } from "@/lib/auth/authorize"
import { hashSecret, newSecret } from "@/lib/auth/secret-token"
import { db } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import { withBlogLock } from "@/lib/live/blog-turn"
import type { PublicBlog } from "@/lib/live/delta"
import { toPublicBlog } from "@/lib/live/public-rows"
import { announceSave } from "@/lib/live/version-line"
import { noteActivity } from "./activity"
import type { BlogRow } from "./desk-blog"

/**
 * Makes the secret of a rehearsal and returns it, this one time only: who has it sees the draft blog as readers will. A
 * new one ends the one before. Throws `forbidden`, `blog_not_found`, `wrong_blog_state`.
 */
export async function startRehearsal(actor: Actor, blogId: string): Promise<string> {
  const token = newSecret()
  await setRehearsal(actor, blogId, hashSecret(token))
  return token
}

/** Ends the rehearsal: its link opens nothing any more. */
export async function endRehearsal(actor: Actor, blogId: string): Promise<void> {
  await setRehearsal(actor, blogId, null)
}

async function setRehearsal(actor: Actor, blogId: string, rehearsalHash: string | null): Promise<void> {
  authorize(actor, "blog.edit", { blogId })
  await withBlogLock(blogId, async (tx, blog) => {
    const { status } = await tx.blog.findUniqueOrThrow({ where: { id: blogId }, select: { status: true } })
    if (rehearsalHash && status !== "draft") throw new AppError("wrong_blog_state")
    await tx.blog.update({ where: { id: blogId }, data: { rehearsalHash } })
    const action = rehearsalHash ? "rehearsal.start" : "rehearsal.end"
    await noteActivity(tx, { actor, blogId, at: blog.now, action })
    await announceSave(tx, blogId)
  })
}

/** The blog behind a rehearsal's secret, whatever its status; null for an unknown or ended one. */
export async function getRehearsedRow(token: string): Promise<BlogRow | null> {
  if (!/^[0-9A-Za-z]{40}$/.test(token)) return null
  return db().blog.findUnique({ where: { rehearsalHash: hashSecret(token) } })
}

/** A draft blog as its readers will get it: live, and followed by asking, the way that needs nobody else's door. */
export function toRehearsedBlog(row: BlogRow): PublicBlog | null {
  return row.status === "draft" ? toPublicBlog({ ...row, status: "live", publisher: "interval-polling" }) : null
}

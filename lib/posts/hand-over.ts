import { recordAuditEvent } from "@/lib/audit/audit-event"
import { notifySaved } from "@/lib/changes/change-log"
import { db } from "@/lib/db/client"
import { transaction } from "@/lib/db/transaction"
import { AppError } from "@/lib/errors"
import type { Actor } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"

/**
 * Makes another person the owner of everything that a person has not published yet, so that it is found and finished.
 * Texts, bylines and revisions stay as they are. Returns how many. Throws `forbidden`, `not_found`.
 */
export async function handOverDrafts(actor: Actor, fromId: string, toId: string): Promise<number> {
  authorize(actor, "people.manage")
  const heir = await db().user.findUnique({ where: { id: toId, disabledAt: null }, select: { name: true } })
  if (!heir || fromId === toId) throw new AppError("not_found")
  return transaction(async (tx) => {
    const posts = await tx.post.updateManyAndReturn({
      where: { authorId: fromId, state: { in: ["draft", "submitted", "scheduled"] } },
      data: { authorId: toId },
      select: { id: true, blogId: true, title: true, revision: true },
    })
    const at = new Date()
    const details = (title: string) => ({ ...(title ? { title } : {}), person: heir.name })
    await recordAuditEvent(
      tx,
      ...posts.map(({ id, blogId, title }) => ({
        actor,
        blogId,
        at,
        action: "post.hand-over",
        postId: id,
        details: details(title),
      })),
    )
    for (const { id, blogId, revision } of posts) await notifySaved(tx, blogId, [{ id, revision }])
    return posts.length
  })
}

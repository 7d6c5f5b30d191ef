import type { Transaction } from "@/lib/db/client"
import type { PostRow } from "./present-desk-post"

/** What the history calls it when only the cards of links were added. */
export const LINK_PREVIEW_ACTION = "card"

/** True when nothing but cards came to a post since a revision: whoever wrote on that one has missed no word. */
export async function onlyLinkPreviewsSince(tx: Transaction, post: PostRow, revision: number): Promise<boolean> {
  if (revision > post.revision) return false
  const others = await tx.revision.count({
    where: { postId: post.id, number: { gt: revision }, action: { not: LINK_PREVIEW_ACTION } },
  })
  return others === 0
}

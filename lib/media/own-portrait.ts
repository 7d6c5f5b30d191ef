import { db } from "@/lib/db/client"
import { transaction } from "@/lib/db/transaction"
import type { Actor } from "@/lib/permissions/actor"
import { requireUser } from "@/lib/permissions/require-user"
import { requirePortraits } from "./require-portraits"

/** The picture that stands beside a person's byline; null: none. */
export async function getOwnPortrait(actor: Actor): Promise<string | null> {
  const { id } = requireUser(actor)
  const { image } = await db().user.findUniqueOrThrow({ where: { id }, select: { image: true } })
  return image
}

/**
 * Sets the picture beside a person's own byline; updates that are published already keep theirs.
 * Throws `invalid_input` for one that is not stored here or too narrow.
 */
export async function setOwnPortrait(actor: Actor, mediaId: string | null): Promise<void> {
  const { id } = requireUser(actor)
  await transaction(async (tx) => {
    await requirePortraits(tx, [{ picture: mediaId }])
    await tx.user.update({ where: { id }, data: { image: mediaId } })
  })
}

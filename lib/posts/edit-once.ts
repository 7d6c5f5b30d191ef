import { createHash } from "node:crypto"
import type { Transaction } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import type { DeskPost } from "./schema"

type Once = { blogId: string; postId: string; key: string; edit: unknown }

/** True when this very edit was made before, and only its answer was lost. Throws `key_reused` for another one. */
export async function wasEdited(tx: Transaction, { blogId, postId, key, edit }: Once): Promise<boolean> {
  const known = await tx.idempotencyKey.findUnique({ where: { blogId_key: { blogId, key } } })
  if (!known) return false
  if (known.postId !== postId || known.requestHash !== hashEdit(edit)) throw new AppError("key_reused")
  return true
}

export async function noteEdit(tx: Transaction, { blogId, postId, key, edit }: Once, post: DeskPost): Promise<void> {
  await tx.idempotencyKey.create({
    data: { blogId, key, requestHash: hashEdit(edit), postId, answer: JSON.stringify(post) },
  })
}

function hashEdit(edit: unknown): string {
  return createHash("sha256").update(JSON.stringify(edit)).digest("hex")
}

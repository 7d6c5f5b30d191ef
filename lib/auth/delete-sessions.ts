import type { Prisma, Transaction } from "@/lib/db/client"
import { notifyUserChanged } from "./notify-user-changed"

/**
 * Ends sessions of a person, all of them unless told which, and returns how many. Every process hears of it at commit, so
 * that what they hold open ends with them. The one way in which a session ends before its time.
 */
export async function deleteSessions(
  tx: Transaction,
  userId: string,
  which: Prisma.SessionWhereInput = {},
): Promise<number> {
  const { count } = await tx.session.deleteMany({ where: { ...which, userId } })
  await notifyUserChanged(tx, userId)
  return count
}

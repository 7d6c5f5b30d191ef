import { PEOPLE_CHANNEL } from "@/lib/db/channels"
import { Prisma, type Transaction } from "@/lib/db/client"

/** Tells every process, at commit, that a person's rights or sessions changed: what is open for them is checked again. */
export async function notifyUserChanged(tx: Pick<Transaction, "$queryRaw">, userId: string): Promise<void> {
  await tx.$queryRaw(Prisma.sql`select pg_notify(${PEOPLE_CHANNEL}, ${userId})::text as announced`)
}

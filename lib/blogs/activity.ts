import { type Deed, deedRow } from "@/lib/auth/deed"
import type { Transaction } from "@/lib/db/client"

/** Writes one line of a blog's audit log, in the transaction that does the deed: neither is there without the other. */
export async function noteActivity(tx: Transaction, deed: Deed): Promise<void> {
  await tx.activity.create({ data: deedRow(deed) })
}

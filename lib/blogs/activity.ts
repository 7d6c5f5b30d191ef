import { type Deed, deedRow } from "@/lib/auth/deed"
import type { Transaction } from "@/lib/db/client"

/** Writes lines of a blog's audit log, in the transaction that does the deeds: neither is there without the other. */
export async function noteActivity(tx: Transaction, ...deeds: Deed[]): Promise<void> {
  await tx.activity.createMany({ data: deeds.map(deedRow) })
}

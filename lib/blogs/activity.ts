import { type AuditEvent, auditEventRow } from "@/lib/audit/audit-event"
import type { Transaction } from "@/lib/db/client"

/** Writes lines of a blog's audit log, in the transaction that does the deeds: neither is there without the other. */
export async function recordAuditEvent(tx: Transaction, ...deeds: AuditEvent[]): Promise<void> {
  await tx.activity.createMany({ data: deeds.map(auditEventRow) })
}

import { Prisma, type Transaction } from "@/lib/db/client"

export type MediaSize = { width: number; height: number }

/**
 * Notes, in the transaction that saves what shows them, that these pictures are shown, and returns the stored ones with
 * their sizes. From then on they are kept for good: earlier versions of a text are, too.
 */
export async function markUsed(tx: Transaction, ids: string[]): Promise<Map<string, MediaSize>> {
  // In one order, so that two saves of the same pictures cannot wait for each other; and before the pictures are read,
  // so that one being collected at this moment is either kept or not there.
  await tx.$executeRaw(Prisma.sql`
    update media set used_at = clock_timestamp() where id in (
      select id from media where id = any(${ids}) and used_at is null order by id for no key update)`)
  const rows = await tx.media.findMany({ where: { id: { in: ids } }, select: { id: true, width: true, height: true } })
  return new Map(rows.map(({ id, width, height }) => [id, { width, height }]))
}

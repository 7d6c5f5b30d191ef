import { Prisma } from "@/lib/db/client"
import { transaction } from "@/lib/db/transaction"

/** As long as a text that somebody left unsaved is kept. */
export const KEEP_UNUSED_DAYS = 30
const BATCH_SIZE = 200

/**
 * Removes pictures that were uploaded long ago and that nothing shows, nor ever did: no text of a post or of its history, no
 * template, blog or portrait, nor a text that somebody is still writing. Returns how many. Any number of processes may do
 * this at once, while others save.
 */
export async function cleanUpMedia(): Promise<number> {
  let removed = 0
  for (let after: string | null = ""; after !== null; ) {
    const batch: Batch = await collectBatch(after)
    removed += batch.removed
    after = batch.last
  }
  return removed
}

type Batch = { removed: number; last: string | null }

function collectBatch(after: string): Promise<Batch> {
  return transaction(async (tx) => {
    // Locked first and judged afterwards: whoever saves one of them at this moment has marked it used, or waits and then
    // finds it gone.
    const candidates = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
      select id from media
      where used_at is null and uploaded_at < clock_timestamp() - make_interval(days => ${KEEP_UNUSED_DAYS}) and id > ${after}
      order by id limit ${BATCH_SIZE} for update skip locked`)
    const ids = candidates.map(({ id }) => id)
    if (ids.length === 0) return { removed: 0, last: null }
    const removed = await tx.$executeRaw(Prisma.sql`
      delete from media where id = any(${ids}) and used_at is null
        and not exists (select from autosave where strpos(content::text, media.id) > 0)`)
    return { removed, last: ids.length < BATCH_SIZE ? null : (ids.at(-1) ?? null) }
  })
}

import { randomUUID } from "node:crypto"
import { db, Prisma } from "@/lib/db/client"

/** Longer than the timeout of the service. A process that freezes loses the lock to another, which sends the same. */
const TURN = Prisma.sql`interval '10 seconds'`

export type PushTurn = { end: () => Promise<void> }

/**
 * Takes the turn to tell the service of one blog, so that one process does it at a time; null while another one has it. A
 * row with an end, and no lock: nothing is held in the database while the service is waited for.
 */
export async function takePushTurn(blogId: string): Promise<PushTurn | null> {
  const holder = randomUUID()
  const taken = await db().$executeRaw(Prisma.sql`
    insert into pusher_lock (blog_id, holder, until) values (${blogId}, ${holder}, clock_timestamp() + ${TURN})
    on conflict (blog_id) do update set holder = excluded.holder, until = excluded.until
      where pusher_lock.until < clock_timestamp()`)
  if (taken === 0) return null
  const end = async () => {
    await db().pusherLock.deleteMany({ where: { blogId, holder } })
  }
  return { end }
}

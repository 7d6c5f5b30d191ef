import { setTimeout as sleep } from "node:timers/promises"
import { db, Prisma } from "@/lib/db/client"
import { publishToPusher } from "@/lib/realtime/pusher/publish"
import type { PusherConfig } from "@/lib/realtime/pusher/pusher-config"

/** Another process is at it and may have begun before the change: it is looked at again, this often. */
const TRIES = 5
const RETRY_DELAY_MS = 500

/** The blogs of which the service was not told everything. */
export async function findPending(): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>(
    Prisma.sql`select id from blog where publisher = 'pusher' and pushed_version < version`,
  )
  return rows.map(({ id }) => id)
}

/** Tells the service of everything once, without a loop that would try again: what fails is told by the next call. */
export async function flushPending(settings: PusherConfig): Promise<void> {
  for (const id of await findPending()) {
    for (let tries = 1; (await publishToPusher(settings, id)) === "elsewhere" && tries < TRIES; tries += 1)
      await sleep(RETRY_DELAY_MS)
  }
}

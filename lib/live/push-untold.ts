import { setTimeout as sleep } from "node:timers/promises"
import { db, Prisma } from "@/lib/db/client"
import { pushChanges } from "./push-changes"
import type { PusherSettings } from "./pusher-settings"

/** Another process is at it and may have begun before the change: it is looked at again, this often. */
const TRIES = 5
const AGAIN_MS = 500

/** The blogs of which the service was not told everything. */
export async function findUntold(): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>(
    Prisma.sql`select id from blog where publisher = 'pusher' and pushed_version < version`,
  )
  return rows.map(({ id }) => id)
}

/** Tells the service of everything once, without a loop that would try again: what fails is told by the next call. */
export async function pushUntold(settings: PusherSettings): Promise<void> {
  for (const id of await findUntold()) {
    for (let tries = 1; (await pushChanges(settings, id)) === "elsewhere" && tries < TRIES; tries += 1)
      await sleep(AGAIN_MS)
  }
}

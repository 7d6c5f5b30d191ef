import { PEOPLE_CHANNEL, PRESENCE_CHANNEL } from "@/lib/db/channels"
import { db, Prisma } from "@/lib/db/client"
import { logError } from "@/lib/log"
import { onStopLive, watchNotices, watchSaves } from "@/lib/realtime/broker"
import { singleton, takeSingleton } from "@/lib/singleton"
import { DeskHub, type DeskSource } from "./desk-hub"
import { readBlogHealth } from "./read-blog-health"

const NAME = "desks"

/** The desk hub of this process, joined to all others by the database. Ends with the live endpoints. */
export function processDeskHub(): DeskHub {
  return singleton(NAME, () => {
    const hub = new DeskHub(databaseSource())
    const unwatch = [
      watchSaves((saved) => hub.onSaved(saved)),
      watchNotices(({ channel, payload }) => {
        if (channel === PRESENCE_CHANNEL) hub.onPresence(payload)
        if (channel === PEOPLE_CHANNEL) hub.onPerson(payload)
      }),
    ]
    hub.ask()
    onStopLive(() => {
      for (const stop of unwatch) stop()
      takeSingleton(NAME)
      hub.end()
    })
    return hub
  })
}

/** What desk hubs ask the database for. */
export function databaseSource(): DeskSource {
  return {
    readNames: async (ids) => {
      const rows = await db().user.findMany({
        where: { id: { in: ids }, disabledAt: null },
        select: { id: true, name: true },
      })
      return new Map(rows.map(({ id, name }) => [id, name]))
    },
    readVitals: (blogId) =>
      readBlogHealth(blogId).catch((error: unknown) => {
        logError("blog_health", error, { blogId })
        return null
      }),
    announcePresence: async (payload) => {
      await db().$queryRaw(Prisma.sql`select pg_notify(${PRESENCE_CHANNEL}, ${payload})::text as announced`)
    },
  }
}

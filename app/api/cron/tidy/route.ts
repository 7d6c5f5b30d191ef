import { cronRoute } from "@/lib/http/cron-route"
import { collectUnusedMedia } from "@/lib/media/collect-unused"

export const dynamic = "force-dynamic"

/** Removes pictures that nothing shows, for hosts without our own server; once a day is enough. */
export const GET = cronRoute(async () => ({ picturesRemoved: await collectUnusedMedia() }))

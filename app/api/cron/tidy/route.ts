import { cronRoute } from "@/lib/http/cron-route"
import { removeExpired } from "@/lib/server/tidy"

export const dynamic = "force-dynamic"

/** Removes what is kept no longer, for hosts without our own server; once a day is enough. */
export const GET = cronRoute(removeExpired)

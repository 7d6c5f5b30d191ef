import { cronHandler } from "@/lib/http/cron"
import { removeExpired } from "@/lib/jobs/media-cleanup"

export const dynamic = "force-dynamic"

/** Removes what is kept no longer, for hosts without our own server; once a day is enough. */
export const GET = cronHandler(removeExpired)

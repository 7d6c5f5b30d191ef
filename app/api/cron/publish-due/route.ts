import { cronRoute } from "@/lib/http/cron-route"
import { publishDue } from "@/lib/posts/publish-due"

export const dynamic = "force-dynamic"

/** Publishes what is due, for hosts without our own scheduler. `nextInMs`: when to knock again; null: nothing is scheduled. */
export const GET = cronRoute(async () => ({ nextInMs: await publishDue() }))

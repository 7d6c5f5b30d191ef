import { cronHandler } from "@/lib/http/cron"
import { publishDue } from "@/lib/posts/publish-due"
import { deliverReceived } from "@/lib/receivers/deliver"

export const dynamic = "force-dynamic"

/** Publishes what is due, for hosts without our own scheduler. `nextInMs`: when to knock again; null: nothing is scheduled. */
export const GET = cronHandler(async () => {
  await deliverReceived()
  return { nextInMs: await publishDue() }
})

import { db } from "@/lib/db/client"
import type { Actor } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"

const NEWEST = 30

/** One line of the site's audit log. */
export type SiteEvent = {
  id: string
  /** ISO 8601. */
  at: string
  actorName: string
  source: string
  action: string
  details: Record<string, unknown>
}

/** The newest changes of the site as a whole, newest first. Throws `forbidden`. */
export async function listSiteEvents(actor: Actor): Promise<SiteEvent[]> {
  authorize(actor, "site.manage")
  const rows = await db().auditEvent.findMany({
    where: { blogId: null },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: NEWEST,
  })
  return rows.map(({ id, at, actorName, source, action, details }) => ({
    id,
    at: at.toISOString(),
    actorName,
    source,
    action,
    details: typeof details === "object" && details !== null && !Array.isArray(details) ? details : {},
  }))
}

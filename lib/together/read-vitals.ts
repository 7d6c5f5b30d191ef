import { db, Prisma } from "@/lib/db/client"
import { elapsedSince } from "@/lib/elapsed"
import { AppError } from "@/lib/errors"
import { isListening } from "@/lib/live/process-hub"
import { countPusherReaders } from "@/lib/live/pusher-readers"
import { perProcess } from "@/lib/per-process"
import { isLiveServerUp } from "./live-server"
import type { Vitals } from "./state"
import { type ReportRow, summarise } from "./summarise"

/** All desks of a process share what was read this lately: the database's load does not depend on how many look. */
const FRESH_MS = 1_000
const MOST_KEPT = 200

type Row = {
  slug: string
  publisher: string
  now: Date
  version: number
  changedAt: Date
  pushFailingSince: Date | null
  pushError: string | null
  scheduled: number
  next: Date | null
  reports: ReportRow[]
}

/** How a blog is: one statement, at most once a second. Throws when the database is away, `blog_not_found`. */
export function readVitals(blogId: string): Promise<Vitals> {
  const kept = perProcess("vitals", () => new Map<string, { at: number; read: Promise<Vitals> }>())
  const known = kept.get(blogId)
  if (known && elapsedSince(known.at) < FRESH_MS) return known.read
  if (kept.size >= MOST_KEPT) kept.clear()
  const read = readNow(blogId)
  kept.set(blogId, { at: Date.now(), read })
  return read
}

async function readNow(blogId: string): Promise<Vitals> {
  const [row] = await db().$queryRaw<Row[]>(Prisma.sql`
    select b.slug, b.publisher, clock_timestamp() as now, b.version, b.changed_at as "changedAt",
      b.push_failing_since as "pushFailingSince", b.push_error as "pushError",
      (select count(*)::int from post where blog_id = b.id and state = 'scheduled') as scheduled,
      (select min(publish_at) from post where blog_id = b.id and state = 'scheduled') as next,
      (select coalesce(jsonb_agg(jsonb_build_object('readers', r.readers, 'reached', r.reached)), '[]')
        from live_report r where r.blog_id = b.id and r.at > clock_timestamp() - interval '30 seconds') as reports
    from blog b where b.id = ${blogId}`)
  if (!row) throw new AppError("blog_not_found")
  const pusher = row.publisher === "pusher" ? await countPusherReaders(row.slug) : { count: 0, note: null }
  const { readers, reached, delays } = summarise(row.reports, row, pusher)
  return {
    now: row.now.toISOString(),
    publishedAt: row.version > 0 ? row.changedAt.toISOString() : null,
    scheduled: { count: row.scheduled, next: row.next?.toISOString() ?? null },
    readers,
    reached,
    delays,
    push:
      row.publisher === "pusher" && row.pushFailingSince
        ? { failingSince: row.pushFailingSince.toISOString(), problem: row.pushError ?? "" }
        : null,
    liveServer: await isLiveServerUp(),
    listening: isListening(),
  }
}

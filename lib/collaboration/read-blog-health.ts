import { processCache } from "@/lib/cache"
import { db, Prisma } from "@/lib/db/client"
import { databaseTrouble } from "@/lib/db/trouble"
import { elapsedSince } from "@/lib/elapsed"
import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"
import { isListening } from "@/lib/realtime/broker"
import { countPusherSubscriptions } from "@/lib/realtime/pusher/subscription-count"
import { singleton } from "@/lib/singleton"
import { aggregateReports, type ReportRow } from "./aggregate-audience"
import type { BlogHealth } from "./types"

const LIVE_SERVER_TTL_MS = 10_000

const TIMEOUT_MS = 2_000

/** Whether the stand-alone live server answers, asked at most every ten seconds; null where none is set up. */
function isLiveServerUp(): Promise<boolean | null> {
  const { LIVE_URL } = env()
  if (!LIVE_URL) return Promise.resolve(null)
  const known = singleton("live-server", () => ({ askedAt: 0, answer: Promise.resolve(true) }))
  if (elapsedSince(known.askedAt) >= LIVE_SERVER_TTL_MS) {
    known.askedAt = Date.now()
    known.answer = fetch(`${LIVE_URL}/api/ready`, { signal: AbortSignal.timeout(TIMEOUT_MS) }).then(
      ({ ok }) => ok,
      () => false,
    )
  }
  return known.answer
}

/** All desks of a process share what was read this lately: the database's load does not depend on how many look. */
const TTL_MS = 1_000
const MAX_BYTES = 1024 * 1024
/** With a hundred delays and the words of a failure. */
const VITALS_BYTES = 5_000

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
export function readBlogHealth(blogId: string): Promise<BlogHealth> {
  const kept = processCache<{ at: number; read: Promise<BlogHealth> }>("vitals", {
    maxBytes: MAX_BYTES,
    sizeOf: () => VITALS_BYTES,
  })
  const known = kept.get(blogId)
  if (known && elapsedSince(known.at) < TTL_MS) return known.read
  const read = readNow(blogId)
  kept.set(blogId, { at: Date.now(), read })
  return read
}

async function readNow(blogId: string): Promise<BlogHealth> {
  const [row] = await db().$queryRaw<Row[]>(Prisma.sql`
    select b.slug, b.publisher, clock_timestamp() as now, b.version, b.changed_at as "changedAt",
      b.push_failing_since as "pushFailingSince", b.push_error as "pushError",
      (select count(*)::int from post where blog_id = b.id and state = 'scheduled') as scheduled,
      (select min(publish_at) from post where blog_id = b.id and state = 'scheduled') as next,
      (select coalesce(jsonb_agg(jsonb_build_object('readers', r.readers, 'reached', r.reached)), '[]')
        from live_report r where r.blog_id = b.id and r.at > clock_timestamp() - interval '30 seconds') as reports
    from blog b where b.id = ${blogId}`)
  if (!row) throw new AppError("blog_not_found")
  const pusher = row.publisher === "pusher" ? await countPusherSubscriptions(row.slug) : { count: 0, note: null }
  const { readers, reached, delays } = aggregateReports(row.reports, row, pusher)
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
    trouble: databaseTrouble(),
    listening: isListening(),
  }
}

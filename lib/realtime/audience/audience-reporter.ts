import { randomUUID } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import { db, Prisma } from "@/lib/db/client"
import { elapsedSince } from "@/lib/elapsed"
import { logError } from "@/lib/log"
import type { Channel } from "@/lib/realtime/channel"
import type { Hub } from "@/lib/realtime/hub"
import type { DeliveryStats } from "./delivery-sampler"
import { SAMPLE_INTERVAL_MS } from "./poll-rate-estimator"

const REPORT_INTERVAL_MS = 10_000
const STOP_TIMEOUT_MS = 1_000

type Report = { blogId: string; readers: Record<string, number>; reached: DeliveryStats | Record<string, never> }

/**
 * Reports this process's readers to the desks of all processes: one statement for all blogs, every ten
 * seconds while there are readers, and immediately when the first comes, the last leaves, or a receipt arrives.
 */
export class AudienceReporter {
  readonly process = randomUUID()
  private readonly timer: NodeJS.Timeout
  private readonly told = new Map<string, { empty: boolean; confirmations: number }>()
  private toldAt = 0
  private writing = false
  private failed = false

  constructor(
    private readonly hub: Hub,
    private readonly interval: number,
  ) {
    this.timer = setInterval(() => this.look(), SAMPLE_INTERVAL_MS)
    this.timer.unref()
  }

  /** Stops, and deletes its report: it has no readers any more. */
  async stop(): Promise<void> {
    clearInterval(this.timer)
    if (this.toldAt === 0) return
    const remove = db().$executeRaw(Prisma.sql`delete from audience_report where process_id = ${this.process}`)
    await Promise.race([remove.catch(() => 0), sleep(STOP_TIMEOUT_MS, undefined, { ref: false })])
  }

  private look(): void {
    const reports: Report[] = []
    let news = false
    for (const channel of this.hub.channels.values()) {
      channel.polls.sample(this.interval, channel.snapshot.blog?.publisher === "interval-polling")
      const report = toReport(this.hub, channel)
      const empty = Object.keys(report.readers).length === 0
      const told = this.told.get(channel.id)
      if (empty && (told?.empty ?? true)) continue
      const { confirmations } = channel.deliveries
      news ||= told === undefined || told.empty !== empty || told.confirmations !== confirmations
      reports.push(report)
    }
    for (const id of this.told.keys()) if (!this.hub.channels.has(id)) this.told.delete(id)
    const isDue = elapsedSince(this.toldAt) >= REPORT_INTERVAL_MS
    // A failed report is not repeated with each sample, or a database in trouble would fill the log.
    if (reports.length === 0 || this.writing || !((news && !this.failed) || isDue)) return
    this.writing = true
    this.toldAt = Date.now()
    writeReports(this.process, reports)
      .then(
        () => {
          this.failed = false
          this.remember(reports)
        },
        // It is written again in ten seconds. While the database is away the desks say so.
        (error: unknown) => {
          this.failed = true
          logError("audience_report", error)
        },
      )
      .finally(() => {
        this.writing = false
      })
  }

  private remember(reports: Report[]): void {
    for (const { blogId, readers } of reports) {
      const confirmations = this.hub.channels.get(blogId)?.deliveries.confirmations ?? 0
      this.told.set(blogId, { empty: Object.keys(readers).length === 0, confirmations })
    }
  }
}

function toReport(hub: Hub, channel: Channel): Report {
  const readers = Object.fromEntries([...hub.countReaders(channel.id)].filter(([, count]) => count > 0))
  // Pages on Pusher ask too, to be sure of it, and the service counts them.
  const { blog, pushFails } = channel.snapshot
  const isByPusher = blog?.publisher === "pusher" && !pushFails
  if (channel.polls.readers > 0 && !isByPusher) readers["interval-polling"] = channel.polls.readers
  return { blogId: channel.id, readers, reached: channel.deliveries.read() ?? {} }
}

async function writeReports(process: string, reports: Report[]): Promise<void> {
  const json = JSON.stringify(reports)
  await db().$executeRaw(Prisma.sql`
    with gone as (delete from audience_report where at < clock_timestamp() - interval '1 minute'),
    -- A locked blog is reported the next time: the others do not wait for it.
    free as (
      select id from blog where id in (select "blogId" from jsonb_to_recordset(${json}::jsonb) as report("blogId" text))
      for key share skip locked)
    insert into audience_report (process_id, blog_id, at, readers, delivery)
    select ${process}, free.id, clock_timestamp(), report.readers, report.reached
    from jsonb_to_recordset(${json}::jsonb) as report("blogId" text, readers jsonb, reached jsonb)
    join free on free.id = report."blogId"
    on conflict (process_id, blog_id) do update
      set at = excluded.at, readers = excluded.readers, delivery = excluded.delivery`)
}

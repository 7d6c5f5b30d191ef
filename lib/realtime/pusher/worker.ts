import { setTimeout as sleep } from "node:timers/promises"
import { backoff } from "@/lib/backoff"
import { db, Prisma } from "@/lib/db/client"
import { logError } from "@/lib/log"
import { counts } from "@/lib/metrics/counts"
import { publishToPusher } from "./publish"
import type { PusherConfig } from "./pusher-config"

/** Another process is at it and may have begun before the change: it is looked at again, this often. */
const TRIES = 5

const RETRY_DELAY_MS = 500

/** The blogs of which the service was not told everything. */
async function findPending(): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>(
    Prisma.sql`select id from blog where publisher = 'pusher' and pusher_version < version`,
  )
  return rows.map(({ id }) => id)
}

/** Tells the service of everything once, without a loop that would try again: what fails is told by the next call. */
export async function flushPending(settings: PusherConfig): Promise<void> {
  for (const id of await findPending()) {
    for (let tries = 1; (await publishToPusher(settings, id)) === "elsewhere" && tries < TRIES; tries += 1)
      await sleep(RETRY_DELAY_MS)
  }
}

/** Blogs whose last message died with its process are found by looking; this often. */
const SCAN_INTERVAL_MS = 10_000
/** Another process has the blog; if that one dies, we go on. */
const BUSY_RETRY_MS = 2_000

/** Tells the service of changes, after they were committed, and tries again until it was told. */
export class PusherWorker {
  private readonly running = new Set<string>()
  private readonly wanted = new Set<string>()
  private readonly failures = new Map<string, number>()
  private readonly timers = new Map<string, NodeJS.Timeout>()
  private readonly look: NodeJS.Timeout
  private stopped = false

  constructor(private readonly settings: PusherConfig) {
    this.look = setInterval(() => this.scanPending(), SCAN_INTERVAL_MS)
    this.look.unref()
  }

  /** A blog changed. */
  notify(blogId: string): void {
    if (this.running.has(blogId)) this.wanted.add(blogId)
    // While the service fails, new changes wait for the next try: they do not hammer it.
    else if (!this.timers.has(blogId)) void this.push(blogId)
  }

  /** Finds every blog of which the service was not told everything. */
  scanPending(): void {
    findPending().then(
      (ids) => {
        for (const id of ids) this.notify(id)
      },
      // The next look, or the listener's next connection, asks again.
      (error: unknown) => logError("pusher.scan", error),
    )
  }

  stop(): void {
    this.stopped = true
    clearInterval(this.look)
    for (const timer of this.timers.values()) clearTimeout(timer)
  }

  private async push(blogId: string): Promise<void> {
    if (this.stopped) return
    this.running.add(blogId)
    const outcome = await publishToPusher(this.settings, blogId).catch((error: unknown) => {
      logError("pusher.publish", error, { blogId })
      return "failed" as const
    })
    this.running.delete(blogId)
    if (outcome === "failed") counts.pushFailures += 1
    const failures = outcome === "failed" ? (this.failures.get(blogId) ?? 0) + 1 : 0
    if (failures > 0) this.failures.set(blogId, failures)
    else this.failures.delete(blogId)
    const again = this.wanted.delete(blogId)
    if (outcome === "failed") this.retryLater(blogId, backoff(failures))
    else if (outcome === "elsewhere") this.retryLater(blogId, backoff(1, { initialMs: BUSY_RETRY_MS }))
    else if (again) void this.push(blogId)
  }

  private retryLater(blogId: string, milliseconds: number): void {
    if (this.stopped) return
    const timer = setTimeout(() => {
      this.timers.delete(blogId)
      void this.push(blogId)
    }, milliseconds)
    timer.unref()
    this.timers.set(blogId, timer)
  }
}

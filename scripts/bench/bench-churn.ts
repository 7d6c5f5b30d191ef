import { setTimeout as sleep } from "node:timers/promises"
import { db } from "@/lib/db/client"
import { fillBlog } from "./fill-blog"
import { COLLECTS_GARBAGE, collectGarbage } from "./garbage"
import type { LoadTransport } from "./load/reader-load"
import { startWorker } from "./load-worker"
import { METRICS, readMetric } from "./read-metrics"
import { printTable } from "./statistics"
import { type Subject, startApp } from "./subject"

const TRANSPORTS = ["long-polling", "sse", "websocket"] as const
const ROUNDS = process.argv.includes("--long") ? 50 : 10
const EACH = 1_000
const LIMITS = { secondsToNobody: 30, megabytes: 10 }

/** Readers who come and go, thousands of them, and leave nothing behind: no reader counted, no memory, one connection that listens. */
export async function benchChurn(): Promise<boolean> {
  const subject = await startApp({ ...METRICS, ...COLLECTS_GARBAGE })
  try {
    const rows: string[][] = []
    const missed: string[] = []
    for (const transport of TRANSPORTS) {
      const { seconds, megabytes, listening } = await churn(subject, transport)
      rows.push([
        transport,
        (2 * ROUNDS * EACH).toLocaleString("en"),
        seconds.toFixed(1),
        megabytes.toFixed(1),
        `${listening}`,
      ])
      if (seconds > LIMITS.secondsToNobody) missed.push(`${transport}: readers were still counted after 30 s`)
      if (megabytes > LIMITS.megabytes) missed.push(`${transport}: ${megabytes.toFixed(1)} MB stayed`)
      if (listening !== 1) missed.push(`${transport}: ${listening} connections listen`)
    }
    printTable(
      [
        "transport",
        "came and went",
        "s until nobody is counted",
        "MB that the second half left",
        "connections that listen",
      ],
      rows,
    )
    for (const words of missed) console.log(`MISSED: ${words}`)
    return missed.length === 0
  } finally {
    await subject.stop()
  }
}

// The first half warms up: what the second leaves on top of it would be left by every further one.
async function churn(subject: Subject, transport: LoadTransport) {
  const load = startWorker("./load/reader-load.ts")
  try {
    const { slug, epoch, version } = await fillBlog(`bench-churn-${transport}`, 50)
    const open = { transport, port: subject.port, slug, epoch, version, count: EACH }
    const comeAndGo = async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        await load.call("open", open)
        await load.call("drop", EACH)
      }
      const start = performance.now()
      while ((await readMetric(subject, "running_story_readers")) > 0 && performance.now() - start < 60_000)
        await sleep(50)
      const seconds = (performance.now() - start) / 1000
      return { seconds, bytes: await keptBytes(subject) }
    }
    const before = await comeAndGo()
    const after = await comeAndGo()
    const megabytes = (after.bytes - before.bytes) / 1024 / 1024
    return { seconds: after.seconds, megabytes, listening: await countListeners() }
  } finally {
    await load.stop()
  }
}

/** What the heap holds once its garbage is collected. */
async function keptBytes(subject: Subject): Promise<number> {
  await collectGarbage(subject.pid)
  return readMetric(subject, "nodejs_heap_size_used_bytes")
}

async function countListeners(): Promise<number> {
  const rows = await db().$queryRaw<{ count: number }[]>`
    select count(*)::int from pg_stat_activity where application_name = 'running-story-listen'`
  return rows[0]?.count ?? 0
}

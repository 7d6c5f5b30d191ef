import { setTimeout as sleep } from "node:timers/promises"
import { startSlowReaders } from "../chaos/slow-readers"
import { openWriter } from "./commit-update"
import { type Filled, fillBlog } from "./fill-blog"
import { startWorker, type Worker } from "./load-worker"
import { residentBytes } from "./process-stats"
import { METRICS, readMetric } from "./read-metrics"
import { percentile, printTable } from "./statistics"
import { type Subject, startApp } from "./subject"

const HEALTHY = 200
const OTHERS = 100
const UPDATES = 60
const PAUSE_MS = 200
/** About 100 KB each: more in all than what the kernel takes for a reader who does not read, and his share here. */
const SENTENCES = 1_800
const MAX_RATIO = 1.1
/** What may wait for each reader, and as much again for the garbage of making it. */
const MAX_MEGABYTES = (2 * OTHERS * 256) / 1024

/**
 * What healthy readers feel of slow ones: 200 of them next to 100 more that read, then next to 100 of whom half stop reading
 * and half take a kilobyte a second.
 */
export async function benchSlow(): Promise<boolean> {
  const subject = await startApp(METRICS)
  const [load, others] = [startWorker("./load/reader-load.ts"), startWorker("./load/reader-load.ts")]
  try {
    const blog = await fillBlog("bench-slow", 50)
    await load.call("open", toOpen(subject, blog, HEALTHY))
    await others.call("open", toOpen(subject, blog, OTHERS))
    const before = await measure(subject, load, blog)
    await others.stop()
    const slow = startSlowReaders(subject.port, blog.slug, blog.epoch, OTHERS)
    await sleep(2_000)
    const resident = residentBytes(subject.pid)
    const after = await measure(subject, load, blog)
    const megabytes = (after.peak - resident) / 1024 / 1024
    const letGo = await readMetric(subject, "running_story_slow_consumers_disconnected_total")
    slow.stop()
    const ratio = after.p95 / before.p95
    printTable(
      [`${HEALTHY} readers next to`, "p50 ms", "p95 ms"],
      [
        [`${OTHERS} that read`, before.p50.toFixed(0), before.p95.toFixed(0)],
        [`${OTHERS} that hardly do`, after.p50.toFixed(0), after.p95.toFixed(0)],
      ],
    )
    console.log(
      `p95 ${ratio.toFixed(2)} of before; at most ${megabytes.toFixed(0)} MB more memory; ${letGo} times a slow reader was let go.`,
    )
    const { held: healthy } = await load.call<{ held: number }>("counts")
    return ratio <= MAX_RATIO && megabytes <= MAX_MEGABYTES && letGo > 0 && healthy === HEALTHY
  } finally {
    await Promise.all([load.stop(), others.stop()])
    await subject.stop()
  }
}

const toOpen = ({ port }: Subject, { slug, epoch, version }: Filled, count: number) => ({
  transport: "sse",
  port,
  slug,
  epoch,
  version,
  count,
})

async function measure({ databaseUrl, pid }: Subject, load: Worker, blog: Filled) {
  const writer = await openWriter(databaseUrl)
  const times: number[] = []
  let peak = 0
  for (let update = 0; update < UPDATES; update += 1) {
    await load.call("arm")
    const { since, version } = await writer.commit(blog.slug, SENTENCES)
    blog.version = version
    times.push(...(await load.call<number[]>("collect", { since, within: 30_000 })))
    peak = Math.max(peak, residentBytes(pid))
    await sleep(PAUSE_MS)
  }
  await writer.end()
  return { p50: percentile(times, 50), p95: percentile(times, 95), peak }
}

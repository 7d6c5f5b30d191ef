import { setTimeout as sleep } from "node:timers/promises"
import { openWriter } from "./commit-update"
import type { Filled } from "./fill-blog"
import type { LoadTransport } from "./load/reader-load"
import type { Worker } from "./load-worker"
import { cpuMilliseconds } from "./process-stats"
import type { StatementLog } from "./statement-log"
import { median, percentile } from "./statistics"
import type { Subject } from "./subject"

const UPDATES = 21
const PAUSE_MS = 400
const WITHIN_MS = 30_000
/** The head of an answer, around the same delta. */
const HEAD_BYTES: Record<LoadTransport, number> = { "long-polling": 420, sse: 90, websocket: 4, raw: 0 }

/** Milliseconds after the commit: over all readers, and of the last one, the median over the updates; CPU per update. */
export type Arrivals = { p50: number; p99: number; last: number; cpu: number }

type Measured = {
  subject: Subject
  transport: LoadTransport
  load: Worker
  floor: Worker
  floorLoad: Worker
  /** Its version moves along. */
  blog: Filled
  log: StatementLog
}

/** Several updates to all readers, each followed by the same bytes to those of the raw-socket server. */
export async function measureUpdates(
  measured: Measured,
): Promise<{ own: Arrivals; floor: Arrivals; statements: number }> {
  const { subject, transport, load, floor, floorLoad, blog, log } = measured
  const writer = await openWriter(subject.databaseUrl)
  const own: number[][] = []
  const floors: number[][] = []
  let statements = 0
  const cpu = [cpuMilliseconds(subject.pid), cpuMilliseconds(floor.pid)] as const
  for (let update = 0; update < UPDATES; update += 1) {
    log.take()
    await load.call("arm")
    const { since, version } = await writer.commit(blog.slug)
    blog.version = version
    own.push(await load.call<number[]>("collect", { since, within: WITHIN_MS }))
    statements += log.take().filter((sql) => sql !== "select 1").length
    await sleep(PAUSE_MS)
    const text = await readDelta(subject.port, blog)
    await floorLoad.call("arm")
    const began = await floor.call<number>("write", "x".repeat(HEAD_BYTES[transport]) + text)
    floors.push(await floorLoad.call<number[]>("collect", { since: began, within: WITHIN_MS }))
    await sleep(PAUSE_MS)
  }
  await writer.end()
  const cpuOwn = (cpuMilliseconds(subject.pid) - cpu[0]) / UPDATES
  const cpuFloor = (cpuMilliseconds(floor.pid) - cpu[1]) / UPDATES
  return { own: toArrivals(own, cpuOwn), floor: toArrivals(floors, cpuFloor), statements: statements / UPDATES }
}

async function readDelta(port: number, { slug, epoch, version }: Filled): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/api/blogs/${slug}/changes?epoch=${epoch}&after=${version - 1}`)
  return response.text()
}

function toArrivals(updates: number[][], cpu: number): Arrivals {
  const all = updates.flat()
  const last = median(updates.map((times) => Math.max(...times)))
  return { p50: percentile(all, 50), p99: percentile(all, 99), last, cpu }
}

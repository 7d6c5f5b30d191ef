import { setTimeout as sleep } from "node:timers/promises"
import { type Filled, fillBlog } from "./fill-blog"
import { COLLECTS_GARBAGE, collectGarbage } from "./garbage"
import { keepToLastCore } from "./keep-to-core"
import type { LoadTransport, OpenReaders } from "./load/reader-load"
import { startWorker, type Worker } from "./load-worker"
import { cpuMilliseconds, residentBytes } from "./process-stats"
import { type Arrivals, measureUpdates } from "./reader-updates"
import { logStatements, type StatementLog } from "./statement-log"
import { printTable } from "./statistics"
import { type Subject, startApp, startLiveServer } from "./subject"

const TRANSPORTS = ["long-polling", "sse", "websocket"] as const
const COUNTS = [1_000, 5_000, 10_000]
/** Pages that garbage was in stay with the engine for about ten seconds, in case it needs them again. */
const PAGES_KEPT_MS = 15_000
const WARM_UP = 1_000
const SETTLE_MS = 6_000
const IDLE_SECONDS = 15
const BUSIEST = 3
const STORM = 5_000
const LIMITS = { kilobytes: 10, cpuPercent: 1, statements: 2, stormStatements: 10 }
/** How much later than a raw-socket server the last reader may have an update. */
const MAX_RATIO = { "long-polling": 2.5, sse: 1.2, websocket: 1.2 }

type Bench = {
  subject: Subject
  transport: LoadTransport
  load: Worker
  floor: Worker
  floorLoad: Worker
  blog: Filled
  log: StatementLog
}
type Row = {
  transport: string
  count: number
  kilobytes: number
  cpuPercent: number
  own: Arrivals
  floor: Arrivals
  statements: number
}

/**
 * Readers held by one process, transport by transport: memory, idle CPU, time from the commit to the last of them next to
 * a raw-socket server that writes the same bytes to as many sockets, and statements that the database sees.
 */
export async function benchReaders(): Promise<boolean> {
  const alone = process.argv.includes("--live-server")
  const wanted = TRANSPORTS.filter(
    (name) => !TRANSPORTS.some((each) => process.argv.includes(each)) || process.argv.includes(name),
  )
  const rows: Row[] = []
  const notes: string[] = []
  for (const transport of wanted) {
    const subject = alone ? await startLiveServer(COLLECTS_GARBAGE) : await startApp(COLLECTS_GARBAGE)
    const [load, floor, floorLoad] = ["./load/reader-load.ts", "./load/floor-server.ts", "./load/reader-load.ts"].map(
      startWorker,
    ) as [Worker, Worker, Worker]
    if (!keepToLastCore([load.pid, floorLoad.pid])) notes.push(`${transport}: the load was not kept to one core.`)
    try {
      const blog = await fillBlog(`bench-${transport}`, 50)
      const log = await logStatements(subject.databaseUrl)
      const bench = { subject, transport, load, floor, floorLoad, blog, log }
      rows.push(...(await measureCounts(bench)))
      notes.push(await measureStorm(bench))
    } finally {
      await Promise.all([load, floor, floorLoad].map((worker) => worker.stop()))
      await subject.stop()
    }
  }
  if (wanted.includes("long-polling")) notes.push(await measureHolding())
  const head = [
    "transport",
    "readers",
    "KB each",
    "idle CPU %",
    "p50 ms",
    "p99 ms",
    "last ms",
    "floor last ms",
    "ratio",
    "CPU ms per update, floor",
    "statements per update",
  ]
  printTable(head, rows.map(toCells))
  for (const note of notes) console.log(note)
  const missed = rows.flatMap(findMissed)
  for (const words of missed) console.log(`MISSED: ${words}`)
  return missed.length === 0
}

async function measureCounts(bench: Bench): Promise<Row[]> {
  const { subject, load, floor, floorLoad, transport } = bench
  const floorPort = await floor.call<number>("listen")
  const open: Omit<OpenReaders, "count" | "version"> = {
    transport,
    port: subject.port,
    slug: bench.blog.slug,
    epoch: bench.blog.epoch,
  }
  const measure = () => measureUpdates(bench)
  // Warm up on some readers, and let them go, before the empty process is weighed: what an engine sets up once is not theirs.
  await load.call("open", { ...open, version: bench.blog.version, count: WARM_UP })
  await floorLoad.call("open", { ...open, transport: "raw", port: floorPort, version: 0, count: WARM_UP })
  await measure()
  await load.call("drop", WARM_UP)
  await floorLoad.call("drop", WARM_UP)
  const empty = await weigh(subject.pid)
  const rows: Row[] = []
  let held = 0
  for (const count of COUNTS) {
    await load.call("open", { ...open, version: bench.blog.version, count: count - held })
    await floorLoad.call("open", { ...open, transport: "raw", port: floorPort, version: 0, count: count - held })
    held = count
    await sleep(SETTLE_MS)
    const cpuPercent = await measureIdle(subject.pid)
    const times = await measure()
    const kilobytes = ((await weigh(subject.pid)) - empty) / 1024 / count
    rows.push({ transport, count, kilobytes, cpuPercent, ...times })
  }
  return rows
}

// What readers hold, without the garbage of how they came and of what they were sent: when that goes is an engine's moment.
async function weigh(pid: number): Promise<number> {
  await collectGarbage(pid)
  await sleep(PAGES_KEPT_MS)
  return residentBytes(pid)
}

// Per cent of a CPU, without the busiest seconds: garbage of how the readers came is collected in one or two of them.
async function measureIdle(pid: number): Promise<number> {
  const seconds: number[] = []
  for (let second = 0; second < IDLE_SECONDS; second += 1) {
    const before = cpuMilliseconds(pid)
    await sleep(1000)
    seconds.push((cpuMilliseconds(pid) - before) / 10)
  }
  const calm = seconds.toSorted((a, b) => a - b).slice(0, -BUSIEST)
  return calm.reduce((sum, each) => sum + each, 0) / calm.length
}

// Half of the readers lose their connection and come back at once, as when a proxy restarts.
async function measureStorm({ subject, load, log, transport, blog }: Bench): Promise<string> {
  log.take()
  await sleep(30_000)
  const idle = log.take().length * 2
  await load.call("drop", STORM)
  await sleep(500)
  log.take()
  const start = Date.now()
  const { slug, epoch, version } = blog
  await load.call("open", { transport, port: subject.port, slug, epoch, version, count: STORM })
  const seconds = (Date.now() - start) / 1000
  const storm = log.take().length
  return `${transport}: ${idle} statements in an idle minute with 10,000 readers; ${STORM} reconnects in ${seconds.toFixed(1)} s made ${storm} statements.`
}

// What node:http itself needs for a request that waits.
async function measureHolding(): Promise<string> {
  const [holder, load] = [startWorker("./load/holding-server.ts"), startWorker("./load/reader-load.ts")]
  try {
    const count = COUNTS.at(-1) ?? 0
    const port = await holder.call<number>("listen")
    const empty = await weigh(holder.pid)
    await load.call("open", { transport: "long-polling", port, slug: "floor", epoch: "floor", version: 0, count })
    const kilobytes = ((await weigh(holder.pid)) - empty) / 1024 / count
    const held = await holder.call<number>("count")
    return `A bare node:http server that holds ${held} requests, and has never answered one: ${kilobytes.toFixed(1)} KB each.`
  } finally {
    await Promise.all([holder, load].map((worker) => worker.stop()))
  }
}

function toCells({ transport, count, kilobytes, cpuPercent, own, floor, statements }: Row): string[] {
  const times = [own.p50, own.p99, own.last, floor.last].map((each) => each.toFixed(0))
  return [
    transport,
    count.toLocaleString("en"),
    kilobytes.toFixed(1),
    cpuPercent.toFixed(1),
    ...times,
    (own.last / floor.last).toFixed(2),
    `${own.cpu.toFixed(0)}, ${floor.cpu.toFixed(0)}`,
    statements.toFixed(1),
  ]
}

function findMissed(row: Row): string[] {
  const { transport, count, kilobytes, cpuPercent, own, floor, statements } = row
  const which = `${transport}, ${count} readers:`
  const missed: string[] = []
  if (count === 10_000 && kilobytes > LIMITS.kilobytes) missed.push(`${which} ${kilobytes.toFixed(1)} KB each`)
  if (cpuPercent >= LIMITS.cpuPercent) missed.push(`${which} ${cpuPercent.toFixed(1)} % of a CPU while idle`)
  const ratio = own.last / floor.last
  if (count === 10_000 && ratio > MAX_RATIO[transport as keyof typeof MAX_RATIO])
    missed.push(`${which} ${ratio.toFixed(2)} of the floor`)
  if (count === 1_000 && transport !== "long-polling" && own.p99 > 50)
    missed.push(`${which} p99 of ${own.p99.toFixed(0)} ms`)
  if (statements > LIMITS.statements) missed.push(`${which} ${statements} statements per update`)
  return missed
}

import net, { type AddressInfo } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { BENCH_NAME } from "./commit-update"
import { type Filled, fillBlog } from "./fill-blog"
import type { LoadTransport, OpenReaders } from "./load/reader-load"
import { now, startWorker } from "./load-worker"
import { publishPost } from "./publish-post"
import { percentile, printTable } from "./statistics"
import { type Subject, startApp } from "./subject"

const READERS = 10_000
const SAVES = 40
const INTERVAL_MS = 1_000
const MAX_P95_MS = 100

/** How long an editor waits for a save: alone, with 10,000 readers who get an update each second, and with a Pusher that hangs. */
export async function benchSaves(): Promise<boolean> {
  const hanging = await startHangingService()
  const pusher = {
    PUSHER_APP_ID: "1",
    PUSHER_KEY: "key",
    PUSHER_SECRET: "secret",
    PUSHER_HOST: "127.0.0.1",
    PUSHER_TLS: "0",
  }
  const subject = await startApp({ ...pusher, PUSHER_PORT: String(hanging.port) })
  try {
    const rows = [{ name: "no readers", times: await measureSaves(subject, await fillBlog("bench-alone", 50)) }]
    for (const transport of chosenTransports())
      rows.push({ name: `10,000 readers, ${transport}`, times: await withReaders(subject, transport) })
    const blog = await fillBlog("bench-pusher", 50)
    await setPublisher(subject.databaseUrl, blog.slug)
    rows.push({ name: "Pusher hangs", times: await measureSaves(subject, blog) })
    if (hanging.count() === 0) throw new Error("Nobody tried to reach the service that hangs: nothing was measured.")
    const cells = rows.map(({ name, times }) => [
      name,
      ...[50, 95, 100].map((each) => percentile(times, each).toFixed(0)),
    ])
    printTable(["while", "save p50 ms", "p95 ms", "max ms"], cells)
    const held = rows.every(({ times }) => percentile(times, 95) <= MAX_P95_MS)
    console.log(held ? `All within ${MAX_P95_MS} ms (p95).` : `NOT all within ${MAX_P95_MS} ms (p95).`)
    return held
  } finally {
    await subject.stop()
    hanging.stop()
  }
}

const TRANSPORTS = ["sse", "websocket", "long-polling"] as const

/** Those named on the command line, else all. */
function chosenTransports(): readonly LoadTransport[] {
  const chosen = TRANSPORTS.filter((each) => process.argv.includes(each))
  return chosen.length > 0 ? chosen : TRANSPORTS
}

async function withReaders(subject: Subject, transport: LoadTransport): Promise<number[]> {
  const load = startWorker("./load/reader-load.ts")
  try {
    const { slug, epoch, version } = await fillBlog(`bench-saves-${transport}`, 50)
    const open: OpenReaders = { transport, port: subject.port, slug, epoch, version, count: READERS }
    await load.call("open", open)
    await load.call("arm")
    await sleep(2_000)
    const times = await measureSaves(subject, { slug, epoch, version }, () => load.call("arm"))
    const { held } = await load.call<{ held: number }>("counts")
    if (held !== READERS) throw new Error(`Only ${held} of ${READERS} readers were held to the end.`)
    return times
  } finally {
    await load.stop()
  }
}

/** One save each second through the HTTP API: each is itself an update to all readers. */
async function measureSaves(
  subject: Subject,
  { slug }: Filled,
  before: () => Promise<unknown> = async () => {},
): Promise<number[]> {
  const times: number[] = []
  for (let save = -3; save < SAVES; save += 1) {
    await before()
    const start = now()
    await publishPost(subject, slug, { text: `Save ${save}. Counting goes on in all twelve cities of the province.` })
    const took = now() - start
    if (save >= 0) times.push(took)
    await sleep(Math.max(0, INTERVAL_MS - took))
  }
  return times
}

async function setPublisher(databaseUrl: string, slug: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: BENCH_NAME })
  await client.connect()
  await client.query("update blog set publisher = 'pusher' where slug = $1", [slug])
  await client.end()
}

/** Takes connections and never says a word. */
async function startHangingService(): Promise<{ port: number; count: () => number; stop: () => void }> {
  const sockets = new Set<net.Socket>()
  let count = 0
  const server = net.createServer((socket) => {
    count += 1
    sockets.add(socket)
    socket.on("error", () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const stop = () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  return { port: (server.address() as AddressInfo).port, count: () => count, stop }
}

import { setTimeout as sleep } from "node:timers/promises"
import { Gauge, type Registry } from "prom-client"
import { allCaches } from "@/lib/cache"
import { db, Prisma, poolState } from "@/lib/db/client"
import { databaseTrouble } from "@/lib/db/trouble"
import { outgoing } from "@/lib/http/outgoing"
import { isListening, processHub } from "@/lib/realtime/broker"
import { readFreeSpace } from "./free-space"

/** How long a scrape waits for the database: a database that is away must not take the numbers with it. */
const TIMEOUT_MS = 2_000
const TRANSPORTS = ["interval-polling", "long-polling", "sse", "websocket"]

/** States of this moment, worked out when the registry is asked. */
export function registerGauges(registry: Registry): void {
  const registers = [registry]
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: `running_story_${name}`,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })
  new Gauge({
    name: "running_story_readers",
    help: "Readers of this process by the way they follow; for interval polling an estimate. Pusher counts its own.",
    labelNames: ["transport"],
    registers,
    collect() {
      for (const [transport, count] of countReaders()) this.set({ transport }, count)
    },
  })
  registerCaches(registers)
  gauge("outgoing_bytes", "Large responses in flight to readers; a shared one counts once.", () => outgoing.bytes)
  gauge("listening", "1 while announcements of changes arrive.", () => Number(isListening()))
  gauge("blogs_open", "Blogs that this process knows.", () => processHub().channels.size)
  gauge("database_connections", "Connections of the pool.", () => poolState().total)
  gauge("database_connections_idle", "Idle connections of the pool.", () => poolState().idle)
  gauge("db_pool_waiting", "Statements that wait for a connection of the pool.", () => poolState().waiting)
  gauge("database_writable", "0 while there is no room for what is saved, or the database takes no changes.", () =>
    Number(!["full", "readOnly"].includes(databaseTrouble() ?? "")),
  )
  new Gauge({
    name: "running_story_database_disk_free_bytes",
    help: "Room on the disk of the database that comes along; NaN with another one.",
    registers,
    async collect() {
      this.set((await readFreeSpace()) ?? Number.NaN)
    },
  })
  registerPusher(registry)
}

function registerCaches(registers: Registry[]): void {
  const labelNames = ["cache"]
  new Gauge({
    name: "running_story_cache_bytes",
    help: "Bytes that each cache of this process holds.",
    labelNames,
    registers,
    collect() {
      for (const { name: cache, bytes } of allCaches()) this.set({ cache }, bytes)
    },
  })
  new Gauge({
    name: "running_story_cache_max_bytes",
    help: "Bytes that each cache of this process may hold.",
    labelNames,
    registers,
    collect() {
      for (const { name: cache, maxBytes } of allCaches()) this.set({ cache }, maxBytes)
    },
  })
}

function registerPusher(registry: Registry): void {
  // The numbers of one scrape come from one question.
  let asked: Promise<PushState | null> | null = null
  const read = () => {
    asked ??= readPushState().finally(() => {
      asked = null
    })
    return asked
  }
  const gauge = (name: string, help: string, pick: (state: PushState | null) => number) =>
    new Gauge({
      name: `running_story_${name}`,
      help,
      registers: [registry],
      async collect() {
        this.set(pick(await read()))
      },
    })
  gauge("database_up", "1 when the database answered this scrape.", (state) => Number(state !== null))
  gauge(
    "push_lag_versions",
    "Versions not yet sent to Pusher, of the blog that is most behind.",
    (state) => state?.lag ?? Number.NaN,
  )
  gauge(
    "push_failing_blogs",
    "Blogs of which the hosted service (Pusher) could not be told.",
    (state) => state?.failing ?? Number.NaN,
  )
}

type PushState = { lag: number; failing: number }

async function readPushState(): Promise<PushState | null> {
  const read = db().$queryRaw<PushState[]>(Prisma.sql`
    select coalesce(max(version - pusher_version), 0)::int as lag,
      (count(*) filter (where pusher_failing_since is not null))::int as failing
    from blog where publisher = 'pusher'`)
  const rows = await Promise.race([read.catch(() => null), sleep(TIMEOUT_MS, null, { ref: false })])
  return rows?.[0] ?? null
}

function countReaders(): Map<string, number> {
  const counts = new Map(TRANSPORTS.map((transport) => [transport, 0]))
  const hub = processHub()
  for (const [transport, count] of hub.countReaders()) counts.set(transport, count)
  let polling = 0
  for (const channel of hub.channels.values()) polling += channel.polls.readers
  counts.set("interval-polling", polling)
  return counts
}

import { setTimeout as sleep } from "node:timers/promises"
import { createBlog } from "@/lib/blogs/create-blog"
import { readChangesAfterVersion } from "@/lib/changes/read-changes"
import { type ChaosEnvironment, startEnvironment } from "./chaos-environment"
import { type ChaosReader, emptyFeed, type ReaderTransport, startReader } from "./chaos-reader"
import { startEditors } from "./editors"
import { type FaultProxy, startFaultProxy } from "./fault-proxy"
import { findLies } from "./oracle"
import { READ } from "./reader-transports"
import { measureRecovery } from "./recovery"
import { startSlowReaders } from "./slow-readers"

export type ChaosPlan = {
  apps: number
  liveServers: number
  /** Of each transport at each server. */
  readers: number
  slowReaders: number
  /** How often something is ended or cut, one after another: server, database, server, listening connections. */
  blows: number
}

export type ChaosReport = {
  lies: string[]
  saved: number
  refused: number
  faults: number
  applied: number
  blows: string[]
  slowHeld: number
}

const TRANSPORTS = Object.keys(READ) as ReaderTransport[]
const PAUSE_MS = 2_000
/** After quiet: what was half-open is noticed, what was away is back. */
const REST_MS = 30_000
const MAX_RECOVERY_MS = 5_000

/** Lets everything go wrong for a while, then has quiet, and compares each reader with the database. */
export async function runChaos({
  apps,
  liveServers,
  readers,
  slowReaders,
  blows: count,
}: ChaosPlan): Promise<ChaosReport> {
  const stage = await startEnvironment({ apps, liveServers })
  const proxies: FaultProxy[] = []
  const all: ChaosReader[] = []
  let slow: ReturnType<typeof startSlowReaders> | undefined
  try {
    const blog = await createBlog(SYSTEM, { slug: "chaos", title: "Chaos" })
    const first = await readChangesAfterVersion(blog.id, 0)
    const start = first?.snapshot.blog ? emptyFeed(first.snapshot.epoch, first.snapshot.blog) : null
    if (!start) throw new Error("The blog is not public.")
    for (const { port } of stage.servers) proxies.push(await startFaultProxy(port))
    const editors = startEditors(blog.id, 3)
    const join = () => {
      for (const proxy of proxies)
        for (const transport of TRANSPORTS)
          all.push(startReader(transport, { port: proxy.port, slug: blog.slug }, all[0]?.feed() ?? start))
    }
    for (let round = 1; round < readers; round += 1) join()
    slow = startSlowReaders(stage.servers[0]?.port ?? 0, blog.slug, start.epoch, slowReaders)
    // What a page held now is what stale HTML holds later.
    const stale = all.map(({ feed }) => feed())
    // Nobody harms the connections of these: they come back as fast as readers can.
    const witnesses = stage.servers.flatMap(({ port }) =>
      TRANSPORTS.map((transport) => startReader(transport, { port, slug: blog.slug }, start)),
    )
    all.push(...witnesses)
    const { blows, late } = await strike(stage, count, () => measureRecovery(blog.id, witnesses))
    for (const [index, proxy] of proxies.entries()) {
      proxy.calm()
      for (const transport of TRANSPORTS)
        all.push(startReader(transport, { port: proxy.port, slug: blog.slug }, stale[index] ?? start))
    }
    await editors.stop()
    const lies = await findLies(all, blog.id, REST_MS)
    const sum = (of: (reader: ChaosReader) => number) => all.reduce((total, reader) => total + of(reader), 0)
    return {
      lies: [...late, ...lies],
      blows,
      saved: editors.saved(),
      refused: editors.refused(),
      faults: proxies.reduce((total, proxy) => total + proxy.faults(), 0),
      applied: sum(({ counts }) => counts.applied),
      slowHeld: slow.held(),
    }
  } finally {
    slow?.stop()
    await Promise.all([...all, ...proxies].map((each) => each.stop()))
    await stage.stop()
  }
}

/** One blow after another, at each server in turn. Returns what was done, and after which one readers were late. */
async function strike(
  stage: ChaosEnvironment,
  count: number,
  recover: () => Promise<number>,
): Promise<{ blows: string[]; late: string[] }> {
  const blows: string[] = []
  const late: string[] = []
  for (let turn = 0; turn < count; turn += 1) {
    const server = stage.servers[Math.floor(turn / 4) % stage.servers.length]
    const kinds: [string, () => Promise<void> | undefined][] = [
      [`SIGTERM to ${server?.name}`, () => server?.restart()],
      ["PostgreSQL killed", stage.killPostgres],
      [`SIGKILL to ${server?.name}`, () => server?.kill()],
      ["listening connections cut", stage.cutListeners],
    ]
    const [name, blow] = kinds[turn % kinds.length] ?? ["nothing", () => undefined]
    await blow()
    const recovered = await recover()
    const words = `${name}: every reader was up to date again ${(recovered / 1000).toFixed(1)} s after it was back`
    blows.push(words)
    if (recovered > MAX_RECOVERY_MS) late.push(words)
    await sleep(PAUSE_MS)
  }
  return { blows, late }
}

const SYSTEM = { kind: "system", name: "chaos", source: "api" } as const

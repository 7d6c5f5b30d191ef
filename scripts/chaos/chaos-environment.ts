import { type ChildProcess, spawn } from "node:child_process"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import pg from "pg"
import { closeDb } from "@/lib/db/client"
import { migrate } from "@/lib/db/migrate"
import { setDatabaseUrl } from "@/lib/env"
import { startEmbeddedPostgres } from "@/scripts/lib/postgres/start-postgres"
import { end, findFreePort, waitUntilReady } from "../lib/start-product"

/** One server process that may be ended and started again on its port. */
export type ChaosActor = {
  name: string
  port: number
  kill: () => Promise<void>
  restart: () => Promise<void>
  stop: () => Promise<void>
}
export type ChaosEnvironment = {
  servers: ChaosActor[]
  /** Ends PostgreSQL without a word; it is started again by itself. */
  killPostgres: () => Promise<void>
  /** Ends the connections on which servers hear of changes. */
  cutListeners: () => Promise<void>
  stop: () => Promise<void>
}

const READERS = { MAX_READERS: "20000", DEMO: "0", NODE_ENV: "production" } as const
const MAX_STOP_MS = 10_000

/** A database of its own, with app processes and live servers that share it and nothing else. */
export async function startEnvironment({
  apps,
  liveServers,
}: {
  apps: number
  liveServers: number
}): Promise<ChaosEnvironment> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "running-story-chaos-"))
  const postgres = await startEmbeddedPostgres(folder, () => {})
  await migrate(postgres.url)
  setDatabaseUrl(postgres.url)
  const started: Promise<ChaosActor>[] = []
  for (let index = 0; index < apps + liveServers; index += 1) {
    const script = index < apps ? "scripts/start.ts" : "scripts/live-server.ts"
    const preload = ["--import", "./scripts/chaos/clock-steps.ts"]
    started.push(startActor(`${script} ${index + 1}`, ["--import", "tsx", ...preload, script], postgres.url))
  }
  const servers = await Promise.all(started)
  const stop = async () => {
    await Promise.all(servers.map((server) => server.stop()))
    await closeDb()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return {
    servers,
    stop,
    killPostgres: () => killPostgres(postgres.url),
    cutListeners: () => cutListeners(postgres.url),
  }
}

async function startActor(name: string, args: string[], databaseUrl: string): Promise<ChaosActor> {
  const port = await findFreePort()
  const env = { ...process.env, ...READERS, DATABASE_URL: databaseUrl, PORT: String(port), LIVE_PORT: String(port) }
  let child: ChildProcess
  const start = async () => {
    child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] })
    let output = ""
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk: Buffer) => {
        output = (output + chunk.toString("utf8")).slice(-20_000)
      })
    await waitUntilReady(`http://127.0.0.1:${port}`, child, () => output)
  }
  const kill = async () => {
    const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()))
    child.kill("SIGKILL")
    await exited
    await start()
  }
  const restart = async () => {
    const began = Date.now()
    await end(child)
    const took = Date.now() - began
    if (child.exitCode !== 0) throw new Error(`${name} ended with ${child.exitCode ?? child.signalCode} on SIGTERM.`)
    if (took > MAX_STOP_MS) throw new Error(`${name} took ${took} ms to end.`)
    await start()
  }
  await start()
  return { name, port, kill, restart, stop: () => end(child) }
}

async function killPostgres(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on("error", () => {})
  await client.connect()
  const { rows } = await client.query<{ data_directory: string }>("show data_directory")
  const pid = Number(
    (await readFile(path.join(rows[0]?.data_directory ?? "", "postmaster.pid"), "utf8")).split("\n")[0],
  )
  process.kill(pid, "SIGKILL")
  await client.end().catch(() => {})
}

async function cutListeners(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'running-story-listen'`,
  )
  await client.end()
}

import { type ChildProcess, spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { closeDb } from "@/lib/db/client"
import { migrate } from "@/lib/db/migrate"
import { setDatabaseUrl } from "@/lib/env"
import { findRunning } from "@/scripts/lib/postgres/data-dir-lock"
import { startEmbeddedPostgres } from "@/scripts/lib/postgres/start-postgres"
import { buildApp, isBuilt } from "../lib/build-app"
import { end, findFreePort, startProduct, waitUntilReady } from "../lib/start-product"

/** The server that is measured: one process, and the database behind it. */
export type Subject = {
  name: string
  port: number
  pid: number
  databaseUrl: string
  token: string
  /** How it ended; null while it runs. */
  exitCode: () => number | null
  stop: () => Promise<void>
}

type Env = Record<string, string>

const MANY_READERS: Env = { MAX_READERS: "60000", POLLING_TIMEOUT: "300" }

/** The whole product, as `npm start` runs it. */
export async function startApp(env: Env = {}): Promise<Subject> {
  if (!isBuilt()) await buildApp()
  const product = await startProduct({ env: { ...MANY_READERS, ...env } })
  const running = await findRunning(product.dataDir)
  if (!running || !product.process.pid) throw new Error("The product does not run.")
  setDatabaseUrl(running.databaseUrl)
  const { port } = new URL(product.url)
  const { token } = product
  const stop = async () => {
    await closeDb()
    await product.stop()
  }
  const exitCode = () => product.process.exitCode
  return {
    name: "app",
    port: Number(port),
    pid: product.process.pid,
    databaseUrl: running.databaseUrl,
    token,
    exitCode,
    stop,
  }
}

/** The stand-alone live server on a database of its own. */
export async function startLiveServer(env: Env = {}): Promise<Subject> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "running-story-bench-"))
  const postgres = await startEmbeddedPostgres(folder, () => {})
  await migrate(postgres.url)
  setDatabaseUrl(postgres.url)
  const port = await findFreePort()
  const child = await spawnServer(["--import", "tsx", "scripts/live-server.ts"], port, {
    ...MANY_READERS,
    DATABASE_URL: postgres.url,
    LIVE_PORT: String(port),
    ...env,
  })
  const stop = async () => {
    await end(child)
    await closeDb()
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return {
    name: "live server",
    port,
    pid: child.pid ?? 0,
    databaseUrl: postgres.url,
    token: "",
    exitCode: () => child.exitCode,
    stop,
  }
}

/** The app's route handlers behind `next start`, on the database of another subject. */
export async function startNext(
  databaseUrl: string,
  more: Env = {},
): Promise<{ port: number; pid: number; stop: () => Promise<void> }> {
  const port = await findFreePort()
  const next = path.join("node_modules", "next", "dist", "bin", "next")
  const env = { DATABASE_URL: databaseUrl, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", ...more }
  const child = await spawnServer([next, "start", "-p", String(port)], port, env)
  return { port, pid: child.pid ?? 0, stop: () => end(child) }
}

/** Starts a server process and waits until it is ready. */
export async function spawnServer(args: string[], port: number, env: Env): Promise<ChildProcess> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  })
  let output = ""
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")))
  await waitUntilReady(`http://127.0.0.1:${port}`, child, () => output)
  return child
}

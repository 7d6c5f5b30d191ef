import { chmod, stat } from "node:fs/promises"
import { createServer } from "node:net"
import path from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { makeFolder } from "@/lib/disk"
import { elapsedSince } from "@/lib/elapsed"
import { findDataFolder, findRunAs, preparePostgres } from "./binaries"
import { isCluster, makeCluster, mendCluster } from "./cluster"
import { usingDataDir } from "./data-dir-lock"
import { makePassword, readPassword, setDatabasePassword } from "./database-password"
import { type Cluster, PostgresServer, urlOf } from "./server-process"

const DATABASE = "running_story"
/** Tries of a first start, for what passes by itself. */
const MAX_FIRST_STARTS = 5
const RETRY_DELAY_MS = 500
const MAX_RETRY_DELAY_MS = 30_000
/** After so long without an end, the next one counts as the first. */
const STEADY_MS = 60_000

/** `home`: the folder that it lives in. */
export type EmbeddedPostgres = { url: string; home: string; stop: () => Promise<void> }
type Say = (words: string) => void

/** Where the database that comes along keeps its files and its log. */
export function databaseHome(dataDir: string): { home: string; log: string } {
  const home = findDataFolder(dataDir, findRunAs(dataDir))
  return { home, log: path.join(home, "postgres.log") }
}

/**
 * Starts the PostgreSQL that comes with the npm packages on a folder, making the cluster first if there is none. It
 * listens on 127.0.0.1 alone, under a random password and a free port, in a process group of its own, so that Ctrl-C in
 * a terminal reaches us first and we can end it last. Should it die while we live, it is started again on the same
 * port, each time after a longer pause. `say` gets words for people. Throws in words when it does not start.
 */
export async function startEmbeddedPostgres(dataDir: string, say: Say): Promise<EmbeddedPostgres> {
  return usingDataDir(dataDir, async () => supervise(await openCluster(dataDir, say), say))
}

async function openCluster(dataDir: string, say: Say): Promise<Cluster> {
  const runAs = findRunAs(dataDir)
  const { home, log } = databaseHome(dataDir)
  if (home !== path.resolve(dataDir)) say(`The database lives in ${home}, where an unprivileged user can reach it.`)
  await makeFolder(home)
  // The folder is ours alone to list; PostgreSQL's user only passes through it to its own.
  if (runAs) await chmod(home, ((await stat(home)).mode & 0o777) | 0o011)
  const { initdb, postgres } = await preparePostgres(home, runAs)
  const folder = path.join(home, "postgres")
  const isThere = await isCluster(folder)
  if (isThere) await mendCluster(folder, runAs, say)
  const known = await readPassword(home)
  const password = known ?? (await makePassword(home))
  if (!isThere) {
    say("Making a new database …")
    await makeCluster({ initdb, folder, password, runAs })
  } else if (!known) {
    say("The file with the database's password is gone; it gets a new one.")
    setDatabasePassword({ postgres, folder, runAs }, password)
  }
  return { folder, log, postgres, runAs, password, port: await findFreePort() }
}

async function supervise(cluster: Cluster, say: Say): Promise<EmbeddedPostgres> {
  const url = (database: string) => urlOf(cluster, database)
  const stopping = new AbortController()
  const server = new PostgresServer(cluster, say)
  // Whatever ends us in the middle of a start: it must not live on.
  const endWithUs = () => server.child?.kill("SIGINT")
  process.once("exit", endWithUs)
  const stop = async () => {
    stopping.abort()
    await server.stop()
    process.off("exit", endWithUs)
  }
  try {
    await startFirst(server, cluster, say)
    await ensureDatabase(url("postgres"))
  } catch (error) {
    await stop()
    throw error
  }
  void guard(server, say, stopping.signal)
  return { url: url(DATABASE), home: path.dirname(cluster.folder), stop }
}

async function startFirst(server: PostgresServer, cluster: Cluster, say: Say): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const failure = await server.start()
    if (!failure) return
    if (tries >= MAX_FIRST_STARTS || !(failure.mayPass || failure.isPassword))
      throw new Error(`The database did not start. ${failure.words}. ${failure.fix} (Its log: ${cluster.log})`)
    if (failure.isPassword) {
      say("The database refuses the password that is kept for it; it gets this one anew.")
      setDatabasePassword(cluster, cluster.password)
    } else {
      await sleep(RETRY_DELAY_MS)
      cluster.port = await findFreePort()
    }
  }
}

/** Starts a server that ended anew, until `signal` says that it is to be over. */
async function guard(server: PostgresServer, say: Say, signal: AbortSignal): Promise<void> {
  let failures = 0
  for (;;) {
    const runsSince = Date.now()
    const how = await server.ended()
    if (signal.aborted) return
    if (elapsedSince(runsSince) > STEADY_MS) failures = 0
    let words = `The database ended unexpectedly (${how}).`
    for (;;) {
      const delay = Math.min(RETRY_DELAY_MS * 2 ** failures, MAX_RETRY_DELAY_MS)
      failures += 1
      say(`${words} Starting it again in ${delay / 1000} s.`)
      await sleep(delay, undefined, { signal }).catch(() => {})
      if (signal.aborted) return
      const failure = await server.start()
      if (signal.aborted) return
      if (!failure) break
      words = `The database does not start. ${failure.words}. ${failure.fix}`
    }
    say("The database runs again.")
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  client.on("error", () => {})
  await client.connect()
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [DATABASE])
    if (!rowCount) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once("error", reject)
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port"))))
    })
  })
}

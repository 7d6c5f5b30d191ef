import { type ChildProcess, spawn, spawnSync } from "node:child_process"
import { randomBytes } from "node:crypto"
import { existsSync, openSync } from "node:fs"
import { chmod, chown, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises"
import { createServer } from "node:net"
import path from "node:path"
import pg from "pg"
import { isAlive } from "./data-dir"
import { findRunAs, giveTo, placeForDatabase, preparePostgres, type RunAs } from "./postgres-binaries"

const USER = "running_story"
const DATABASE = "running_story"
const START_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 6_000
const RESTART_PAUSE_MS = 500

export type EmbeddedPostgres = { url: string; stop: () => Promise<void> }
type Cluster = { folder: string; log: string; postgres: string; runAs: RunAs; password: string; port: number }

/**
 * Starts the PostgreSQL that comes with the npm packages on a folder, making the cluster first if there is none. It
 * listens on 127.0.0.1 alone, under a random password and a free port, in a process group of its own, so that Ctrl-C in
 * a terminal reaches us first and we can end it last. Should it die while we live, it is started again on the same
 * port. `say` gets words for people.
 */
export async function startEmbeddedPostgres(dataDir: string, say: (words: string) => void): Promise<EmbeddedPostgres> {
  const runAs = findRunAs()
  const home = placeForDatabase(dataDir, runAs)
  if (home !== path.resolve(dataDir)) say(`The database lives in ${home}, where an unprivileged user can reach it.`)
  await mkdir(home, { recursive: true })
  // The folder is ours alone to list; PostgreSQL's user only passes through it to its own.
  if (runAs) await chmod(home, ((await stat(home)).mode & 0o777) | 0o011)
  const { initdb, postgres } = await preparePostgres(home, runAs)
  const folder = path.join(home, "postgres")
  const password = await readPassword(home)
  if (!existsSync(folder)) {
    say("Making a new database …")
    await makeCluster({ initdb, folder, password, runAs })
  }
  await giveTo(folder, runAs)
  await endOrphan(folder, say)
  const cluster = {
    folder,
    log: path.join(home, "postgres.log"),
    postgres,
    runAs,
    password,
    port: await findFreePort(),
  }
  return supervise(cluster, say)
}

async function supervise(cluster: Cluster, say: (words: string) => void): Promise<EmbeddedPostgres> {
  let stopping = false
  let child = spawnPostgres(cluster)
  const watch = () =>
    child.once("exit", () => {
      if (stopping) return
      say("The database ended unexpectedly; starting it again.")
      setTimeout(() => {
        if (stopping) return
        child = spawnPostgres(cluster)
        watch()
      }, RESTART_PAUSE_MS)
    })
  const early = new Promise<never>((_, reject) => {
    child.once("exit", () => reject(new Error(`PostgreSQL did not start. See ${cluster.log}.`)))
  })
  const url = (database: string) => `postgresql://${USER}:${cluster.password}@127.0.0.1:${cluster.port}/${database}`
  await Promise.race([waitUntilReady(url("postgres")), early])
  child.removeAllListeners("exit")
  watch()
  await ensureDatabase(url("postgres"))
  const stop = async () => {
    stopping = true
    await end(child)
  }
  return { url: url(DATABASE), stop }
}

function spawnPostgres({ postgres, folder, port, log, runAs }: Cluster): ChildProcess {
  const settings = [
    `listen_addresses=127.0.0.1`,
    "unix_socket_directories=",
    "max_connections=80",
    "shared_buffers=128MB",
  ]
  const output = openSync(log, "a", 0o600)
  const child = spawn(postgres, ["-D", folder, "-p", String(port), ...settings.flatMap((each) => ["-c", each])], {
    detached: true,
    stdio: ["ignore", output, output],
    ...(runAs ?? {}),
  })
  // A spawn that fails tells by `error`; without a listener it would end this process before its words are out.
  child.once("error", () => child.emit("exit", 1, null))
  return child
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  child.kill("SIGINT")
  const timer = setTimeout(() => child.kill("SIGQUIT"), STOP_TIMEOUT_MS)
  await exited
  clearTimeout(timer)
}

async function makeCluster({
  initdb,
  folder,
  password,
  runAs,
}: {
  initdb: string
  folder: string
  password: string
  runAs: RunAs
}) {
  // Made beside and renamed when whole, so that a crash in the middle leaves no half cluster.
  const fresh = `${folder}.new`
  const passwordFile = `${folder}.password`
  await rm(fresh, { recursive: true, force: true })
  await mkdir(fresh, { mode: 0o700 })
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  if (runAs) await Promise.all([fresh, passwordFile].map((each) => chown(each, runAs.uid, runAs.gid)))
  const locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--encoding=UTF8"]
  const access = [`--username=${USER}`, `--pwfile=${passwordFile}`, "--auth=scram-sha-256"]
  const result = spawnSync(initdb, [`--pgdata=${fresh}`, ...access, ...locale], { encoding: "utf8", ...(runAs ?? {}) })
  await rm(passwordFile, { force: true })
  if (result.status !== 0) throw new Error(`Making the database failed:\n${result.stderr || result.error?.message}`)
  await rename(fresh, folder)
}

async function readPassword(home: string): Promise<string> {
  const file = path.join(home, "postgres-password")
  const known = await readFile(file, "utf8").catch(() => "")
  if (known) return known.trim()
  const password = randomBytes(24).toString("base64url")
  await writeFile(file, password, { mode: 0o600 })
  await chmod(file, 0o600)
  return password
}

// After a SIGKILL of our process its PostgreSQL lives on. It is ended as on any stop; what was committed is safe.
async function endOrphan(folder: string, say: (words: string) => void): Promise<void> {
  const file = path.join(folder, "postmaster.pid")
  const pid = Number((await readFile(file, "utf8").catch(() => "")).split("\n")[0])
  if (!pid) return
  const command = isAlive(pid) ? spawnSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" }).stdout : ""
  if (!command.includes(folder)) {
    // The number belongs to nobody, or (in a container that started anew) to some other program.
    await rm(file, { force: true })
    return
  }
  say("Ending a database that an earlier crash left running …")
  process.kill(pid, "SIGINT")
  for (let waited = 0; isAlive(pid) && waited < 100; waited += 1)
    await new Promise((resolve) => setTimeout(resolve, 100))
  if (isAlive(pid)) throw new Error(`An earlier PostgreSQL (process ${pid}) does not stop. End it, then start again.`)
}

async function waitUntilReady(url: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
    try {
      await client.connect()
      return
    } catch (error) {
      if (Date.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    } finally {
      await client.end().catch(() => {})
    }
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
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

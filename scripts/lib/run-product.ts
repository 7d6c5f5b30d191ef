import { prepareSetup } from "@/lib/auth/setup"
import { removeLeftStaging } from "@/lib/backup/staging"
import { closeDb, requireDirectUrl } from "@/lib/db/client"
import { migrate } from "@/lib/db/migrate"
import { waitForDatabase } from "@/lib/db/wait-for-database"
import { seedDemo } from "@/lib/demo/seed-demo"
import { env, setDatabaseUrl } from "@/lib/env"
import { startCleanupJob } from "@/lib/jobs/media-cleanup"
import { startReceiverDelivery } from "@/lib/jobs/receiver-delivery"
import { startScheduler } from "@/lib/jobs/scheduler"
import { paths } from "@/lib/paths"
import { processHub } from "@/lib/realtime/broker"
import { watchFreeSpace } from "@/lib/server/free-space"
import { closeHttpServer, createHttpServer } from "@/lib/server/http-server"
import { prepareNext } from "@/lib/server/next-app"
import { lockDataDir, writeRunning } from "@/scripts/lib/postgres/data-dir-lock"
import { startEmbeddedPostgres } from "@/scripts/lib/postgres/start-postgres"
import { buildApp, isBuilt } from "./build-app"
import { listen } from "./listen"
import { type StopStep, stopOnSignals } from "./stop-on-signals"

const say = (words: string) => console.log(`  ${words}`)

/**
 * Starts everything in order and stops it in the opposite order on Ctrl-C and SIGTERM. Says in words what takes time.
 * Throws, after ending what it had started, when something does not start.
 */
export async function runProduct({ dev }: { dev: boolean }): Promise<void> {
  const started = Date.now()
  console.log("\nRunning Story\n")
  const undo: StopStep[] = []
  const stop = stopOnSignals(undo)
  try {
    await bringUp({ dev, undo })
  } catch (error) {
    await stop()
    throw error
  }
  say(`Ready after ${((Date.now() - started) / 1000).toFixed(1)} s. Ctrl-C stops everything.\n`)
}

async function bringUp({ dev, undo }: { dev: boolean; undo: StopStep[] }): Promise<void> {
  const { DATA_DIR, PORT, HOST, DATABASE_URL } = env()
  if (!DATABASE_URL) undo.unshift(await lockDataDir(DATA_DIR))
  const database = bringDatabase(undo)
  // Whatever becomes of the build: a database that is just starting is there to be stopped.
  await Promise.all([database, dev ? null : bringBuild()]).finally(() => database.catch(() => {}))
  const databaseUrl = requireDirectUrl()
  const applied = await migrate(databaseUrl)
  if (applied.length > 0)
    say(`Brought the database up to date (${applied.length} migration${applied.length > 1 ? "s" : ""}).`)
  if (await removeLeftStaging(databaseUrl)) say("Removed what a restore had left that was interrupted.")
  undo.unshift(closeDb)
  const setup = await prepareSetup()
  const demo = env().DEMO === "1" ? await seedDemo() : null

  processHub()
  undo.unshift(startScheduler())
  undo.unshift(startReceiverDelivery())
  undo.unshift(startCleanupJob())
  const next = await prepareNext({ dev, port: PORT })
  undo.unshift(() => next.close())
  const server = createHttpServer(next)
  await listen(server, PORT, HOST, "PORT=3001 npm start")
  undo.unshift(() => closeHttpServer(server))
  const url = env().APP_URL ?? `http://localhost:${PORT}`
  if (!DATABASE_URL) await writeRunning(DATA_DIR, { pid: process.pid, url, databaseUrl })

  console.log()
  say(`Readers:  ${url}/`)
  if (demo) say(`Demo:     ${url}${paths.blog(demo.slug)}`)
  say(`Desk:     ${url}${paths.desk()}`)
  if (setup) say(`\n  Set-up, once:  ${url}${paths.setup(setup.token)}\n`)
}

async function bringDatabase(undo: StopStep[]): Promise<void> {
  const { DATABASE_URL } = env()
  if (DATABASE_URL) {
    say("Using the database of DATABASE_URL.")
    return waitForDatabase(DATABASE_URL, { say })
  }
  say("Starting the database …")
  const postgres = await startEmbeddedPostgres(env().DATA_DIR, say)
  undo.unshift(postgres.stop)
  setDatabaseUrl(postgres.url)
  watchFreeSpace(postgres.home)
}

async function bringBuild(): Promise<void> {
  if (isBuilt()) return
  say("Building the app; this takes up to a minute, and only after a change …")
  await buildApp()
}

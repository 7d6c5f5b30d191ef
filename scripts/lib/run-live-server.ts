import { setTimeout as sleep } from "node:timers/promises"
import { closeDb } from "@/lib/db/client"
import { waitForDatabase } from "@/lib/db/wait-for-database"
import { env, setDatabaseUrl } from "@/lib/env"
import { processHub, stopLive } from "@/lib/realtime/broker"
import { closeHttpServer, createHttpServer } from "@/lib/server/http-server"
import { checkReady } from "@/lib/server/readiness"
import { standaloneLive } from "@/lib/server/standalone-live"
import { findRunning } from "@/scripts/lib/postgres/data-dir-lock"
import { listen } from "./listen"
import { type StopStep, stopOnSignals } from "./stop-on-signals"

const CHECK_INTERVAL_MS = 1_000

const say = (words: string) => console.log(`  ${words}`)

/**
 * Starts the live endpoints alone. Applies no migrations, because the app may be in the middle of it: waits until they
 * are there. Scheduled posts are published by the app; telling a Pusher service is done by any process that has its keys.
 */
export async function runLiveServer(): Promise<void> {
  console.log("\nRunning Story, live server\n")
  const { LIVE_PORT, HOST, DATABASE_URL } = env()
  const undo: StopStep[] = []
  stopOnSignals(undo)
  if (DATABASE_URL) await waitForDatabase(DATABASE_URL, { say, patienceMs: Number.POSITIVE_INFINITY })
  else setDatabaseUrl(await waitForApp())
  undo.unshift(closeDb)
  undo.unshift(stopLive)
  processHub()
  await waitUntilReady()
  const server = createHttpServer(standaloneLive)
  await listen(server, LIVE_PORT, HOST, "LIVE_PORT=3011 npm run live-server")
  undo.unshift(() => closeHttpServer(server))
  if (!DATABASE_URL) undo.unshift(followApp())
  say(`Serving live updates on http://localhost:${LIVE_PORT}. Ctrl-C stops it.\n`)
}

/** The database of the app that runs on this data folder, as soon as one does. */
async function waitForApp(): Promise<string> {
  const { DATA_DIR } = env()
  for (let told = false; ; told = true) {
    const running = await findRunning(DATA_DIR)
    if (running) return running.databaseUrl
    if (!told) say(`Waiting for Running Story to start on ${DATA_DIR} (or set DATABASE_URL) …`)
    await sleep(CHECK_INTERVAL_MS)
  }
}

async function waitUntilReady(): Promise<void> {
  let told = ""
  for (;;) {
    const { ready, database, migrations } = await checkReady()
    if (ready) return
    const words = waitingFor(database, migrations)
    if (words !== told) say(words)
    told = words
    await sleep(CHECK_INTERVAL_MS)
  }
}

function waitingFor(database: boolean, migrations: boolean): string {
  if (!database) return "Waiting for the database to answer …"
  if (!migrations) return "Waiting until the app has brought the database up to date …"
  return "Connecting …"
}

// The app's own database gets another port with each start. Readers are let go, and come back to the new one.
function followApp(): StopStep {
  let following = true
  const follow = async () => {
    const running = await findRunning(env().DATA_DIR)
    if (!running || running.databaseUrl === env().DATABASE_URL || !following) return
    say("The app was started anew: following it to its database.")
    await stopLive()
    await closeDb()
    setDatabaseUrl(running.databaseUrl)
    processHub()
  }
  const timer = setInterval(() => void follow().catch((error: unknown) => console.error(error)), CHECK_INTERVAL_MS)
  return () => {
    following = false
    clearInterval(timer)
  }
}

import { waitForDatabase } from "@/lib/db/wait-for-database"
import { env, setDatabaseUrl } from "@/lib/env"
import { logErrorsOnly } from "@/lib/log"
import { findRunning, lockDataDir } from "@/scripts/lib/postgres/data-dir-lock"
import { startEmbeddedPostgres } from "@/scripts/lib/postgres/start-postgres"
import { generateClient } from "./generate-client"
import { RESTART_TIMEOUT_MS } from "./open-running-database"

/**
 * Runs a command on the installation's database: that of DATABASE_URL, else that of the server which runs on this data
 * folder, else the folder's own, started for as long as it takes.
 */
export async function withDatabase<T>(
  say: (words: string) => void,
  run: (databaseUrl: string) => Promise<T>,
): Promise<T> {
  logErrorsOnly()
  await generateClient()
  const { DATABASE_URL, DATA_DIR } = env()
  if (DATABASE_URL) {
    await waitForDatabase(DATABASE_URL, { say, patienceMs: 0 })
    return run(DATABASE_URL)
  }
  const running = await findRunning(DATA_DIR)
  if (running) {
    await waitForDatabase(running.databaseUrl, { say, patienceMs: RESTART_TIMEOUT_MS })
    setDatabaseUrl(running.databaseUrl)
    return run(running.databaseUrl)
  }
  const unlock = await lockDataDir(DATA_DIR)
  try {
    const postgres = await startEmbeddedPostgres(DATA_DIR, say)
    try {
      setDatabaseUrl(postgres.url)
      return await run(postgres.url)
    } finally {
      await postgres.stop()
    }
  } finally {
    await unlock()
  }
}

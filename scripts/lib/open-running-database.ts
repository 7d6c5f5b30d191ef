import { env, setDatabaseUrl } from "@/lib/env"
import { logErrorsOnly } from "@/lib/log"
import { findRunning } from "@/lib/server/data-dir"
import { generateClient } from "./generate-client"

/**
 * Points this command to the database of DATABASE_URL, else to that of the server which runs on this data folder.
 * Throws in words when there is neither.
 */
export async function openRunningDatabase(): Promise<void> {
  logErrorsOnly()
  if (!env().DATABASE_URL) {
    const running = await findRunning(env().DATA_DIR)
    if (!running) throw new Error("Running Story does not run here. Start it with `npm start`, then make the token.")
    setDatabaseUrl(running.databaseUrl)
  }
  await generateClient()
}

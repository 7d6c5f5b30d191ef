import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { toConnectionProblem } from "./connection-problem"

const CONNECT_TIMEOUT_MS = 10_000
const RETRY_DELAY_MS = 500
const TELL_INTERVAL_MS = 10_000

type Options = { say: (words: string) => void; patienceMs?: number }

/**
 * Waits until the database at `url` lets us in, and says for what. Throws in words when it does not in time, and at once where
 * waiting does not help: a wrong password, a database that does not exist.
 */
export async function waitForDatabase(url: string, { say, patienceMs = 60_000 }: Options): Promise<void> {
  const begun = performance.now()
  let told = { words: "", at: 0 }
  for (;;) {
    const error = await tryToConnect(url)
    if (error === null) return
    const { words, fix, mayPass } = toConnectionProblem(error, url)
    const waited = performance.now() - begun
    if (!mayPass) throw new Error(`${words} ${fix}`, { cause: error })
    if (waited >= patienceMs) {
      const after = patienceMs > 0 ? ` Waited ${Math.round(patienceMs / 1000)} s.` : ""
      throw new Error(`${words}${after} ${fix}`, { cause: error })
    }
    if (words !== told.words || performance.now() - told.at > TELL_INTERVAL_MS) {
      const long = Number.isFinite(patienceMs) ? ` for up to ${Math.ceil((patienceMs - waited) / 1000)} s` : ""
      say(`${words} Waiting${long} …`)
      told = { words, at: performance.now() }
    }
    await sleep(RETRY_DELAY_MS)
  }
}

async function tryToConnect(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS })
  client.on("error", () => {})
  try {
    await client.connect()
    return null
  } catch (error) {
    return error
  } finally {
    await client.end().catch(() => {})
  }
}

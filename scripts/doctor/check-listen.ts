import { randomBytes } from "node:crypto"
import pg from "pg"
import { type DoctorCheck, failed, inShort, ok, skipped } from "./check-result"
import { within } from "./within"

const NAME = "announcements"
const TIMEOUT_MS = 3_000

/** Does what one connection announces (NOTIFY) arrive at another one that listens? Poolers in transaction mode lose it. */
export const checkListen: DoctorCheck = async ({ databaseUrl }) => {
  if (!databaseUrl) return [skipped(NAME, "The database that comes along does not run.")]
  const connect = () => new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: TIMEOUT_MS })
  const [listener, speaker] = [connect(), connect()]
  for (const client of [listener, speaker]) client.on("error", () => {})
  try {
    await Promise.all([listener.connect(), speaker.connect()])
    const channel = `doctor_${randomBytes(6).toString("hex")}`
    const heard = within(TIMEOUT_MS, (done) => listener.once("notification", done))
    await listener.query(`listen ${channel}`)
    const start = performance.now()
    await speaker.query("select pg_notify($1, 'hello')", [channel])
    if (!(await heard))
      return [
        failed(
          NAME,
          "What is announced (NOTIFY) does not arrive where it is listened for (LISTEN): changes would not reach readers at once.",
          "Something in between, most likely a pooler in transaction mode, loses it. Set DIRECT_URL to the database's direct address.",
        ),
      ]
    return [ok(NAME, `Arrive after ${(performance.now() - start).toFixed(1)} ms.`)]
  } catch (error) {
    // `checkDatabase` says why.
    return [skipped(NAME, `Not tried: ${inShort(error)}`)]
  } finally {
    await Promise.all([listener, speaker].map((client) => client.end().catch(() => {})))
  }
}

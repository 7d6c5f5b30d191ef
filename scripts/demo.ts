import { parseArgs } from "node:util"
import { APOLLO_11 } from "@/lib/demo/apollo-11/apollo-11"
import { httpApi, isRefused } from "@/lib/demo/http-api"
import { replayStory } from "@/lib/demo/replay"
import { env } from "@/lib/env"
import { findRunning } from "@/scripts/lib/postgres/data-dir-lock"
import { loadEnvFile } from "./lib/load-env-file"
import { openRunningDatabase } from "./lib/open-running-database"

/*
 * npm run demo -- [--speed 1] [--url http://localhost:3000] [--token rs_...]
 * Tells the demo's story live into a new blog, through the HTTP API, in five minutes. Ctrl-C ends the blog and stops.
 */

const USAGE = "npm run demo -- [--speed 1] [--url http://localhost:3000] [--token rs_...]"

/** A refused connection fails immediately; a busy server gets time. */
const HEALTH_TIMEOUT_MS = 20_000

type Options = { speed: number; url: string; token: string | undefined }
type Token = { token: string; revoke: () => Promise<void> }

try {
  loadEnvFile()
  await run(await readOptions())
} catch (error) {
  console.error(error instanceof Error ? `\n${error.message}` : error)
  process.exitCode = 1
}

async function run({ speed, url, token }: Options): Promise<void> {
  await requireServer(url)
  const own = token ? { token, revoke: async () => {} } : await makeToken()
  const stopped = new AbortController()
  process.once("SIGINT", () => stopped.abort())
  process.once("SIGTERM", () => stopped.abort())
  try {
    await replayStory({
      api: httpApi(url, own.token),
      story: APOLLO_11,
      speed,
      signal: stopped.signal,
      say: console.log,
      address: (path) => `${url}${path}`,
    })
    console.log(stopped.signal.aborted ? "\nStopped; the blog is ended." : "\nThat was all; the blog is ended.")
  } catch (error) {
    throw isRefused(error) && error.status === 401 ? refusedToken(url, error) : error
  } finally {
    await own.revoke()
  }
}

async function readOptions(): Promise<Options> {
  const options = { speed: { type: "string" }, url: { type: "string" }, token: { type: "string" } } as const
  const { values } = parse(() => parseArgs({ options }))
  const speed = Number(values.speed ?? "1")
  if (!(speed > 0 && speed <= 1000)) throw new Error(`The speed is a number such as 1, 0.5 or 10:  ${USAGE}`)
  const running = values.url ? null : await findRunning(env().DATA_DIR)
  const url = values.url ?? running?.url ?? `http://localhost:${env().PORT}`
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw new Error(`The address starts with http:// :  ${USAGE}`)
  return { speed, url: url.replace(/\/+$/, ""), token: values.token }
}

function parse<T>(read: () => T): T {
  try {
    return read()
  } catch (cause) {
    throw new Error(USAGE, { cause })
  }
}

async function requireServer(url: string): Promise<void> {
  const alive = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS) }).then(
    (response) => response.ok,
    () => false,
  )
  if (alive) return
  throw new Error(
    `No Running Story answers at ${url}. Start it with \`npm start\` in another terminal, or say where it runs:\n${USAGE}`,
  )
}

/** A token for this run alone, made in the database of the server. */
async function makeToken(): Promise<Token> {
  await openRunningDatabase().catch((cause) => {
    const words =
      "The server's database cannot be reached from here, so pass a token made in the desk under API tokens:"
    throw new Error(`${words}\n${USAGE}`, { cause })
  })
  const { createApiToken, revokeApiToken } = await import("@/lib/auth/api-tokens")
  const { closeDb } = await import("@/lib/db/client")
  const actor = { kind: "system", name: "command line", source: "demo" } as const
  const { token, apiToken } = await createApiToken(actor, { name: "Demo replay" })
  const revoke = async () => {
    await revokeApiToken(actor, apiToken.id)
    await closeDb()
  }
  return { token, revoke }
}

function refusedToken(url: string, cause: Error): Error {
  const words = `${url} refuses the token. Make one where that server runs, with \`npm run token -- --name demo\`, and pass it:`
  return new Error(`${words}\n${USAGE}`, { cause })
}

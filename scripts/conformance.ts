import { parseArgs } from "node:util"
import { printTable } from "./bench/statistics"
import { CHECKS } from "./conformance/conformance-checks"
import { type ApiDesk, apiDesk } from "./conformance/desk-client"
import type { ConformanceTarget } from "./conformance/target"

/*
 * npm run conformance -- --url https://live.example.org --token rs_…
 * Tries every promise of the live endpoints on a running product, in every way. Makes blogs of its own, named
 * conformance-…, deletes them when it is done, and ends with code 1 when something does not hold.
 */

const USAGE = `Say where, and with which token (npm run token -- --name conformance):
  npm run conformance -- --url http://localhost:3000 --token rs_…
  --no-sockets                       for hosts that cannot hold WebSockets
  --pusher-key <key>                 tries Pusher too, for a product that has it set up, with
  --pusher-cluster <cluster>         the hosted service, or
  --pusher-host <host> --pusher-port <port> [--pusher-no-tls]`

try {
  const { desk, ...place } = readTarget()
  process.exitCode = (await runAll({ ...place, desk }).finally(desk.removeBlogs)) ? 0 : 1
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
process.exit()

async function runAll(target: ConformanceTarget): Promise<boolean> {
  const rows: string[][] = []
  for (const { name, run } of CHECKS) {
    const start = performance.now()
    const verdicts = await run(target).catch((error: unknown) => ({ "": String(error) }))
    const seconds = `${((performance.now() - start) / 1000).toFixed(1)} s`
    for (const [way, words] of Object.entries(verdicts))
      rows.push([words === null ? "ok" : "FAILED", name, way, seconds, words ?? ""])
  }
  printTable(["", "promise", "way", "time", "what is wrong"], rows)
  const failed = rows.filter(([result]) => result !== "ok").length
  console.log(`\n${rows.length - failed} held, ${failed} did not.`)
  return failed === 0
}

function readTarget(): ConformanceTarget & { desk: ApiDesk } {
  const { values } = parse()
  if (!values.url || !values.token) throw new Error(USAGE)
  const url = values.url.replace(/\/+$/, "")
  const pusher = values["pusher-key"]
    ? {
        key: values["pusher-key"],
        cluster: values["pusher-cluster"] ?? "mt1",
        host: values["pusher-host"] ?? null,
        port: values["pusher-port"] ? Number(values["pusher-port"]) : null,
        tls: !values["pusher-no-tls"],
      }
    : null
  return { url, desk: apiDesk(url, values.token), pusher, sockets: !values["no-sockets"] }
}

function parse() {
  const text = { type: "string" } as const
  const flag = { type: "boolean" } as const
  try {
    return parseArgs({
      options: {
        url: text,
        token: text,
        "no-sockets": flag,
        "pusher-key": text,
        "pusher-cluster": text,
        "pusher-host": text,
        "pusher-port": text,
        "pusher-no-tls": flag,
      },
    })
  } catch (cause) {
    throw new Error(USAGE, { cause })
  }
}

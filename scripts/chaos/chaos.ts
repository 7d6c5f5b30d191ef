import { parseArgs } from "node:util"
import { buildApp, isBuilt } from "../lib/build-app"
import { generateClient } from "../lib/generate-client"

/*
 * npm run chaos -- [--blows 12] [--apps 2] [--live-servers 1] [--readers 3]
 * Breaks connections, processes and the database while editors write, then compares every reader with the database.
 */

const { values } = parseArgs({
  options: {
    blows: { type: "string", default: "12" },
    apps: { type: "string", default: "2" },
    "live-servers": { type: "string", default: "1" },
    readers: { type: "string", default: "3" },
  },
})

await generateClient()
if (Number(values.apps) > 0 && !isBuilt()) await buildApp()
const { runChaos } = await import("./run-chaos")
const report = await runChaos({
  apps: Number(values.apps),
  liveServers: Number(values["live-servers"]),
  readers: Number(values.readers),
  slowReaders: 20,
  blows: Number(values.blows),
})
for (const blow of report.blows) console.log(blow)
console.log(
  `${report.saved} saves (${report.refused} refused: the database was away, or the post deleted), ${report.faults} broken connections,`,
)
console.log(`${report.applied} deltas applied, ${report.slowHeld} slow readers still held.`)
for (const lie of report.lies) console.log(`WRONG: ${lie}`)
console.log(
  report.lies.length === 0 ? "Every reader holds what the database holds." : `${report.lies.length} things are wrong.`,
)
process.exit(report.lies.length === 0 ? 0 : 1)

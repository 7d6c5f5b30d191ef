import { CHECKS, runCheck } from "./lib/checks"
import { generateClient } from "./lib/generate-client"

await generateClient()
const held = CHECKS.map(runCheck)
process.exit(held.every(Boolean) ? 0 : 1)

import { runChecks } from "./lib/checks"
import { generateClient } from "./lib/generate-client"

await generateClient()
const { failed } = await runChecks()
process.exit(failed === 0 ? 0 : 1)

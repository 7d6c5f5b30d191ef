import { generateClient } from "./lib/generate-client"
import { loadEnvFile } from "./lib/load-env-file"

/*
 * npm start, npm run dev: the whole product from a fresh checkout. The database's client is made first, because what
 * follows imports it.
 */

// Whoever reads what we print may go away (a closed terminal, `npm start | head`); telling nobody is no reason to fail.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {})

const dev = process.argv.includes("--dev")
Object.assign(process.env, { NODE_ENV: dev ? "development" : "production", NEXT_TELEMETRY_DISABLED: "1" })
try {
  loadEnvFile()
  await generateClient()
  const { runProduct } = await import("./lib/run-product")
  await runProduct({ dev })
} catch (error) {
  console.error(error instanceof Error ? `\n${error.message}\n` : error)
  process.exit(1)
}

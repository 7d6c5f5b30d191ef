import { buildApp } from "./lib/build-app"
import { generateClient } from "./lib/generate-client"

/*
 * npm run vercel-build: what Vercel runs for each deployment. Makes the database's client, brings the database up to date, opens
 * the set-up while there is nobody, and builds.
 */

Object.assign(process.env, { NODE_ENV: "production" })
try {
  await generateClient()
  const { prepareDeployment } = await import("./lib/prepare-deployment")
  const { closeDb } = await import("@/lib/db/client")
  await prepareDeployment(console.log)
  await closeDb()
  await buildApp()
  console.log("Built.")
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

import { generateClient } from "./lib/generate-client"

/*
 * npm run live-server: streams, sockets and polls without the app, on a port of its own (LIVE_PORT). It is joined to the
 * app by the database alone, so any number may run, and each is started and stopped apart from the app.
 */

Object.assign(process.env, { NODE_ENV: "production" })
try {
  await generateClient()
  const { runLiveServer } = await import("./lib/run-live-server")
  await runLiveServer()
} catch (error) {
  console.error(error instanceof Error ? `\n${error.message}\n` : error)
  process.exit(1)
}

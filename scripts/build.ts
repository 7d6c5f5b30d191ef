import { buildApp } from "./lib/build-app"
import { generateClient } from "./lib/generate-client"

await generateClient()
await buildApp()

import { completePostgres } from "@/lib/server/postgres-binaries"
import { buildApp } from "./lib/build-app"
import { generateClient } from "./lib/generate-client"

await generateClient()
await completePostgres()
await buildApp()

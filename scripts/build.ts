import { completePostgres } from "@/scripts/lib/postgres/binaries"
import { buildApp } from "./lib/build-app"
import { generateClient } from "./lib/generate-client"

await generateClient()
await completePostgres()
await buildApp()

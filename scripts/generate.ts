import { generateClient } from "./lib/generate-client"

await generateClient()

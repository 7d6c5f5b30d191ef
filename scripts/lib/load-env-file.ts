import { existsSync } from "node:fs"

/** Takes over what `.env` sets and the environment does not. Next would read the file later, and only for its own part. */
export function loadEnvFile(): void {
  if (existsSync(".env")) process.loadEnvFile(".env")
}

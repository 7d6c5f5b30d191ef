import { afterAll, beforeAll } from "vitest"
import { closeDb, requireDatabaseUrl } from "@/lib/db/client"
import { setDatabaseUrl } from "@/lib/env"

/** For the tests around it, the product is reached at this address. After `useDatabase`, whose database stays. */
export function useAppUrl(url: string): void {
  beforeAll(() => setAppUrl(url))
  afterAll(() => setAppUrl(undefined))
}

async function setAppUrl(url: string | undefined): Promise<void> {
  const database = requireDatabaseUrl()
  if (url) process.env.APP_URL = url
  else delete process.env.APP_URL
  // The environment is read once, and so is what is made of it; this makes the next read a fresh one.
  await closeDb()
  setDatabaseUrl(database)
}

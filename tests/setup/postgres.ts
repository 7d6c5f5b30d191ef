import { mkdtemp, rm } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import pg from "pg"
import type { TestProject } from "vitest/node"
import { migrate } from "@/lib/db/migrate"
import { startEmbeddedPostgres } from "@/scripts/lib/postgres/start-postgres"

export const TEMPLATE = "template_running_story"

declare module "vitest" {
  export interface ProvidedContext {
    postgresUrl: string
  }
}

/** One real PostgreSQL for the run, with a migrated database that each test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "running-story-tests-"))
  const postgres = await startEmbeddedPostgres(folder, () => {})
  const stop = async () => {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await execute(postgres.url, `create database ${TEMPLATE}`)
    await migrate(databaseUrl(postgres.url, TEMPLATE))
  } catch (error) {
    await stop()
    throw error
  }
  project.provide("postgresUrl", postgres.url)
  return stop
}

export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}

export async function execute(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

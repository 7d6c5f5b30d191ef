import pg from "pg"
import type { Env } from "@/lib/env"
import { checkDataDir } from "./check-data-dir"
import { checkDatabase } from "./check-database"
import { checkListen } from "./check-listen"
import { checkProxy } from "./check-proxy"
import { checkPusher } from "./check-pusher"
import { type CheckContext, type CheckResult, type DoctorCheck, failed, inShort, type Sample } from "./check-result"
import { checkAppUrl, checkServer, isOurs } from "./check-server"
import { checkSettings } from "./check-settings"
import { checkTransports } from "./check-transports"

const CHECKS: DoctorCheck[] = [
  checkSettings,
  checkDataDir,
  checkDatabase,
  checkListen,
  checkServer,
  checkAppUrl,
  checkProxy,
  checkTransports,
  checkPusher,
]
const TIMEOUT_MS = 5_000

type Options = {
  env: Env
  /** Where the server should run; without a word, where this machine's own would. */
  url: string
  /** It was asked for by name, so that it must answer. */
  mustRun: boolean
  databaseUrl: string | null
  blog?: string | undefined
  now?: () => number
}

/** Looks at everything that an installation needs, and says of each what is so and what to do. Changes nothing. */
export async function examine({
  env,
  url,
  mustRun,
  databaseUrl,
  blog,
  now = Date.now,
}: Options): Promise<CheckResult[]> {
  const isRunning = mustRun || (await isOurs(url))
  const patient: CheckContext = {
    env,
    url: isRunning ? url : null,
    databaseUrl,
    sample: databaseUrl ? await readSample(databaseUrl, blog).catch(() => null) : null,
    now,
  }
  const findings: CheckResult[] = []
  for (const check of CHECKS) {
    const found = await check(patient).catch((error: unknown) => [
      failed(check.name, `Could not be looked at: ${inShort(error)}`, "Tell us: this should not happen."),
    ])
    findings.push(...found)
  }
  return findings
}

async function readSample(databaseUrl: string, blog: string | undefined): Promise<Sample | null> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: TIMEOUT_MS })
  client.on("error", () => {})
  try {
    await client.connect()
    const { rows } = await client.query<Sample>(
      `select slug, epoch, version from blog where status <> 'draft' and ($1::text is null or slug = $1)
        order by changed_at desc limit 1`,
      [blog ?? null],
    )
    return rows[0] ?? null
  } finally {
    await client.end().catch(() => {})
  }
}

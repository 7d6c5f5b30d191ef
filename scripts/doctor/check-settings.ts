import { parseRange } from "@/lib/address-ranges"
import type { Env } from "@/lib/env"
import { type CheckResult, type DoctorCheck, failed, ok, warning } from "./check-result"

const PUSHER = ["PUSHER_APP_ID", "PUSHER_KEY", "PUSHER_SECRET"] as const
const FLOOR = [20, 19] as const
const ENDED = 20
/** Releases that mended the known holes of their line (nodejs.org/en/blog/vulnerability). */
const MENDED: Record<number, [minor: number, patch: number]> = { 22: [22, 3], 24: [18, 1] }

/** The version of Node, and settings that are right one by one but not together. */
export const checkSettings: DoctorCheck = async ({ env }) => [
  checkNode(process.versions.node),
  ...checkPusherSettings(env),
  ...checkVercel(env),
  ...checkAddresses(env),
  ...checkTrustedProxies(env),
]

export function checkNode(version: string): CheckResult {
  const [major = 0, minor = 0, patch = 0] = version.split(".").map(Number)
  if (major < FLOOR[0] || (major === FLOOR[0] && minor < FLOOR[1]))
    return failed("Node", `Node ${version} is too old.`, `Install Node 24 (at least ${FLOOR.join(".")}).`)
  if (major === ENDED)
    return warning("Node", `Node ${version} works, and gets no security fixes any more.`, "Install Node 24.")
  const mended = MENDED[major]
  if (mended && (minor < mended[0] || (minor === mended[0] && patch < mended[1])))
    return warning("Node", `Node ${version} has known holes.`, `Install Node ${major}.${mended.join(".")} or newer.`)
  return ok("Node", `Node ${version}`)
}

function checkPusherSettings(env: Env): CheckResult[] {
  const missing = PUSHER.filter((name) => !env[name])
  if (missing.length === PUSHER.length) return []
  if (missing.length === 0) return [ok("Pusher settings", "App id, key and secret are there.")]
  return [
    failed(
      "Pusher settings",
      `${missing.join(" and ")} ${missing.length > 1 ? "are" : "is"} missing, so Pusher is not used at all.`,
      "Set all three from the app's page at the service, or none.",
    ),
  ]
}

function checkVercel({ VERCEL, CRON_SECRET, DATABASE_URL }: Env): CheckResult[] {
  if (!VERCEL) return []
  const findings: CheckResult[] = []
  if (!CRON_SECRET)
    findings.push(
      failed(
        "CRON_SECRET",
        "CRON_SECRET is not set: nothing publishes what is scheduled while nobody reads.",
        "Set it to 16 random characters or more; Vercel sends it along by itself.",
      ),
    )
  if (!DATABASE_URL)
    findings.push(
      failed(
        "DATABASE_URL",
        "DATABASE_URL is not set, and no database can come along here.",
        "Set it to a PostgreSQL.",
      ),
    )
  return findings.length > 0 ? findings : [ok("Vercel", "CRON_SECRET and DATABASE_URL are set.")]
}

/** A range so wide that it holds the public internet: everybody may then say where they come from. */
function checkTrustedProxies({ TRUSTED_PROXIES }: Env): CheckResult[] {
  const open = TRUSTED_PROXIES.filter((entry) => parseRange(entry)?.some(([, bits]) => bits === 0))
  if (open.length === 0) return []
  return [
    failed(
      "TRUSTED_PROXIES",
      `TRUSTED_PROXIES has ${open.join(" and ")}, which is everybody: each client chooses the address that it counts under, and tries passwords without end.`,
      "Name the addresses of your proxies alone.",
    ),
  ]
}

function checkAddresses({ APP_URL, LIVE_URL, VERCEL }: Env): CheckResult[] {
  if (!APP_URL)
    return [
      warning(
        "APP_URL",
        "APP_URL is not set: links and cookies are those of this machine alone, and any host name is answered.",
        "Set it to the address that readers type, such as https://live.example.org.",
      ),
    ]
  const { protocol, hostname } = new URL(APP_URL)
  if (protocol === "http:" && !["localhost", "127.0.0.1", "[::1]"].includes(hostname) && !VERCEL)
    return [
      warning(
        "APP_URL",
        "APP_URL has no https: passwords and cookies pass in the clear.",
        "Put a proxy with TLS in front.",
      ),
    ]
  if (LIVE_URL && new URL(LIVE_URL).protocol !== protocol)
    return [
      failed(
        "LIVE_URL",
        "APP_URL and LIVE_URL differ in http and https: browsers refuse the mix.",
        "Use https for both.",
      ),
    ]
  return []
}

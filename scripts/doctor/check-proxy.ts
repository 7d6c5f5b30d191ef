import pg from "pg"
import { SECRET_SETTING } from "@/lib/auth/site-secret"
import { shortenAddress } from "@/lib/client-address"
import type { Env } from "@/lib/env"
import { DIAGNOSTICS_HEADER, makeDiagnosticsToken, SEEN_AS, SEEN_FORWARDED } from "@/lib/http/diagnostics"
import { type CheckContext, type CheckResult, type DoctorCheck, failed, ok, skipped, warning } from "./check-result"

const TIMEOUT_MS = 5_000
/** An address that nobody has (RFC 5737): what arrives under it was believed of whoever asked. */
const MADE_UP = "203.0.113.77"

/** How a request arrived: the address it counts under, and what proxies said of it. */
export type Seen = { as: string; forwarded: string[] }

/** Do the proxies in front say where readers come from, is it believed, and can nobody else say it? */
export const checkProxy: DoctorCheck = async (patient) => {
  const { env, url } = patient
  if (!env.APP_URL || !url) return []
  const secret = await readSecret(patient)
  const plain = secret && (await look(patient, env.APP_URL, secret))
  const madeUp = plain && secret && (await look(patient, env.APP_URL, secret, MADE_UP))
  if (!plain || !madeUp) return [skipped("proxy", "The server does not tell how requests arrive there.")]
  const trouble = judgeProxy(env.APP_URL, { plain, madeUp }, env)
  return trouble ? [trouble] : [...warnOfWayPast(env), ok("proxy", `This machine counts as ${plain.as} there.`)]
}

/** What is certainly wrong with how requests arrive; null when nothing is. */
export function judgeProxy(
  appUrl: string,
  { plain, madeUp }: { plain: Seen; madeUp: Seen },
  { MAX_READERS_PER_ADDRESS }: Pick<Env, "MAX_READERS_PER_ADDRESS">,
): CheckResult | null {
  const together = `all people count as one, at ${plain.as}: wrong passwords of one shut out everybody, and ${MAX_READERS_PER_ADDRESS} readers are held in all`
  const last = plain.forwarded.at(-1)
  // Our own server knows no TLS: with https there is a proxy.
  if (last === undefined && new URL(appUrl).protocol === "https:")
    return failed(
      "proxy",
      `The proxy of ${appUrl} does not say where requests come from (X-Forwarded-For), so ${together}.`,
      "Let it set X-Forwarded-For to the address that it sees (in nginx: proxy_set_header X-Forwarded-For $remote_addr).",
    )
  if (last === undefined) return null
  if (shortenAddress(last) !== plain.as)
    return failed(
      "proxy",
      `The proxy of ${appUrl} reaches this server from ${plain.as}, which is neither this machine nor in TRUSTED_PROXIES. What it says of others (X-Forwarded-For) is not believed, so ${together}.`,
      `If ${plain.as} is your proxy's own address, set TRUSTED_PROXIES=${plain.as} and restart. Let nothing else reach the port from there.`,
    )
  if (madeUp.as === MADE_UP)
    return failed(
      "proxy",
      `The proxy of ${appUrl} passes on what readers say of themselves: whoever sends X-Forwarded-For counts as any address they like, and tries passwords without end.`,
      "Let it overwrite X-Forwarded-For with the address that it sees (in nginx: proxy_set_header X-Forwarded-For $remote_addr).",
    )
  if (plain.forwarded.length > 1)
    return failed(
      "proxy",
      `Requests pass ${plain.forwarded.length} proxies (X-Forwarded-For: ${plain.forwarded.join(", ")}), and the last one says ${last}, which is the proxy before it, so ${together}.`,
      "Tell the last proxy which addresses are those of the one before it (in nginx: set_real_ip_from and real_ip_header), and let it pass on $remote_addr alone.",
    )
  return null
}

/** Whether the port can be reached past the proxy is for a firewall to say, which cannot be seen from inside. */
function warnOfWayPast({ HOST, TRUSTED_PROXIES }: Env): CheckResult[] {
  const isLocal = ["localhost", "127.0.0.1", "::1", "[::1]"].includes(HOST ?? "")
  if (isLocal || TRUSTED_PROXIES.length === 0) return []
  return [
    warning(
      "proxy",
      `The server listens on every address: whoever reaches its port from ${TRUSTED_PROXIES.join(", ")}, past the proxy, counts as any address they like.`,
      "Name the proxy's own address alone in TRUSTED_PROXIES, or let nothing but the proxy reach the port.",
    ),
  ]
}

async function look({ now }: CheckContext, appUrl: string, secret: string, claim?: string): Promise<Seen | null> {
  const headers = {
    [DIAGNOSTICS_HEADER]: makeDiagnosticsToken(secret, now()),
    ...(claim ? { "x-forwarded-for": claim } : {}),
  }
  const init = { headers, signal: AbortSignal.timeout(TIMEOUT_MS), redirect: "manual" as const }
  const answer = await fetch(`${appUrl}/api/ready`, init).catch(() => null)
  await answer?.body?.cancel()
  const as = answer?.headers.get(SEEN_AS)
  if (!as) return null
  const forwarded = answer?.headers.get(SEEN_FORWARDED)?.split(",") ?? []
  return { as, forwarded: forwarded.map((each) => each.trim()).filter(Boolean) }
}

async function readSecret({ env, databaseUrl }: CheckContext): Promise<string | null> {
  if (env.AUTH_SECRET) return env.AUTH_SECRET
  if (!databaseUrl) return null
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: TIMEOUT_MS })
  client.on("error", () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ value: string }>("select value from setting where key = $1", [SECRET_SETTING])
    return rows[0]?.value ?? null
  } catch {
    // That the database is away is said by its own check.
    return null
  } finally {
    await client.end().catch(() => {})
  }
}

import { z } from "zod"
import { parseRange } from "./address-ranges"

/*
 * The one reader of the environment. Everything is optional on one's own machine; what is set must be right, and
 * every wrong variable is reported together, before anything starts.
 */

const port = z.coerce.number().int().min(1).max(65_535)
const text = z.string().trim().min(1)
const list = z
  .string()
  .default("")
  .transform((value) =>
    value
      .split(",")
      .map((each) => each.trim())
      .filter(Boolean),
  )

const ranges = list.pipe(
  z.array(
    z
      .string()
      .refine(
        (entry) => parseRange(entry) !== null,
        "must be addresses and ranges with commas, such as 10.0.0.5, 172.16.0.0/12, fd00::/8, or the word private",
      ),
  ),
)

const databaseUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: "must look like postgresql://user:password@host:5432/name",
})

const serviceUrl = z
  .url({ protocol: /^https?$/, error: "must look like https://api.example.org" })
  .transform((url) => url.replace(/\/+$/, ""))

const envSchema = z
  .object({
    NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
    PORT: port.default(3000),
    /** Address on which the server listens; every one by default. */
    HOST: text.optional(),
    DATABASE_URL: databaseUrl.optional(),
    /** The database without a pooler in between, for LISTEN and migrations; DATABASE_URL by default. */
    DIRECT_URL: databaseUrl.optional(),
    DATA_DIR: text.default(".data"),
    APP_URL: z.url({ protocol: /^https?$/, error: "must look like https://live.example.org" }).optional(),
    SETUP_TOKEN: text.min(16, "must have at least 16 characters").optional(),
    AUTH_SECRET: text.min(32, "must have at least 32 characters").optional(),
    POLLING_INTERVAL: z.coerce.number().int().min(250).max(600_000).default(3000),
    POLLING_TIMEOUT: z.coerce.number().int().min(1).max(300).default(60),
    /** The mail server for links to reset a password and invitations; without it admins hand links on themselves. */
    SMTP_URL: z
      .url({ protocol: /^smtps?$/, error: "must look like smtp://user:password@mail.example.org:587" })
      .optional(),
    /** The sender of these messages, as in "Desk <desk@example.org>". */
    MAIL_FROM: text.optional(),
    /** Hosts that this server answers for, besides APP_URL's own and this machine's; without APP_URL: all. */
    ALLOWED_HOSTS: list,
    /** Proxies besides those on this machine whose X-Forwarded-For is believed: addresses, ranges, or `private`. */
    TRUSTED_PROXIES: ranges,
    /** Sites whose pages may open a socket here, besides our own; `*` for all. */
    LIVE_ORIGINS: list,
    /** Where streams and sockets are served, when a stand-alone live server does it. */
    LIVE_URL: z.url({ protocol: /^https?$/, error: "must look like https://live.example.org" }).optional(),
    LIVE_PORT: port.default(3001),
    /** The hosted service, or any server that speaks its protocol (then with host, port and TLS). */
    PUSHER_APP_ID: text.optional(),
    PUSHER_KEY: text.optional(),
    PUSHER_SECRET: text.optional(),
    PUSHER_CLUSTER: text.optional(),
    PUSHER_HOST: text.optional(),
    PUSHER_PORT: port.optional(),
    PUSHER_TLS: z.enum(["0", "1"]).default("1"),
    /** Streams, sockets and long polls held by one process, in all and per address. */
    MAX_READERS: z.coerce.number().int().min(1).default(20_000),
    MAX_READERS_PER_ADDRESS: z.coerce.number().int().min(1).default(1_000),
    /** Whether the desk may look at pages that editors link to. */
    LINK_CARDS: z.enum(["0", "1"]).default("1"),
    /** Hosts with their ports inside one's own network that may be looked at all the same. */
    FETCH_PRIVATE_HOSTS: list,
    /** Where the services of receivers are: another server that speaks their API, or a test's. */
    TELEGRAM_API: serviceUrl.default("https://api.telegram.org"),
    SLACK_API: serviceUrl.default("https://slack.com/api"),
    /** New pictures that one person or token may upload in a day; and room for all pictures in gigabytes, 0 for any. */
    UPLOADS_PER_DAY: z.coerce.number().int().min(1).default(1_000),
    MEDIA_LIMIT_GB: z.coerce.number().min(0).default(0),
    /** Secret of external cron jobs for /api/cron/...; without it those addresses are 404. */
    CRON_SECRET: text.min(16, "must have at least 16 characters").optional(),
    /** With which Prometheus asks for /api/metrics; without it there is nothing to ask for. */
    METRICS_TOKEN: text.min(16, "must have at least 16 characters").optional(),
    LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
    /** A line of the log for every request. */
    LOG_REQUESTS: z.enum(["0", "1"]).default("0"),
    /** Set by Vercel: its presence, and which kind of deployment this is. */
    VERCEL: text.optional(),
    VERCEL_ENV: z.enum(["production", "preview", "development"]).optional().catch(undefined),
    /** Whether a preview deployment may migrate its database: only when that is not production's. */
    MIGRATE_PREVIEWS: z.enum(["0", "1"]).default("0"),
    DEMO: z.enum(["0", "1"]).default("1"),
  })
  .refine(({ DATABASE_URL, DIRECT_URL }) => DATABASE_URL || !DIRECT_URL, {
    path: ["DIRECT_URL"],
    error: "needs DATABASE_URL: it is another address of the same database",
  })
  .refine(({ SMTP_URL, MAIL_FROM }) => !SMTP_URL || MAIL_FROM, {
    path: ["MAIL_FROM"],
    error: "must be set beside SMTP_URL, as in: Desk <desk@example.org>",
  })
  .refine(({ SMTP_URL, APP_URL }) => !SMTP_URL || APP_URL, {
    path: ["APP_URL"],
    error: "must be set beside SMTP_URL: links in emails need the public address",
  })
  .transform((env) => ({
    ...env,
    APP_URL: env.APP_URL?.replace(/\/+$/, ""),
    LIVE_URL: env.LIVE_URL?.replace(/\/+$/, ""),
  }))

export type Env = z.infer<typeof envSchema>

let known: Env | undefined

/** The environment, read and checked once. Throws one error that names every wrong variable. */
export function env(): Env {
  known ??= parseEnv(process.env)
  return known
}

/** Checks a set of variables; empty ones count as not set. */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""))
  const result = envSchema.safeParse(set)
  if (result.success) return result.data
  const lines = result.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`)
  throw new Error(
    `These environment variables are not right:\n${lines.join("\n")}\nSee .env.example for what each one means.`,
  )
}

/** Points this process, and every module instance loaded later, to a database that was started for it. */
export function setDatabaseUrl(url: string): void {
  process.env.DATABASE_URL = url
  known = undefined
}

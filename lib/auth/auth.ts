import { prismaAdapter } from "better-auth/adapters/prisma"
import { APIError, createAuthMiddleware } from "better-auth/api"
import { betterAuth } from "better-auth/minimal"
import { nextCookies } from "better-auth/next-js"
import { twoFactor } from "better-auth/plugins/two-factor"
import { db } from "@/lib/db/client"
import { env } from "@/lib/env"
import { logError } from "@/lib/log"
import { singleton } from "@/lib/singleton"
import { authClient } from "./auth-client"
import { DEVICE_COOKIE_SECONDS, deviceCookieName, readCookie, renewDevice } from "./device-cookie"
import { hashPassword, verifyPassword } from "./password"
import { readSiteSecret } from "./site-secret"

const DAY_SECONDS = 24 * 60 * 60
/** No session lives longer than this, used or not. */
export const SESSION_SECONDS = 30 * DAY_SECONDS

/** How long the check of a code may follow the check of the password, in the same request. */
const CODE_SECONDS = 60

export type Auth = ReturnType<typeof makeAuth>

/**
 * The sign-in library, made at first use because its secret may live in the database. Only `lib/auth` calls it, and
 * only its functions: its HTTP endpoints are not mounted anywhere.
 */
export async function getAuth(): Promise<Auth> {
  const known = singleton("auth", () => ({ client: null as unknown, auth: null as Promise<Auth> | null }))
  if (known.auth && known.client === db()) return known.auth
  known.client = db()
  known.auth = readSiteSecret().then(makeAuth)
  // A database that was away at the first try must not break all that come later.
  known.auth.catch(() => {
    known.auth = null
  })
  return known.auth
}

/** True where browsers reach the product by https alone. */
export function isSecureSite(): boolean {
  return siteUrl().startsWith("https:")
}

function siteUrl(): string {
  return env().APP_URL ?? `http://localhost:${env().PORT}`
}

function makeAuth(secret: string) {
  const secure = isSecureSite()
  return betterAuth({
    appName: "Running Story",
    baseURL: siteUrl(),
    secret,
    database: prismaAdapter(authClient(), { provider: "postgresql" }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      maxPasswordLength: 128,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    user: {
      additionalFields: {
        role: { type: "string", input: false, required: true },
        disabledAt: { type: "date", input: false, required: false },
      },
    },
    // The library ends a session at a fixed age; `session.ts` ends one that is not used.
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true, cookieCache: { enabled: false } },
    // Before the plugin that hands cookies on to Next.
    hooks: { after: rememberDevice(secret, secure) },
    databaseHooks: { session: { create: { before: refuseDisabled } } },
    advanced: {
      // `__Host-` ties the cookie to this very host over https; the library's own prefix is weaker, so it is off.
      useSecureCookies: false,
      cookies: { session_token: { name: sessionCookieName(secure), attributes: { secure } } },
      ipAddress: { ipAddressHeaders: [] },
      database: { validateSchema: false },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: "error", log: logLibraryError },
    plugins: [twoFactor({ twoFactorCookieMaxAge: CODE_SECONDS }), nextCookies()],
  })
}

/** After signing in, the person is known in this browser. */
function rememberDevice(secret: string, secure: boolean) {
  const name = deviceCookieName(secure)
  return createAuthMiddleware(async ({ context, headers, setCookie }) => {
    const account = context.newSession?.user.email
    if (!account) return
    const value = renewDevice(readCookie(headers, name), { secret, account })
    setCookie(name, value, { httpOnly: true, secure, sameSite: "lax", path: "/", maxAge: DEVICE_COOKIE_SECONDS })
  })
}

function logLibraryError(_level: string, message: string, ...details: unknown[]): void {
  logError("sign-in-library", details.find((each) => each instanceof Error) ?? message)
}

function sessionCookieName(secure: boolean): string {
  return secure ? "__Host-running-story-session" : "running-story-session"
}

async function refuseDisabled(session: { userId: string }) {
  const user = await db().user.findUnique({ where: { id: session.userId }, select: { disabledAt: true } })
  if (!user || user.disabledAt) throw new APIError("UNAUTHORIZED")
}

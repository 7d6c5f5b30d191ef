import { isAPIError } from "better-auth/api"
import { logSecurity } from "@/lib/audit/security-log"
import { getClientAddress } from "@/lib/client-address"
import { db } from "@/lib/db/client"
import { AppError, type ErrorCode, isAppError } from "@/lib/errors"
import { parseInput } from "@/lib/parse-input"
import { type SignInInput, signInSchema } from "./account-schemas"
import { getAuth, isSecureSite } from "./auth"
import { checkSecondFactor } from "./check-second-factor"
import { deviceCookieName, readCookie, readDevice } from "./device-cookie"
import { inKnownLine } from "./password"
import { consumeRateLimit, giveBackTry, type RateLimitKey, resetRateLimit } from "./rate-limit"
import { deleteExpiredSessions } from "./sessions"
import { readSiteSecret } from "./site-secret"

/** Refusals that count towards the rate limit. */
const GUESSES = new Set<ErrorCode>(["wrong_credentials", "wrong_code"])

/**
 * Starts a new session. Inside Next its cookie is set by this; elsewhere it is in the returned headers. An unknown
 * address, a wrong password and a disabled account get the same answer after the same work. Tries of a browser that the
 * account knows are counted apart. Accounts with two-step sign-in need a code, too. Throws `wrong_credentials`, `code_needed`, `wrong_code`,
 * `too_many_requests`.
 */
export async function signIn(input: SignInInput, headers: Headers): Promise<Headers> {
  const credentials = parseInput(signInSchema, input)
  const device = await findDevice(credentials.email, headers)
  const known = device === null ? null : { device }
  const attempt: RateLimitKey = { account: credentials.email, address: getClientAddress(headers), known }
  await consumeRateLimit(attempt)
  const open = () => openSession(credentials, headers)
  const answer = await (known ? inKnownLine(open) : open()).catch(async (error: unknown) => {
    if (!isAppError(error) || !GUESSES.has(error.code)) await giveBackTry(attempt)
    throw error
  })
  await resetRateLimit(attempt)
  return answer
}

/**
 * The same for who has just shown that the account is theirs, by an invitation or the set-up link: what strangers tried
 * does not count against them.
 */
export function signInAfterProof(input: SignInInput, headers: Headers): Promise<Headers> {
  return inKnownLine(() => openSession(parseInput(signInSchema, input), headers))
}

type Credentials = { email: string; password: string; code: string }

async function openSession({ code, ...body }: Credentials, headers: Headers): Promise<Headers> {
  const address = getClientAddress(headers)
  const auth = await getAuth()
  const refused = (error: unknown) => {
    logSecurity("sign-in.refused", { account: body.email, address })
    return translate(error)
  }
  const answer = await auth.api.signInEmail({ body, headers, returnHeaders: true }).catch(refused)
  const session = isChallenge(answer.response)
    ? await checkSecondFactor(code, answer.headers).catch(refused)
    : { personId: answer.response.user.id, headers: answer.headers }
  logSecurity("sign-in", { person: session.personId, address })
  await deleteExpiredSessions()
  return session.headers
}

// The library's types do not know what its plugin answers instead of a session.
function isChallenge(response: object): boolean {
  return "twoFactorRedirect" in response
}

async function findDevice(account: string, headers: Headers): Promise<string | null> {
  const cookie = readCookie(headers, deviceCookieName(isSecureSite()))
  return cookie === "" ? null : readDevice(cookie, { secret: await readSiteSecret(), account })
}

/**
 * The same where a person was signed out in the middle of something; tells whether it is the same person who goes on.
 * Throws what `signIn` throws.
 */
export async function signInAgain(input: SignInInput, userId: string, headers: Headers): Promise<{ same: boolean }> {
  await signIn(input, headers)
  const { email } = parseInput(signInSchema, input)
  const user = await db().user.findUnique({ where: { email }, select: { id: true } })
  return { same: user?.id === userId }
}

function translate(error: unknown): never {
  if (isAPIError(error) && error.statusCode < 500) throw new AppError("wrong_credentials")
  throw error
}

import { isAPIError } from "better-auth/api"
import { logSecurity } from "@/lib/audit/security-log"
import { getClientAddress } from "@/lib/client-address"
import { db } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import { parseInput } from "@/lib/parse-input"
import { type SignInInput, signInSchema } from "./account-schemas"
import { getAuth } from "./auth"
import { consumeRateLimit, resetRateLimit } from "./rate-limit"
import { deleteExpiredSessions } from "./sessions"

/**
 * Starts a new session. Inside Next its cookie is set by this; elsewhere it is in the returned headers. An unknown
 * address, a wrong password and a disabled account get the same answer after the same work.
 * Throws `wrong_credentials`, `too_many_requests`.
 */
export async function signIn(input: SignInInput, headers: Headers): Promise<Headers> {
  const { email, password } = parseInput(signInSchema, input)
  const attempt = { account: email, address: getClientAddress(headers) }
  await consumeRateLimit(attempt)
  const auth = await getAuth()
  const answer = await auth.api
    .signInEmail({ body: { email, password }, headers, returnHeaders: true })
    .catch((error: unknown) => {
      logSecurity("sign-in.refused", attempt)
      return translate(error)
    })
  await resetRateLimit(attempt)
  logSecurity("sign-in", { person: answer.response.user.id, address: attempt.address })
  await deleteExpiredSessions()
  return answer.headers
}

/**
 * The same where somebody was signed out in the middle of something; tells whether it is the same person who goes on.
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

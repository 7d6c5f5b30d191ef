import { logSecurity } from "@/lib/audit/security-log"
import { db } from "@/lib/db/client"
import { transaction } from "@/lib/db/transaction"
import { AppError } from "@/lib/errors"
import { parseInput } from "@/lib/parse-input"
import type { Actor } from "@/lib/permissions/actor"
import { requireUser } from "@/lib/permissions/require-user"
import type { Role } from "@/lib/permissions/roles"
import { type ChangePasswordInput, changePasswordSchema, nameSchema } from "./account-schemas"
import { deleteSessions } from "./delete-sessions"
import { hashPassword, inKnownLine, requireGoodPassword, verifyPassword } from "./password"
import { consumeRateLimit, type RateLimitKey, resetRateLimit } from "./rate-limit"

export type OwnAccount = { id: string; name: string; email: string; role: Role }

/** The account of the person who asks. */
export async function getOwnAccount(actor: Actor): Promise<OwnAccount> {
  const { id } = requireUser(actor)
  return db().user.findUniqueOrThrow({ where: { id }, select: { id: true, name: true, email: true, role: true } })
}

/** Changes a person's own name; posts keep the byline they were written under. */
export async function changeOwnName(actor: Actor, name: string): Promise<void> {
  const { id } = requireUser(actor)
  await db().user.update({ where: { id }, data: { name: parseInput(nameSchema, name) } })
}

/**
 * Changes a person's own password; all their other sessions end. The old password is asked for, and guessing it is
 * counted, for this session alone: nobody who tries to sign in keeps its owner from a new password. Throws `wrong_credentials`, `too_many_requests`, `invalid_input`.
 */
export async function changeOwnPassword(actor: Actor, input: ChangePasswordInput): Promise<void> {
  const user = requireUser(actor)
  const { current, password } = parseInput(changePasswordSchema, input)
  const { email } = await getOwnAccount(actor)
  requireGoodPassword(password, email)
  const attempt: RateLimitKey = { account: email, address: null, known: { session: user.sessionId ?? user.id } }
  await consumeRateLimit(attempt)
  const account = await db().account.findFirst({
    where: { userId: user.id, providerId: "credential" },
    omit: { password: false },
  })
  if (!account?.password || !(await isRight(account.password, current))) {
    logSecurity("password.refused", { person: user.id })
    throw new AppError("wrong_credentials")
  }
  const hash = await inKnownLine(() => hashPassword(password))
  await transaction(async (tx) => {
    await tx.account.update({ where: { id: account.id }, data: { password: hash } })
    await deleteSessions(tx, user.id, { id: { not: user.sessionId ?? "" } })
  })
  await resetRateLimit(attempt)
  logSecurity("password.changed", { person: user.id })
}

function isRight(hash: string, password: string): Promise<boolean> {
  return inKnownLine(() => verifyPassword({ hash, password }))
}

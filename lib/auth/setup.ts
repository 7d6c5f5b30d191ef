import { logSecurity } from "@/lib/audit/security-log"
import { db } from "@/lib/db/client"
import { transaction } from "@/lib/db/transaction"
import { env } from "@/lib/env"
import { AppError } from "@/lib/errors"
import { parseInput } from "@/lib/parse-input"
import { hashSecret, isSecret, newSecret } from "@/lib/secret-token"
import { getSetting } from "@/lib/shared-settings"
import { type SetUpInput, setUpSchema } from "./account-schemas"
import { createUser, lockPeople } from "./create-user"
import { hashPassword, inKnownLine, requireGoodPassword } from "./password"
import { signInAfterProof } from "./sign-in"

const SETTING = "setup-token"

/** True as soon as there is an account: from then on, set-up stays closed. */
export async function isSetUp(): Promise<boolean> {
  return (await db().user.findFirst({ select: { id: true } })) !== null
}

/**
 * Opens the set-up at the server's start: returns the one-time token for the link that the server prints, or null when
 * there is an account already. A token made by an earlier start stops working.
 */
export async function prepareSetup(): Promise<{ token: string } | null> {
  if (await isSetUp()) return null
  const token = env().SETUP_TOKEN ?? newSecret()
  const value = hashSecret(token)
  await db().setting.upsert({ where: { key: SETTING }, create: { key: SETTING, value }, update: { value } })
  return { token }
}

/** True when a set-up link is the right one and set-up is open. */
export async function isSetupToken(token: string): Promise<boolean> {
  const hash = await getSetting(SETTING)
  return hash !== null && isSecret(token, hash) && !(await isSetUp())
}

/**
 * Makes the first admin and signs them in; of several at the same moment exactly one succeeds.
 * Throws `not_found` when there is an account already, `wrong_setup_token`, `invalid_input`.
 */
export async function setUp(input: SetUpInput, headers: Headers): Promise<Headers> {
  const { token, name, email, password } = parseInput(setUpSchema, input)
  if (await isSetUp()) throw new AppError("not_found")
  // Before the costly hash, so that guessing costs us little.
  if (!(await isSetupToken(token))) throw new AppError((await isSetUp()) ? "not_found" : "wrong_setup_token")
  requireGoodPassword(password, email)
  const passwordHash = await inKnownLine(() => hashPassword(password))
  await transaction(async (tx) => {
    await lockPeople(tx)
    if (await tx.user.findFirst({ select: { id: true } })) throw new AppError("not_found")
    await createUser(tx, { name, email, role: "admin", passwordHash })
    await tx.setting.deleteMany({ where: { key: SETTING } })
  })
  logSecurity("set-up")
  return signInAfterProof({ email, password }, headers)
}

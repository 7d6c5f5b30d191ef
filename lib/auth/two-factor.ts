import { logSecurity } from "@/lib/audit/security-log"
import { db, type Transaction } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import { parseInput } from "@/lib/parse-input"
import type { Actor } from "@/lib/permissions/actor"
import { requireUser } from "@/lib/permissions/require-user"
import { getSiteSettings } from "@/lib/site-settings/read-settings"
import { codeSchema, ownPasswordSchema } from "./account-schemas"
import { getAuth } from "./auth"
import { throwRefusal } from "./check-second-factor"
import { requireOwnPassword } from "./own-account"

/** What an authenticator app needs. `uri` is shown as a QR code, `secret` for typing; recovery codes work once each. */
export type TwoFactorSetup = { uri: string; secret: string; recoveryCodes: string[] }

/**
 * Makes a new secret and recovery codes. Two-step sign-in is on after `confirmTwoFactor`; until then a later setup
 * replaces this one. Throws `wrong_credentials`, `two_factor_on`, `too_many_requests`.
 */
export async function setUpTwoFactor(actor: Actor, password: string, headers: Headers): Promise<TwoFactorSetup> {
  await checkPassword(actor, password)
  if (await hasTwoFactor(actor)) throw new AppError("two_factor_on")
  const { name } = await getSiteSettings()
  const { api } = await getAuth()
  const setup = await api.enableTwoFactor({ body: { password, method: "totp", issuer: name }, headers })
  if (setup.method !== "totp") throw new Error("The sign-in library made another second factor.")
  const secret = new URL(setup.totpURI).searchParams.get("secret") ?? ""
  return { uri: setup.totpURI, secret, recoveryCodes: setup.backupCodes }
}

/** Turns two-step sign-in on with the app's first code. Throws `wrong_code`. */
export async function confirmTwoFactor(actor: Actor, input: string, headers: Headers): Promise<void> {
  const { id } = requireUser(actor)
  const code = parseInput(codeSchema, input)
  const { api } = await getAuth()
  await api.verifyTOTP({ body: { code }, headers }).catch(throwRefusal)
  logSecurity("two-factor.on", { person: id })
}

/** Makes new recovery codes; earlier ones stop working. Throws `wrong_credentials`, `too_many_requests`. */
export async function renewRecoveryCodes(actor: Actor, password: string, headers: Headers): Promise<string[]> {
  const { id } = requireUser(actor)
  await checkPassword(actor, password)
  const { api } = await getAuth()
  const { backupCodes } = await api.generateBackupCodes({ body: { password }, headers })
  logSecurity("two-factor.codes", { person: id })
  return backupCodes
}

/** Turns two-step sign-in off. Throws `wrong_credentials`, `too_many_requests`. */
export async function turnOffTwoFactor(actor: Actor, password: string, headers: Headers): Promise<void> {
  const { id } = requireUser(actor)
  await checkPassword(actor, password)
  const { api } = await getAuth()
  await api.disableTwoFactor({ body: { password }, headers })
  logSecurity("two-factor.off", { person: id })
}

export async function hasTwoFactor(actor: Actor): Promise<boolean> {
  const { id } = requireUser(actor)
  const { twoFactorEnabled } = await db().user.findUniqueOrThrow({ where: { id }, select: { twoFactorEnabled: true } })
  return twoFactorEnabled
}

async function checkPassword(actor: Actor, password: string): Promise<void> {
  parseInput(ownPasswordSchema, { password })
  await requireOwnPassword(actor, password)
}

/** Takes the second factor off an account whose owner lost the phone and the codes. True when there was one. */
export async function removeTwoFactor(tx: Transaction, userId: string): Promise<boolean> {
  await tx.user.update({ where: { id: userId }, data: { twoFactorEnabled: false } })
  const { count } = await tx.twoFactor.deleteMany({ where: { userId } })
  return count > 0
}

"use server"

import { z } from "zod"
import { type ChangeEmailInput, type ChangePasswordInput, nameSchema } from "@/lib/auth/account-schemas"
import { changeOwnName, changeOwnPassword, requestEmailChange } from "@/lib/auth/own-account"
import { endOtherSessions, endOwnSession } from "@/lib/auth/sessions"
import { confirmTwoFactor, renewRecoveryCodes, setUpTwoFactor, turnOffTwoFactor } from "@/lib/auth/two-factor"
import { action } from "@/lib/http/action"
import { idField } from "@/lib/input-fields"
import { setOwnPortrait } from "@/lib/media/own-portrait"

export const changeNameAction = action(z.object({ name: nameSchema }), async (actor, { name }) => {
  await changeOwnName(actor, name)
  return null
})

export const changePortraitAction = action(z.object({ picture: idField.nullable() }), async (actor, { picture }) => {
  await setOwnPortrait(actor, picture)
  return null
})

export const changePasswordAction = action(z.custom<ChangePasswordInput>(), async (actor, input) => {
  await changeOwnPassword(actor, input)
  return null
})

export const changeEmailAction = action(z.custom<ChangeEmailInput>(), async (actor, input) => {
  await requestEmailChange(actor, input)
  return null
})

const ownPassword = z.object({ password: z.string() })

export const setUpTwoFactorAction = action(ownPassword, (actor, { password }, headers) =>
  setUpTwoFactor(actor, password, headers),
)

export const confirmTwoFactorAction = action(z.object({ code: z.string() }), async (actor, { code }, headers) => {
  await confirmTwoFactor(actor, code, headers)
  return null
})

export const renewRecoveryCodesAction = action(ownPassword, async (actor, { password }, headers) => ({
  recoveryCodes: await renewRecoveryCodes(actor, password, headers),
}))

export const turnOffTwoFactorAction = action(ownPassword, async (actor, { password }, headers) => {
  await turnOffTwoFactor(actor, password, headers)
  return null
})

export const endSessionAction = action(z.object({ sessionId: idField }), async (actor, { sessionId }) => {
  await endOwnSession(actor, sessionId)
  return null
})

export const endOtherSessionsAction = action(z.object({}), async (actor) => {
  await endOtherSessions(actor)
  return null
})

"use server"

import { z } from "zod"
import { changeOwnName, changeOwnPassword } from "@/lib/auth/own-account"
import { type ChangePasswordInput, nameSchema } from "@/lib/auth/schema"
import { endOtherSessions, endOwnSession } from "@/lib/auth/sessions"
import { action } from "@/lib/http/action"
import { idField } from "@/lib/input-fields"
import { setOwnPortrait } from "@/lib/media/own-portrait"

export const changeName = action(z.object({ name: nameSchema }), async (actor, { name }) => {
  await changeOwnName(actor, name)
  return null
})

export const changePortrait = action(z.object({ picture: idField.nullable() }), async (actor, { picture }) => {
  await setOwnPortrait(actor, picture)
  return null
})

export const changePassword = action(z.custom<ChangePasswordInput>(), async (actor, input) => {
  await changeOwnPassword(actor, input)
  return null
})

export const endSession = action(z.object({ sessionId: idField }), async (actor, { sessionId }) => {
  await endOwnSession(actor, sessionId)
  return null
})

export const endOthers = action(z.object({}), async (actor) => {
  await endOtherSessions(actor)
  return null
})

"use server"

import { z } from "zod"
import type { InviteInput } from "@/lib/auth/account-schemas"
import { invitePerson, revokeInvite as takeBackInvite } from "@/lib/auth/invites"
import {
  changePersonEmail,
  disablePerson,
  enablePerson,
  changeRole as giveRole,
  renamePerson,
  resetTwoFactor,
  endSessions as signOutEverywhere,
  unlockSignIn,
} from "@/lib/auth/people"
import { createResetLink, revokeResetLink } from "@/lib/auth/reset-password"
import { action } from "@/lib/http/action"
import { idField } from "@/lib/input-fields"
import { paths } from "@/lib/paths"
import { ROLES } from "@/lib/permissions/roles"
import { handOverDrafts } from "@/lib/posts/hand-over"

export const inviteAction = action(z.custom<InviteInput>(), async (actor, input) => {
  const { invite: made, token, mailed } = await invitePerson(actor, input)
  return { invite: made, path: paths.invite(token), mailed }
})

export const revokeInviteAction = action(z.object({ inviteId: idField }), async (actor, { inviteId }) => {
  await takeBackInvite(actor, inviteId)
  return null
})

const roleSchema = z.object({ userId: idField, role: z.enum(ROLES) })
export const changeRoleAction = action(roleSchema, async (actor, { userId, role }) => {
  await giveRole(actor, userId, role)
  return null
})

const personSchema = z.object({ userId: idField })
export const endSessionsAction = action(personSchema, async (actor, { userId }) => {
  await signOutEverywhere(actor, userId)
  return null
})

export const resetTwoFactorAction = action(personSchema, async (actor, { userId }) => {
  await resetTwoFactor(actor, userId)
  return null
})

export const unlock = action(personSchema, async (actor, { userId }) => {
  await unlockSignIn(actor, userId)
  return null
})

const disableSchema = z.object({ userId: idField, heirId: idField.nullable() })
export const disablePersonAction = action(disableSchema, async (actor, { userId, heirId }) => {
  await disablePerson(actor, userId)
  if (heirId) await handOverDrafts(actor, userId, heirId)
  return null
})

export const createResetLinkAction = action(personSchema, async (actor, { userId }) => {
  const { token, mailed } = await createResetLink(actor, userId)
  return { path: paths.resetPassword(token), mailed }
})

export const revokeResetLinkAction = action(personSchema, async (actor, { userId }) => {
  await revokeResetLink(actor, userId)
  return null
})

const renameSchema = z.object({ userId: idField, name: z.string() })
export const renamePersonAction = action(renameSchema, async (actor, { userId, name }) => {
  await renamePerson(actor, userId, name)
  return null
})

const emailSchema = z.object({ userId: idField, email: z.string() })
export const changePersonEmailAction = action(emailSchema, async (actor, { userId, email }) => {
  await changePersonEmail(actor, userId, email)
  return null
})

export const enablePersonAction = action(personSchema, async (actor, { userId }) => {
  await enablePerson(actor, userId)
  return null
})

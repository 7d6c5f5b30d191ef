"use server"

import { z } from "zod"
import type { InviteInput } from "@/lib/auth/account-schemas"
import { invitePerson, revokeInvite as takeBackInvite } from "@/lib/auth/invites"
import {
  disablePerson,
  enablePerson,
  changeRole as giveRole,
  endSessions as signOutEverywhere,
  unlockSignIn,
} from "@/lib/auth/people"
import { action } from "@/lib/http/action"
import { idField } from "@/lib/input-fields"
import { paths } from "@/lib/paths"
import { ROLES } from "@/lib/permissions/roles"

export const inviteAction = action(z.custom<InviteInput>(), async (actor, input) => {
  const { invite: made, token } = await invitePerson(actor, input)
  return { invite: made, path: paths.invite(token) }
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

export const unlock = action(personSchema, async (actor, { userId }) => {
  await unlockSignIn(actor, userId)
  return null
})

export const disablePersonAction = action(personSchema, async (actor, { userId }) => {
  await disablePerson(actor, userId)
  return null
})

export const enablePersonAction = action(personSchema, async (actor, { userId }) => {
  await enablePerson(actor, userId)
  return null
})

"use server"

import { z } from "zod"
import { invitePerson, revokeInvite as takeBackInvite } from "@/lib/auth/invites"
import {
  disablePerson,
  enablePerson,
  changeRole as giveRole,
  endSessions as signOutEverywhere,
} from "@/lib/auth/people"
import { ROLES } from "@/lib/auth/roles"
import type { InviteInput } from "@/lib/auth/schema"
import { action } from "@/lib/http/action"
import { idField } from "@/lib/input-fields"
import { paths } from "@/lib/paths"

export const invite = action(z.custom<InviteInput>(), async (actor, input) => {
  const { invite: made, token } = await invitePerson(actor, input)
  return { invite: made, path: paths.invite(token) }
})

export const revokeInvite = action(z.object({ inviteId: idField }), async (actor, { inviteId }) => {
  await takeBackInvite(actor, inviteId)
  return null
})

const roleSchema = z.object({ userId: idField, role: z.enum(ROLES) })
export const changeRole = action(roleSchema, async (actor, { userId, role }) => {
  await giveRole(actor, userId, role)
  return null
})

const personSchema = z.object({ userId: idField })
export const endSessions = action(personSchema, async (actor, { userId }) => {
  await signOutEverywhere(actor, userId)
  return null
})

export const disable = action(personSchema, async (actor, { userId }) => {
  await disablePerson(actor, userId)
  return null
})

export const enable = action(personSchema, async (actor, { userId }) => {
  await enablePerson(actor, userId)
  return null
})

"use server"

import { z } from "zod"
import { acceptInvite } from "@/lib/auth/invites"
import { publicAction } from "@/lib/http/action"

const schema = z.object({ token: z.string(), name: z.string(), password: z.string() })

export const acceptInviteAction = publicAction(schema, async ({ token, name, password }, headers) => {
  await acceptInvite(token, { name, password }, headers)
  return null
})

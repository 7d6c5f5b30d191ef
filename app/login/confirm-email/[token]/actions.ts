"use server"

import { z } from "zod"
import { confirmEmailChange } from "@/lib/auth/own-account"
import { publicAction } from "@/lib/http/action"

export const confirmEmailAction = publicAction(z.object({ token: z.string() }), async ({ token }) => {
  await confirmEmailChange(token)
  return null
})

"use server"

import { z } from "zod"
import { resetPassword } from "@/lib/auth/reset-password"
import { publicAction } from "@/lib/http/action"

const schema = z.object({ token: z.string(), password: z.string() })

export const resetPasswordAction = publicAction(schema, async ({ token, password }, headers) => {
  return { isSignedIn: (await resetPassword(token, { password }, headers)) !== null }
})

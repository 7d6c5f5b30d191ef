"use server"

import { after } from "next/server"
import { z } from "zod"
import { requestResetMail } from "@/lib/auth/reset-password"
import { publicAction } from "@/lib/http/action"
import { reportError } from "@/lib/report-error"

export const forgotPasswordAction = publicAction(z.object({ email: z.string() }), async ({ email }, headers) => {
  const send = await requestResetMail(email, headers)
  after(() => send().catch((error: unknown) => void reportError(error, "reset by email")))
  return null
})

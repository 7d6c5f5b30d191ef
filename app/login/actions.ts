"use server"

import { z } from "zod"
import type { SignInInput } from "@/lib/auth/account-schemas"
import { signIn as startSession } from "@/lib/auth/sign-in"
import { publicAction } from "@/lib/http/action"

export const signInAction = publicAction(z.custom<SignInInput>(), async (input, headers) => {
  await startSession(input, headers)
  return null
})

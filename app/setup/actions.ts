"use server"

import { z } from "zod"
import type { SetUpInput } from "@/lib/auth/account-schemas"
import { setUp as makeFirstAdmin } from "@/lib/auth/setup"
import { publicAction } from "@/lib/http/action"

export const setUpAction = publicAction(z.custom<SetUpInput>(), async (input, headers) => {
  await makeFirstAdmin(input, headers)
  return null
})

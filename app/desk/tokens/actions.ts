"use server"

import { z } from "zod"
import type { CreateTokenInput } from "@/lib/auth/account-schemas"
import { createApiToken, revokeApiToken } from "@/lib/auth/api-tokens"
import { action } from "@/lib/http/action"
import { idField } from "@/lib/input-fields"

export const createTokenAction = action(z.custom<CreateTokenInput>(), createApiToken)

export const revokeTokenAction = action(z.object({ tokenId: idField }), async (actor, { tokenId }) => {
  await revokeApiToken(actor, tokenId)
  return null
})

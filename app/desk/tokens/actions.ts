"use server"

import { z } from "zod"
import { createApiToken, revokeApiToken } from "@/lib/auth/api-tokens"
import type { CreateTokenInput } from "@/lib/auth/schema"
import { action } from "@/lib/http/action"
import { idField } from "@/lib/input-fields"

export const createToken = action(z.custom<CreateTokenInput>(), createApiToken)

export const revokeToken = action(z.object({ tokenId: idField }), async (actor, { tokenId }) => {
  await revokeApiToken(actor, tokenId)
  return null
})

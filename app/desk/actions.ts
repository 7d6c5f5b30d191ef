"use server"

import { headers } from "next/headers"
import { redirect } from "next/navigation"
import { z } from "zod"
import type { SignInInput } from "@/lib/auth/account-schemas"
import { signInAgain } from "@/lib/auth/sign-in"
import { signOut } from "@/lib/auth/sign-out"
import { publicAction } from "@/lib/http/action"
import { assertSameOrigin } from "@/lib/http/csrf"
import { idField } from "@/lib/input-fields"
import { paths } from "@/lib/paths"

export async function signOutAction(): Promise<void> {
  const requestHeaders = new Headers(await headers())
  assertSameOrigin(requestHeaders)
  await signOut(requestHeaders)
  redirect(paths.login())
}

/** Signing in again in place, over what was being done. */
const signInAgainSchema = z.object({ userId: idField, credentials: z.custom<SignInInput>() })
export const signInAgainAction = publicAction(signInAgainSchema, ({ userId, credentials }, requestHeaders) =>
  signInAgain(credentials, userId, requestHeaders),
)

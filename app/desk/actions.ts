"use server"

import { headers } from "next/headers"
import { redirect } from "next/navigation"
import { signOut } from "@/lib/auth/sign-out"
import { requireSameOrigin } from "@/lib/http/origin"
import { paths } from "@/lib/paths"

export async function signOutAction(): Promise<void> {
  const requestHeaders = new Headers(await headers())
  requireSameOrigin(requestHeaders)
  await signOut(requestHeaders)
  redirect(paths.login())
}

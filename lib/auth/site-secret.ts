import { randomBytes } from "node:crypto"
import { env } from "@/lib/env"
import { saveSetting } from "@/lib/shared-settings"

/** Under which the secret is kept in the database where AUTH_SECRET is not set. */
export const SECRET_SETTING = "auth-secret"

/** What sessions are signed with: AUTH_SECRET, else one that was made once and is kept in the database. */
export async function readSiteSecret(): Promise<string> {
  return env().AUTH_SECRET ?? saveSetting(SECRET_SETTING, () => randomBytes(32).toString("base64url"))
}

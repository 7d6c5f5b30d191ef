import { logSecurity } from "@/lib/audit/security-log"
import { transaction } from "@/lib/db/transaction"
import { getAuth } from "./auth"
import { deleteSessions } from "./delete-sessions"
import { getActor } from "./session"

/** Ends the session behind a request's cookie, and takes the cookie away. Nothing happens to who is signed out. */
export async function signOut(headers: Headers): Promise<Headers> {
  const actor = await getActor(headers)
  // Done here, because the library would take the cookie and say nothing when the session could not be ended.
  if (actor?.kind === "user" && actor.sessionId) {
    const { id: userId, sessionId: id } = actor
    await transaction((tx) => deleteSessions(tx, userId, { id }))
    logSecurity("sign-out", { person: userId })
  }
  const auth = await getAuth()
  return (await auth.api.signOut({ headers, returnHeaders: true })).headers
}

import { createUser } from "@/lib/auth/create-user"
import { hashPassword } from "@/lib/auth/password"
import { requireActor } from "@/lib/auth/session"
import { signIn } from "@/lib/auth/sign-in"
import { db } from "@/lib/db/client"
import type { Actor } from "@/lib/permissions/actor"
import type { Role } from "@/lib/permissions/roles"

export const PASSWORD = "a quiet evening in the newsroom"

// One real hash for all accounts of a test run: each costs a third of a second.
let hash: Promise<string> | undefined

let made = 0

/** An account as if its person had accepted an invitation. */
export async function makePerson(role: Role): Promise<{ id: string; email: string }> {
  made += 1
  const email = `${role}-${made}@example.org`
  hash ??= hashPassword(PASSWORD)
  const passwordHash = await hash
  const id = await db().$transaction((tx) => createUser(tx, { name: `${role} ${made}`, email, role, passwordHash }))
  return { id, email }
}

/** Signs in as a browser does and returns the headers that it sends from then on. */
export async function signInAs(email: string, password = PASSWORD): Promise<Headers> {
  return withCookie(await signIn({ email, password }, new Headers()))
}

/** The headers of a browser that got this answer. */
export function withCookie(answer: Headers): Headers {
  const cookie = answer.getSetCookie().map((each) => each.split(";")[0])
  return new Headers({ cookie: cookie.join("; ") })
}

/** A signed-in actor with this role. */
export async function makeActor(role: Role): Promise<Actor> {
  const { email } = await makePerson(role)
  return requireActor(await signInAs(email))
}

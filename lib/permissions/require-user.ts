import { AppError } from "@/lib/errors"
import type { Actor } from "./actor"

export type UserActor = Extract<Actor, { kind: "user" }>

/** The person who acts; tokens and the system have no account of their own. Throws `forbidden`. */
export function requireUser(actor: Actor): UserActor {
  if (actor.kind !== "user") throw new AppError("forbidden")
  return actor
}

/**
 * The person who acts, who must be the one that wrote what is sent: in a browser that two people share, a page of the
 * first may still be open when the second signs in. Throws `other_person`, `forbidden`.
 */
export function requireWriter(actor: Actor, userId: string): UserActor {
  const user = requireUser(actor)
  if (user.id !== userId) throw new AppError("other_person")
  return user
}

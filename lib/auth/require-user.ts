import { AppError } from "@/lib/errors"
import type { Actor } from "./actor"

export type UserActor = Extract<Actor, { kind: "user" }>

/** The person who acts; tokens and the system have no account of their own. Throws `forbidden`. */
export function requireUser(actor: Actor): UserActor {
  if (actor.kind !== "user") throw new AppError("forbidden")
  return actor
}

import type { Role } from "./roles"

/** Where a change came from; kept with every revision. */
export type Source = "desk" | "api" | "demo"

/** Whoever asks for something: every rule in `lib` is checked for a given one. */
export type Actor =
  | {
      kind: "user"
      id: string
      name: string
      /** Everywhere, but where `blogRoles` says otherwise. */
      role: Role
      /** Roles on single blogs; null: no access to that one. */
      blogRoles?: Readonly<Record<string, Role | null>>
      source: Source
      /** The session that asks, where it is one, and when it ends at the latest. */
      sessionId?: string
      sessionEndsAt?: Date
    }
  | {
      kind: "token"
      id: string
      name: string
      /** Limited to this blog; null: all. */
      blogId: string | null
      source: Source
    }
  | { kind: "system"; name: string; source: Source }

/** The person or token behind an actor; null for the system itself. */
export function actorId(actor: Actor): string | null {
  return actor.kind === "system" ? null : actor.id
}

/** The account behind an actor, where there is one. */
export function actorUserId(actor: Actor): string | null {
  return actor.kind === "user" ? actor.id : null
}

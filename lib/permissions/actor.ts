import type { Role } from "./roles"
import type { TokenScope } from "./token-scopes"

/** The origin of a change, stored with every revision. */
export type Source = "desk" | "api" | "demo" | "telegram" | "slack" | "webhook"

/** The person, token or system process behind a request. */
export type Actor =
  | {
      kind: "user"
      id: string
      name: string
      /** The general role; `blogRoles` overrides it per blog. */
      role: Role
      /** Roles on single blogs; null: no access to that one. */
      blogRoles?: Readonly<Record<string, Role | null>>
      source: Source
      /** The session of the request, if any, and its latest end. */
      sessionId?: string
      sessionEndsAt?: Date
    }
  | {
      kind: "token"
      id: string
      name: string
      /** Limited to this blog; null: all. */
      blogId: string | null
      scope: TokenScope
      source: Source
    }
  | {
      kind: "receiver"
      /** The source's id. */
      id: string
      name: string
      blogId: string
      /** Posts go straight to readers; else to the approval queue. */
      mayPublish: boolean
      source: Source
    }
  | { kind: "system"; name: string; source: Source }

/** The person, token or source behind an actor; null for the system itself. */
export function actorId(actor: Actor): string | null {
  return actor.kind === "system" ? null : actor.id
}

/** The account behind an actor, where there is one. */
export function actorUserId(actor: Actor): string | null {
  return actor.kind === "user" ? actor.id : null
}

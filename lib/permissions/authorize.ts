import { AppError } from "@/lib/errors"
import type { Actor } from "./actor"
import type { Role } from "./roles"
import type { TokenScope } from "./token-scopes"

/** The properties of a resource that decide access. */
export type Resource = { blogId?: string; authorId?: string | null; state?: string }

export const ACTIONS = [
  "desk.read",
  "blog.create",
  "blog.edit",
  "activity.read",
  "post.draft",
  "post.edit",
  "post.publish",
  "post.remove",
  "media.upload",
  "site.manage",
  "team.manage",
  "people.manage",
  "token.manage",
] as const
export type Action = (typeof ACTIONS)[number]

/** Throws `forbidden` unless the actor may do this. Every change and every desk read calls it. */
export function authorize(actor: Actor, action: Action, resource: Resource = {}): void {
  if (!isAllowed(actor, action, resource)) throw new AppError("forbidden")
}

/** The same rule as a boolean, for showing only usable controls. */
export function isAllowed(actor: Actor, action: Action, resource: Resource = {}): boolean {
  switch (actor.kind) {
    case "system":
      return true
    case "token":
      return tokenMay(actor, action, resource)
    case "receiver":
      return receiverMay(actor, action, resource)
    case "user":
      return userMay(actor.id, roleOn(actor, resource.blogId), action, resource)
  }
}

type ReceiverActor = Extract<Actor, { kind: "receiver" }>
type WithRoles = Pick<Extract<Actor, { kind: "user" }>, "role" | "blogRoles">

/** The role on a blog, null for no access; without a blog, the general role. Admins are admins everywhere. */
export function roleOn({ role, blogRoles = {} }: WithRoles, blogId: string | undefined): Role | null {
  if (role === "admin" || blogId === undefined) return role
  const own = Object.hasOwn(blogRoles, blogId) ? blogRoles[blogId] : role
  return own === undefined ? role : own
}

function userMay(userId: string, role: Role | null, action: Action, resource: Resource): boolean {
  switch (role) {
    case null:
      return false
    case "admin":
      return true
    case "editor":
      return editorMay(action)
    case "contributor":
      return contributorMay(userId, action, resource)
  }
}

function editorMay(action: Action): boolean {
  return action !== "site.manage" && action !== "team.manage" && action !== "people.manage" && action !== "token.manage"
}

function contributorMay(userId: string, action: Action, resource: Resource): boolean {
  switch (action) {
    case "desk.read":
    case "post.draft":
    case "media.upload":
      return true
    case "post.edit":
    case "post.remove":
      return resource.authorId === userId && (resource.state === "draft" || resource.state === "submitted")
    default:
      return false
  }
}

type Limits = { blogId: string | null; scope: TokenScope }

function tokenMay({ blogId: limitedTo, scope }: Limits, action: Action, resource: Resource): boolean {
  if (!scopeAllows(scope, action, resource)) return false
  switch (action) {
    case "team.manage":
    case "people.manage":
    case "token.manage":
    case "activity.read":
      return false
    case "blog.create":
    case "site.manage":
      return limitedTo === null
    case "media.upload":
      return true
    default:
      return limitedTo === null || limitedTo === resource.blogId
  }
}

function scopeAllows(scope: TokenScope, action: Action, { authorId, state }: Resource): boolean {
  switch (scope) {
    case "write":
      return true
    case "read":
      return action === "desk.read"
    case "draft":
      // Drafts without an author are those that programs wrote.
      if (action === "post.edit" || action === "post.remove") {
        return authorId === null && (state === "draft" || state === "submitted")
      }
      return action === "desk.read" || action === "post.draft" || action === "media.upload"
  }
}

// A source that feeds the approval queue changes what still waits there, and nothing that an editor let through.
function receiverMay({ blogId, mayPublish }: ReceiverActor, action: Action, resource: Resource): boolean {
  switch (action) {
    case "media.upload":
      return true
    case "post.draft":
      return resource.blogId === blogId
    case "post.publish":
      return mayPublish && resource.blogId === blogId
    case "post.edit":
    case "post.remove":
      return resource.blogId === blogId && (mayPublish || resource.state === "draft" || resource.state === "submitted")
    default:
      return false
  }
}

import { AppError } from "@/lib/errors"
import type { Actor } from "./actor"

/** What is acted on, as far as the rules need to know. */
export type Resource = { blogId?: string; authorId?: string | null; state?: string }

export const ACTIONS = [
  "desk.read",
  "blog.create",
  "blog.edit",
  "post.draft",
  "post.edit",
  "post.publish",
  "post.remove",
  "media.upload",
  "people.manage",
  "token.manage",
] as const
export type Action = (typeof ACTIONS)[number]

/** The one lock: throws `forbidden` unless the actor may do this. Every change and every desk read passes here. */
export function authorize(actor: Actor, action: Action, resource: Resource = {}): void {
  if (!isAllowed(actor, action, resource)) throw new AppError("forbidden")
}

/** The same rule as a question, for drawing only what somebody can use. */
export function isAllowed(actor: Actor, action: Action, resource: Resource = {}): boolean {
  switch (actor.kind) {
    case "system":
      return true
    case "token":
      return tokenMay(actor.blogId, action, resource)
    case "user":
      return (
        actor.role === "admin" ||
        (actor.role === "editor" ? editorMay(action) : contributorMay(actor.id, action, resource))
      )
  }
}

function editorMay(action: Action): boolean {
  return action !== "people.manage" && action !== "token.manage"
}

function contributorMay(userId: string, action: Action, resource: Resource): boolean {
  switch (action) {
    case "desk.read":
    case "post.draft":
    case "media.upload":
      return true
    case "post.edit":
    case "post.remove":
      return resource.authorId === userId && resource.state === "draft"
    default:
      return false
  }
}

function tokenMay(limitedTo: string | null, action: Action, resource: Resource): boolean {
  switch (action) {
    case "people.manage":
    case "token.manage":
      return false
    case "blog.create":
      return limitedTo === null
    case "media.upload":
      return true
    default:
      return limitedTo === null || limitedTo === resource.blogId
  }
}

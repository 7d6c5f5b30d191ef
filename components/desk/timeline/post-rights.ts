import type { Actor } from "@/lib/permissions/actor"
import { canEdit, canPublish, canRemove } from "@/lib/permissions/post-policy"
import type { DeskPost } from "@/lib/posts/post-schemas"

/** The signed-in user, as far as the page must know. */
export type Viewer = Pick<Extract<Actor, { kind: "user" }>, "id" | "name" | "role">

export type PostRights = { edit: boolean; publish: boolean; remove: boolean; any: boolean }

/** Decides which buttons to show; the server enforces the same policy. */
export function postRights(viewer: Viewer, post: DeskPost): PostRights {
  const actor = actorOf(viewer)
  const edit = canEdit(actor, post)
  const publish = canPublish(actor, post)
  const remove = canRemove(actor, post)
  return { edit, publish, remove, any: edit || publish || remove }
}

export function actorOf(viewer: Viewer): Actor {
  return { kind: "user", source: "desk", ...viewer }
}

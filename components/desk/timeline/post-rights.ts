import type { Actor } from "@/lib/permissions/actor"
import { isAllowed } from "@/lib/permissions/authorize"
import type { DeskPost } from "@/lib/posts/post-schemas"

/** The person at the desk, as far as the page must know. */
export type Viewer = Pick<Extract<Actor, { kind: "user" }>, "id" | "name" | "role">

export type PostRights = { edit: boolean; publish: boolean; remove: boolean; any: boolean }

/** What somebody may do with a post: for drawing only what can be used. The rule itself holds on the server. */
export function postRights(viewer: Viewer, post: DeskPost): PostRights {
  const actor = actorOf(viewer)
  const resource = { blogId: post.blogId, authorId: post.authorId, state: post.state }
  const edit = isAllowed(actor, "post.edit", resource)
  const publish = isAllowed(actor, "post.publish", resource)
  const remove = isAllowed(actor, "post.remove", resource)
  return { edit, publish, remove, any: edit || publish || remove }
}

export function actorOf(viewer: Viewer): Actor {
  return { kind: "user", source: "desk", ...viewer }
}

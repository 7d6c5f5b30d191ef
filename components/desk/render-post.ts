import { resolvePlayers } from "@/lib/content/resolve-players"
import type { DeskPost } from "@/lib/posts/post-schemas"
import type { PublicPost } from "@/lib/protocol/delta"

/** A post of the desk as the one renderer of posts takes it, published or not. */
export function toRenderedPost(post: DeskPost): PublicPost {
  return {
    id: post.id,
    version: post.version,
    title: post.title,
    content: resolvePlayers(post.content),
    keyEvent: post.keyEvent,
    pinnedAt: post.pinnedAt,
    publishedAt: post.publishedAt ?? post.createdAt,
    editedAt: post.editedAt,
    pinOrder: post.pinOrder,
    alertUntil: post.alertUntil,
    tags: post.tags,
    correction: post.correction,
    authors: post.authors,
  }
}

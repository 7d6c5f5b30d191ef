import { withPlayers } from "@/lib/content/with-players"
import type { PublicPost } from "@/lib/live/delta"
import type { DeskPost } from "@/lib/posts/schema"

/** A post of the desk as the one renderer of posts takes it, published or not. */
export function toDrawn(post: DeskPost): PublicPost {
  return {
    id: post.id,
    version: post.version,
    title: post.title,
    content: withPlayers(post.content),
    keyEvent: post.keyEvent,
    pinnedAt: post.pinnedAt,
    publishedAt: post.publishedAt ?? post.createdAt,
    editedAt: post.editedAt,
    pinOrder: post.pinOrder,
    tags: post.tags,
    correction: post.correction,
    authors: post.authors,
  }
}

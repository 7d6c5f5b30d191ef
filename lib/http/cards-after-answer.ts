import { after } from "next/server"
import { linksWithoutPreview } from "@/lib/content/link-previews"
import { isAppError } from "@/lib/errors"
import type { Actor } from "@/lib/permissions/actor"
import { attachLinkPreviews } from "@/lib/posts/attach-link-previews"
import type { DeskPost } from "@/lib/posts/post-schemas"
import { flushPusherAfterResponse } from "./push-after-answer"
import { reportError } from "./response"

/** Gets the cards of a post's bare links after the answer. One that cannot be had leaves the plain link. */
export function fetchPreviewsAfterResponse(actor: Actor, post: DeskPost): void {
  if (linksWithoutPreview(post.content).length === 0) return
  after(async () => {
    try {
      await attachLinkPreviews(actor, post)
      flushPusherAfterResponse()
    } catch (error) {
      // Too many at once, or the post is gone meanwhile: no card, and nothing that anybody must look at.
      if (!isAppError(error) || error.status >= 500) reportError(error, "cards after answer")
    }
  })
}

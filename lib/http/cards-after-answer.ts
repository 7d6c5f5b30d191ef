import { after } from "next/server"
import type { Actor } from "@/lib/auth/actor"
import { bareLinks } from "@/lib/content/link-cards"
import { isAppError } from "@/lib/errors"
import { attachCards } from "@/lib/posts/attach-cards"
import type { DeskPost } from "@/lib/posts/schema"
import { reportError } from "./answer"
import { pushAfterAnswer } from "./push-after-answer"

/** Gets the cards of a post's bare links after the answer. One that cannot be had leaves the plain link. */
export function cardsAfterAnswer(actor: Actor, post: DeskPost): void {
  if (bareLinks(post.content).length === 0) return
  after(async () => {
    try {
      await attachCards(actor, post)
      pushAfterAnswer()
    } catch (error) {
      // Too many at once, or the post is gone meanwhile: no card, and nothing that anybody must look at.
      if (!isAppError(error) || error.status >= 500) reportError(error, "cards after answer")
    }
  })
}

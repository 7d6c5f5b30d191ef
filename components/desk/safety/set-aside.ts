import type { DeskPost } from "@/lib/posts/schema"
import type { KeptPlace, KeptText } from "../composer/kept-text"
import { newKey } from "./tab"
import { unsentTexts } from "./unsent"

/** Puts a text that has to make room among those that wait, where it can be gone on with. False when nothing is kept. */
export function setAside({ userId, blogId }: KeptPlace, post: DeskPost | null, words: KeptText): boolean {
  // The key of a save that was tried goes along, so that the text still arrives once.
  const id = words.idempotencyKey ?? newKey()
  return unsentTexts.put({
    id,
    userId,
    blogId,
    save: null,
    post,
    words,
    madeAt: Date.now(),
    heldBy: null,
    failure: null,
  })
}

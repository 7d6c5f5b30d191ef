import type { AutosaveKey, LocalAutosave } from "@/components/desk/autosave/local-store"
import { outboxStore } from "@/components/desk/outbox/outbox-store"
import { newKey } from "@/components/desk/session/tab-id"
import type { DeskPost } from "@/lib/posts/post-schemas"

/** Puts a text that has to make room among those that wait, where it can be gone on with. False when nothing is kept. */
export function park({ userId, blogId }: AutosaveKey, post: DeskPost | null, words: LocalAutosave): boolean {
  // The key of a save that was tried goes along, so that the text still arrives once.
  const id = words.idempotencyKey ?? newKey()
  return outboxStore.put({
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

import { toAppError } from "@/lib/errors"
import { DESK } from "./story"

/* A process that saves one post as a desk does: with one key, again and again until it is saved. Tells of every try. */

process.on("message", async ({ blogId, text }: { blogId: string; text: string }) => {
  const { createPost } = await import("@/lib/posts/create-post")
  const { documentFromText } = await import("@/lib/content/plain-text")
  const save = () =>
    createPost(DESK, blogId, { content: documentFromText(text) }, { idempotencyKey: text }).then(
      () => "saved",
      (error: unknown) => toAppError(error).code,
    )
  for (;;) {
    const outcome = await save()
    process.send?.(outcome)
    if (outcome === "saved") return
  }
})
process.send?.("started")

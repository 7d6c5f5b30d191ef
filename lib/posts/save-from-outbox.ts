import { z } from "zod"
import { countField, idField } from "@/lib/input-fields"
import { parseInput } from "@/lib/parse-input"
import type { Actor } from "@/lib/permissions/actor"
import { requireWriter } from "@/lib/permissions/require-user"
import { createPost } from "./create-post"
import { editPost } from "./edit-post"
import { idempotencyKeySchema as key } from "./idempotency"
import type { CreatePostInput, DeskPost, EditPostInput } from "./post-schemas"
import { requirePost } from "./read-posts"

/** A save as the desk's queue keeps it; the post itself is checked by what makes or changes it. */
const saveOnceSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("create"), userId: idField, key, post: z.custom<CreatePostInput>() }),
  z.strictObject({
    kind: z.literal("edit"),
    userId: idField,
    key,
    postId: idField,
    revision: countField,
    post: z.custom<EditPostInput>(),
  }),
])

export type SaveOnceInput = z.input<typeof saveOnceSchema>

/**
 * Makes or changes a post for the person who wrote it, once, however often the same key is sent.
 * Throws `other_person` and what `createPost` and `editPost` throw.
 */
export async function savePostOnce(actor: Actor, blogId: string, input: unknown): Promise<DeskPost> {
  const save = parseInput(saveOnceSchema, input)
  requireWriter(actor, save.userId)
  if (save.kind === "create") return createPost(actor, blogId, save.post, { idempotencyKey: save.key })
  const { id } = await requirePost(actor, blogId, save.postId)
  return editPost(actor, id, save.post, { revision: save.revision, idempotencyKey: save.key })
}

import type { PendingSave } from "@/components/desk/outbox/outbox-store"
import type { CreatePostInput, DeskPost } from "@/lib/posts/post-schemas"
import type { Draft } from "./draft"
import { withoutUntouched } from "./send-text"

/** The state that a save gives the post; null keeps the one it has. */
export type TargetState = "draft" | "submitted" | "scheduled" | "published" | null

/**
 * `over`: the revision to replace. `publishAt`: when a scheduled post goes out. `describeLater`: pictures without alt text
 * stay behind.
 */
export type SaveInput = {
  over?: number | undefined
  publishAt?: string | undefined
  describeLater?: boolean | undefined
}
export type SaveOrder = { goal: TargetState } & SaveInput

type RequestOptions = {
  post: DeskPost | null
  mine: Draft
  base: { words: Draft; revision: number | null }
  document: CreatePostInput["content"]
  wanted: SaveOrder
}

export function toRequest({ post, mine, base, document, wanted }: RequestOptions): PendingSave {
  const { goal, over, publishAt } = wanted
  const { keyEvent, pinned, alertMinutes, tags, authors } = mine
  const named = authors.length > 0 ? { authors } : {}
  const fields = { title: mine.title.trim(), content: document, keyEvent, pinned, alertMinutes, tags, ...named }
  const step = goal === null ? {} : goal === "scheduled" ? { publishAt } : { state: goal }
  if (!post) return { kind: "create", post: { ...fields, state: "draft", ...step } }
  const revision = over ?? base.revision ?? post.revision
  const changes = { ...fields, correction: mine.correction, ...step, ...withoutUntouched(mine, base.words) }
  return { kind: "edit", postId: post.id, revision, post: changes }
}

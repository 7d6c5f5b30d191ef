"use client"

import { toast } from "sonner"
import { attempt, type Result } from "@/components/desk/forms/result"
import type { DeskPost, EditPostInput } from "@/lib/posts/schema"
import type { DeskActions } from "../desk-actions"

/** Does things to posts of the timeline, and shows what came of it. */
export function usePostActions(actions: DeskActions, put: (post: DeskPost) => void) {
  const show = async (call: () => Promise<Result<DeskPost>>): Promise<Result<DeskPost>> => {
    const result = await attempt(call)
    if (result.ok) put(result.data)
    return result
  }
  const restore = (post: DeskPost) => show(() => actions.restorePost({ postId: post.id }))
  const undo = async (post: DeskPost) => {
    const result = await restore(post)
    if (!result.ok) toast(result.error.message, { action: { label: "Retry", onClick: () => undo(post) } })
    else toast("Restored")
  }
  return {
    change: (post: DeskPost, input: EditPostInput) => show(() => actions.editPost({ postId: post.id, post: input })),
    restore,
    remove: async (post: DeskPost) => {
      const result = await show(() => actions.deletePost({ postId: post.id }))
      if (result.ok) toast("Deleted", { action: { label: "Undo", onClick: () => undo(post) } })
      return result
    },
  }
}

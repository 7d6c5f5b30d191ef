"use client"

import { attempt, type Result } from "@/components/desk/forms/result"
import type { DeskPost, EditPostInput } from "@/lib/posts/post-schemas"
import type { DeskActions } from "../desk-actions"
import type { Undo } from "../undo/use-undo"

/** Does things to posts of the timeline, shows what came of it, and offers to undo it. */
export function usePostActions(actions: DeskActions, put: (post: DeskPost) => void, undo: Undo) {
  const show = async (post: DeskPost, call: () => Promise<Result<DeskPost>>): Promise<Result<DeskPost>> => {
    const result = await attempt(call)
    if (result.ok) {
      put(result.data)
      undo.note(post, result.data)
    } else if (result.error.code === "stale_revision" && result.details?.post) {
      // What was decided upon has changed: whoever decides is shown what it is now.
      put(result.details.post as DeskPost)
    }
    return result
  }
  return {
    /** Waiting texts are only approved as they are seen: with the revision that is on the screen. */
    change: (post: DeskPost, input: EditPostInput) => {
      const asSeen = post.state === "submitted" ? { revision: post.revision } : {}
      return show(post, () => actions.editPost({ postId: post.id, post: input, ...asSeen }))
    },
    restore: (post: DeskPost) => show(post, () => actions.restorePost({ postId: post.id })),
    remove: (post: DeskPost) => show(post, () => actions.deletePost({ postId: post.id })),
  }
}

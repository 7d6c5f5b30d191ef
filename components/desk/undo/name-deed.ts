import type { DeskPost, PostState } from "@/lib/posts/post-schemas"

const STATES: Record<PostState, string> = {
  draft: "Saved as a draft",
  submitted: "Handed in",
  scheduled: "Scheduled",
  published: "Published",
  hidden: "Hidden from readers",
  deleted: "Deleted",
}

/** What was done to a post, in a word or two; `before` is null for a new one. */
export function describeUndo(before: DeskPost | null, after: DeskPost): string {
  if (!before) return STATES[after.state]
  if (before.state !== after.state) {
    if (before.state === "deleted") return "Restored"
    if (after.state === "draft") return "Taken back to draft"
    return before.state === "hidden" && after.state === "published" ? "Shown again" : STATES[after.state]
  }
  if ((before.pinnedAt === null) !== (after.pinnedAt === null)) return after.pinnedAt ? "Pinned" : "Unpinned"
  if (before.publishedAt !== after.publishedAt) return "Moved to another time"
  if (before.publishAt !== after.publishAt) return "Scheduled anew"
  return "Saved"
}

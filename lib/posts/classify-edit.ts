import type { PostState } from "@/lib/permissions/post-policy"
import type { PostFields } from "./post-fields"

const STATE_ACTIONS = {
  draft: "unpublish",
  submitted: "submit",
  scheduled: "schedule",
  published: "publish",
  hidden: "hide",
  deleted: "delete",
} as const satisfies Record<PostState, string>

/** What a change of a post is called in its history; `own`: by its author. */
export function classifyEdit(before: PostFields, after: PostFields, { own }: { own: boolean }): string {
  if (before.state !== after.state) return nameStep(before.state, after.state, own)
  if (before.state === "scheduled" && before.publishAt?.getTime() !== after.publishAt?.getTime()) return "reschedule"
  if ((before.pinnedAt === null) !== (after.pinnedAt === null)) return after.pinnedAt ? "pin" : "unpin"
  if (before.alertMinutes !== after.alertMinutes) return after.alertMinutes > 0 ? "alert" : "end-alert"
  if (before.publishedAt && after.publishedAt && before.publishedAt.getTime() !== after.publishedAt.getTime())
    return "retime"
  if (before.correction !== after.correction) return after.correction ? "correct" : "uncorrect"
  return "edit"
}

function nameStep(before: PostState, after: PostState, own: boolean): string {
  if (after === "published") return before === "hidden" ? "show" : "publish"
  if (after === "draft" && before === "scheduled") return "unschedule"
  if (after === "draft" && before === "submitted") return own ? "take-back" : "hand-back"
  return STATE_ACTIONS[after]
}

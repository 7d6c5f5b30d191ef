import type { BadgeTone } from "@/components/ui/badge"
import type { PostState } from "@/lib/permissions/post-policy"

/** The state of a post in words; none for what readers see. */
export const POST_STATE_BADGES: Record<PostState, { label: string; tone: BadgeTone } | null> = {
  published: null,
  draft: { label: "Draft", tone: "neutral" },
  submitted: { label: "For approval", tone: "warn" },
  scheduled: { label: "Scheduled", tone: "accent" },
  hidden: { label: "Hidden", tone: "neutral" },
  deleted: { label: "Deleted", tone: "danger" },
}

import {
  CalendarClock,
  CalendarX,
  Clock,
  Eye,
  EyeOff,
  type LucideIcon,
  Pencil,
  Pin,
  PinOff,
  Send,
  Star,
  StarOff,
  Undo2,
} from "lucide-react"
import type { DeskPost, EditPostInput, PostState } from "@/lib/posts/post-schemas"
import type { PostRights } from "./post-rights"

/** What opens before something is done: a question that has more to it than yes and no. */
export type PostDialog = "schedule" | "retime" | "hand-back"

export type PostAction = {
  name: string
  Icon: LucideIcon
  main?: boolean
  does: { change: EditPostInput } | { ask: PostDialog } | "edit"
}

const PUBLISH = { Icon: Send, main: true, does: { change: { state: "published" } } } satisfies Partial<PostAction>
const EDIT: PostAction = { name: "Edit", Icon: Pencil, does: "edit" }
const RETIME: PostAction = { name: "Change time", Icon: Clock, does: { ask: "retime" } }

// For editors, by the state that a post is in.
const EDITORS: Record<PostState, PostAction[]> = {
  draft: [{ name: "Publish", ...PUBLISH }, { name: "Schedule", Icon: CalendarClock, does: { ask: "schedule" } }, EDIT],
  submitted: [
    { name: "Publish", ...PUBLISH },
    { name: "Schedule", Icon: CalendarClock, does: { ask: "schedule" } },
    { name: "Hand back", Icon: Undo2, does: { ask: "hand-back" } },
    EDIT,
  ],
  scheduled: [
    { name: "Publish now", ...PUBLISH },
    { name: "Reschedule", Icon: CalendarClock, does: { ask: "schedule" } },
    { name: "Unschedule", Icon: CalendarX, does: { change: { state: "draft" } } },
    EDIT,
  ],
  published: [EDIT, { name: "Hide", Icon: EyeOff, does: { change: { state: "hidden" } } }, RETIME],
  hidden: [EDIT, { name: "Show", Icon: Eye, does: { change: { state: "published" } } }, RETIME],
  deleted: [],
}

// For contributors with their own.
const AUTHORS: Partial<Record<PostState, PostAction[]>> = {
  draft: [{ name: "Send for approval", Icon: Send, main: true, does: { change: { state: "submitted" } } }, EDIT],
  submitted: [{ name: "Take back", Icon: Undo2, does: { change: { state: "draft" } } }, EDIT],
}

/** What can be done with a post now, by somebody with these rights, in the order of the buttons. */
export function postActions(post: DeskPost, rights: PostRights): PostAction[] {
  if (!rights.publish) return rights.edit ? (AUTHORS[post.state] ?? []) : []
  if (post.state === "deleted") return []
  const pin: PostAction = post.pinnedAt
    ? { name: "Unpin", Icon: PinOff, does: { change: { pinned: false } } }
    : { name: "Pin", Icon: Pin, does: { change: { pinned: true } } }
  const keyEvent: PostAction = post.keyEvent
    ? { name: "Unmark", Icon: StarOff, does: { change: { keyEvent: false } } }
    : { name: "Key event", Icon: Star, does: { change: { keyEvent: true } } }
  return [...EDITORS[post.state], pin, keyEvent]
}

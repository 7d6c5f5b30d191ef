import {
  BellOff,
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
  Siren,
  Star,
  StarOff,
  Undo2,
} from "lucide-react"
import { LIMITS } from "@/lib/content/content-limits"
import type { Action } from "@/lib/permissions/authorize"
import { canTransition, type PostState, type PostStep, rightsFor } from "@/lib/permissions/post-policy"
import type { DeskPost, EditPostInput } from "@/lib/posts/post-schemas"
import type { PostActionId } from "../keys/shortcuts"
import type { PostRights } from "./post-rights"

/** The dialogs that ask for more than yes or no. */
export type PostDialog = "schedule" | "retime" | "hand-back"

export type PostAction = {
  /** What its key and the palette know it by. */
  id: PostActionId
  name: string
  Icon: LucideIcon
  main?: boolean
  does: { change: EditPostInput } | { ask: PostDialog } | "edit"
}

const PUBLISH = {
  id: "publish",
  Icon: Send,
  main: true,
  does: { change: { state: "published" } },
} satisfies Partial<PostAction>
const EDIT: PostAction = { id: "edit", name: "Edit", Icon: Pencil, does: "edit" }
const RETIME: PostAction = { id: "changeTime", name: "Change time", Icon: Clock, does: { ask: "retime" } }

// For those who may publish.
const EDITORS: Record<PostState, PostAction[]> = {
  draft: [
    { name: "Publish", ...PUBLISH },
    { id: "schedule", name: "Schedule", Icon: CalendarClock, does: { ask: "schedule" } },
    EDIT,
  ],
  submitted: [
    { name: "Publish", ...PUBLISH },
    { id: "schedule", name: "Schedule", Icon: CalendarClock, does: { ask: "schedule" } },
    { id: "sendBack", name: "Send back", Icon: Undo2, does: { ask: "hand-back" } },
    EDIT,
  ],
  scheduled: [
    { name: "Publish now", ...PUBLISH },
    { id: "schedule", name: "Reschedule", Icon: CalendarClock, does: { ask: "schedule" } },
    { id: "unschedule", name: "Unschedule", Icon: CalendarX, does: { change: { state: "draft" } } },
    EDIT,
  ],
  published: [EDIT, { id: "hide", name: "Hide", Icon: EyeOff, does: { change: { state: "hidden" } } }, RETIME],
  hidden: [EDIT, { id: "show", name: "Show", Icon: Eye, does: { change: { state: "published" } } }, RETIME],
  deleted: [],
}

// For authors who may not publish.
const AUTHORS: Partial<Record<PostState, PostAction[]>> = {
  draft: [
    { id: "publish", name: "Submit for approval", Icon: Send, main: true, does: { change: { state: "submitted" } } },
    EDIT,
  ],
  submitted: [{ id: "unschedule", name: "Withdraw", Icon: Undo2, does: { change: { state: "draft" } } }, EDIT],
}

/** The actions of a post in the order of its buttons: those that the policy permits with these rights. */
export function postActions(post: DeskPost, rights: PostRights): PostAction[] {
  const byState = (rights.publish ? EDITORS : AUTHORS)[post.state] ?? []
  const pin: PostAction = post.pinnedAt
    ? { id: "pin", name: "Unpin", Icon: PinOff, does: { change: { pinned: false } } }
    : { id: "pin", name: "Pin", Icon: Pin, does: { change: { pinned: true } } }
  const keyEvent: PostAction = post.keyEvent
    ? { id: "keyEvent", name: "Remove key event", Icon: StarOff, does: { change: { keyEvent: false } } }
    : { id: "keyEvent", name: "Key event", Icon: Star, does: { change: { keyEvent: true } } }
  const alert: PostAction =
    post.alertMinutes > 0
      ? { id: "alert", name: "End alert", Icon: BellOff, does: { change: { alertMinutes: 0 } } }
      : { id: "alert", name: "Breaking", Icon: Siren, does: { change: { alertMinutes: LIMITS.alertMinutes } } }
  const marks = rights.publish && post.state !== "deleted" ? [pin, keyEvent, alert] : []
  return [...byState, ...marks].filter((action) => isPermitted(post.state, rights, action))
}

function isPermitted(from: PostState, rights: PostRights, { does }: PostAction): boolean {
  const step = toStep(from, does)
  if (step.state !== from && !canTransition(from, step.state)) return false
  const granted: Action[] = [
    ...(rights.edit ? (["post.edit"] as const) : []),
    ...(rights.publish ? (["post.publish"] as const) : []),
    ...(rights.remove ? (["post.remove"] as const) : []),
  ]
  return rightsFor({ state: from }, step).every((action) => granted.includes(action))
}

function toStep(from: PostState, does: PostAction["does"]): PostStep {
  if (does === "edit") return { state: from }
  if ("change" in does) return { state: does.change.state ?? from, editorsFields: "alertMinutes" in does.change }
  return DIALOG_STEPS[does.ask](from)
}

const DIALOG_STEPS: Record<PostDialog, (from: PostState) => PostStep> = {
  schedule: () => ({ state: "scheduled", editorsFields: true }),
  retime: (from) => ({ state: from, editorsFields: true }),
  "hand-back": () => ({ state: "draft", editorsFields: true }),
}

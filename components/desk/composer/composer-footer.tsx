import { CalendarClock, Pin, Star } from "lucide-react"
import type { ReactNode } from "react"
import { useAudienceWords } from "@/components/desk/blogs/blog-audience-context"
import { BusyButton, Button } from "@/components/ui/button"
import type { DeskPost } from "@/lib/posts/post-schemas"
import type { PostMetadata } from "./draft"
import type { TargetState } from "./use-save"

type ComposerFooterProps = {
  post: DeskPost | null
  marks: PostMetadata
  canPublish: boolean
  saving: TargetState | "saving"
  status: ReactNode
  onMarks: (part: Partial<PostMetadata>) => void
  onSave: (goal: TargetState) => void
  onSchedule: () => void
  onCancel: (() => void) | undefined
}

/** Marks on the left, saving on the right; on the phone the buttons have lines of their own, the main one a whole. */
export function ComposerFooter({
  post,
  marks,
  canPublish,
  saving,
  status,
  onMarks,
  onSave,
  onSchedule,
  onCancel,
}: ComposerFooterProps) {
  const busy = saving !== null
  const words = useAudienceWords()
  const state = post?.state ?? "draft"
  const waits = state === "draft" || state === "submitted"
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-t px-3 py-2.5">
      <div className="flex gap-1">
        <Button
          variant="ghost"
          size="small"
          aria-pressed={marks.keyEvent}
          title="Key events are listed for readers to jump to"
          disabled={busy}
          onClick={() => onMarks({ keyEvent: !marks.keyEvent })}
        >
          <Star aria-hidden className={marks.keyEvent ? "fill-current" : ""} />
          Key event
        </Button>
        <Button
          variant="ghost"
          size="small"
          aria-pressed={marks.pinned}
          title="Pinned updates stay on top of the page"
          disabled={busy}
          onClick={() => onMarks({ pinned: !marks.pinned })}
        >
          <Pin aria-hidden className={marks.pinned ? "fill-current" : ""} />
          Pin
        </Button>
      </div>
      <div className="min-w-0 flex-1 text-right text-ink-faint text-meta">{status}</div>
      <div className="flex w-full flex-wrap gap-2 *:grow sm:w-auto sm:flex-nowrap sm:*:grow-0">
        {onCancel && (
          <Button variant="ghost" disabled={busy} onClick={onCancel}>
            Cancel
          </Button>
        )}
        <BusyButton
          variant={state === "draft" || (waits && canPublish) ? "secondary" : "primary"}
          busy={saving === "draft" || saving === "saving"}
          busyLabel="Saving"
          disabled={busy}
          title={waits ? undefined : "Save (Ctrl or Cmd + Enter)"}
          onClick={() => onSave(state === "draft" ? "draft" : null)}
        >
          {state === "draft" ? "Save draft" : "Save"}
        </BusyButton>
        {state === "draft" && !canPublish && (
          <BusyButton
            variant="primary"
            busy={saving === "submitted"}
            busyLabel="Sending"
            disabled={busy}
            title="Send for approval (Ctrl or Cmd + Enter)"
            onClick={() => onSave("submitted")}
          >
            Send for approval
          </BusyButton>
        )}
        {waits && canPublish && (
          <>
            <BusyButton busy={saving === "scheduled"} busyLabel="Scheduling" disabled={busy} onClick={onSchedule}>
              <CalendarClock aria-hidden />
              Schedule
            </BusyButton>
            <BusyButton
              variant={words.variant}
              busy={saving === "published"}
              busyLabel={words.publishing}
              disabled={busy}
              title={`${words.publish} (Ctrl or Cmd + Enter)`}
              className="max-sm:basis-full in-data-sheet:max-desk:hidden"
              onClick={() => onSave("published")}
            >
              {words.publish}
            </BusyButton>
          </>
        )}
      </div>
    </div>
  )
}

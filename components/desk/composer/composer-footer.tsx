import { Pin, Star } from "lucide-react"
import type { ReactNode } from "react"
import { BusyButton, Button } from "@/components/ui/button"
import type { DeskPost } from "@/lib/posts/schema"
import type { Goal } from "./use-save"
import type { Marks } from "./words"

type ComposerFooterProps = {
  post: DeskPost | null
  marks: Marks
  canPublish: boolean
  saving: Goal | "saving"
  status: ReactNode
  onMarks: (part: Partial<Marks>) => void
  onSave: (goal: Goal) => void
  onCancel: (() => void) | undefined
}

/** Marks on the left, saving on the right; on the phone the buttons have a line of their own. */
export function ComposerFooter({
  post,
  marks,
  canPublish,
  saving,
  status,
  onMarks,
  onSave,
  onCancel,
}: ComposerFooterProps) {
  const busy = saving !== null
  const isDraft = post === null || post.state === "draft"
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
      <p role="status" className="min-w-0 flex-1 truncate text-right text-ink-faint text-meta">
        {status}
      </p>
      <div className="flex w-full gap-2 *:flex-1 sm:w-auto sm:*:flex-none">
        {onCancel && (
          <Button variant="ghost" disabled={busy} onClick={onCancel}>
            Cancel
          </Button>
        )}
        {isDraft ? (
          <>
            <BusyButton
              variant={canPublish ? "secondary" : "primary"}
              busy={saving === "draft"}
              busyLabel="Saving"
              disabled={busy}
              onClick={() => onSave("draft")}
            >
              Save draft
            </BusyButton>
            {canPublish && (
              <BusyButton
                variant="primary"
                busy={saving === "published"}
                busyLabel="Publishing"
                disabled={busy}
                title="Publish (Ctrl or Cmd + Enter)"
                onClick={() => onSave("published")}
              >
                Publish
              </BusyButton>
            )}
          </>
        ) : (
          <BusyButton
            variant="primary"
            busy={busy}
            busyLabel="Saving"
            title="Save (Ctrl or Cmd + Enter)"
            onClick={() => onSave(null)}
          >
            Save
          </BusyButton>
        )}
      </div>
    </div>
  )
}

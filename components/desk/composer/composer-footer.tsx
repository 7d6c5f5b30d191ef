import { CalendarClock, Pin, Siren, Star } from "lucide-react"
import type { MouseEvent, ReactNode } from "react"
import { useAudienceWords } from "@/components/desk/blogs/blog-audience-context"
import { type ActionId, keysOf } from "@/components/desk/keys/shortcuts"
import { usePlatform } from "@/components/desk/keys/use-platform"
import { Button } from "@/components/ui/button"
import { LIMITS } from "@/lib/content/content-limits"
import type { DeskPost } from "@/lib/posts/post-schemas"
import type { PostMetadata } from "./draft"
import type { TargetState } from "./save-request"

type ComposerFooterProps = {
  post: DeskPost | null
  marks: PostMetadata
  canPublish: boolean
  status: ReactNode
  onMarks: (part: Partial<PostMetadata>) => void
  onSave: (goal: TargetState) => void
  onSchedule: () => void
  /** Shows readers' view of an edit; undefined: readers do not have the post. */
  onPreview: (() => void) | undefined
  onCancel: (() => void) | undefined
}

// A button that is clicked leaves the focus in the text, so that the next letter is written, not lost.
const keepFocus = (event: MouseEvent) => event.preventDefault()

/** Marks on the left, saving on the right; on the phone the buttons have lines of their own, the main one a whole. */
export function ComposerFooter({
  post,
  marks,
  canPublish,
  status,
  onMarks,
  onSave,
  onSchedule,
  onPreview,
  onCancel,
}: ComposerFooterProps) {
  const words = useAudienceWords()
  const platform = usePlatform()
  const withKeys = (name: string, id: ActionId) => `${name} (${keysOf(id, platform).join(" + ")})`
  const state = post?.state ?? "draft"
  const saveName = state === "draft" ? "Save draft" : state === "published" ? "Update" : "Save"
  const waits = state === "draft" || state === "submitted"
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-line border-t bg-surface px-3 py-2.5">
      <div className="flex gap-1">
        <Button
          variant="ghost"
          size="small"
          aria-pressed={marks.keyEvent}
          title="Key events are listed for readers to jump to"
          onMouseDown={keepFocus}
          onClick={() => onMarks({ keyEvent: !marks.keyEvent })}
        >
          <Star aria-hidden className={marks.keyEvent ? "fill-current" : ""} />
          Key event
        </Button>
        <Button
          variant="ghost"
          size="small"
          aria-pressed={marks.pinned}
          title="Pinned posts stay on top of the page"
          onMouseDown={keepFocus}
          onClick={() => onMarks({ pinned: !marks.pinned })}
        >
          <Pin aria-hidden className={marks.pinned ? "fill-current" : ""} />
          Pin
        </Button>
        {canPublish && (
          <Button
            variant="ghost"
            size="small"
            aria-pressed={marks.alertMinutes > 0}
            title={`A banner on every open page, for ${LIMITS.alertMinutes} minutes`}
            onMouseDown={keepFocus}
            onClick={() => onMarks({ alertMinutes: marks.alertMinutes > 0 ? 0 : LIMITS.alertMinutes })}
          >
            <Siren aria-hidden className={marks.alertMinutes > 0 ? "text-live" : ""} />
            Breaking
          </Button>
        )}
      </div>
      <div className="min-w-0 flex-1 text-right text-ink-faint text-meta">{status}</div>
      <div className="flex w-full flex-wrap gap-2 *:grow sm:w-auto sm:flex-nowrap sm:*:grow-0">
        {onPreview && (
          <Button variant="ghost" onClick={onPreview}>
            Preview
          </Button>
        )}
        {onCancel && (
          <Button variant="ghost" onClick={onCancel}>
            Cancel
          </Button>
        )}
        <Button
          variant={state === "draft" || (waits && canPublish) ? "secondary" : "primary"}
          title={waits ? undefined : withKeys(saveName, "save")}
          data-desk-action={post ? undefined : "saveDraft"}
          onClick={() => onSave(state === "draft" ? "draft" : null)}
        >
          {saveName}
        </Button>
        {state === "draft" && !canPublish && (
          <Button variant="primary" title={withKeys("Submit for approval", "save")} onClick={() => onSave("submitted")}>
            Submit for approval
          </Button>
        )}
        {waits && canPublish && (
          <>
            <Button
              title={withKeys("Schedule", "scheduleText")}
              data-desk-action={post ? undefined : "scheduleText"}
              onClick={onSchedule}
            >
              <CalendarClock aria-hidden />
              Schedule
            </Button>
            <Button
              variant={words.variant}
              title={withKeys(words.publish, "save")}
              data-desk-action={post ? undefined : "save"}
              className="max-sm:basis-full in-data-sheet:max-desk:hidden"
              onClick={() => onSave("published")}
            >
              {words.publish}
            </Button>
          </>
        )}
      </div>
    </div>
  )
}

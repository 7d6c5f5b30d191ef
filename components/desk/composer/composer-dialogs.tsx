import { DateTimeDialog } from "@/components/desk/schedule/date-time-dialog"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import type { DeskPost } from "@/lib/posts/post-schemas"
import type { Draft } from "./draft"
import { PostPreview } from "./post-preview"

/** What a composer asks or shows over the page. */
export type ComposerDialog = { kind: "schedule" } | { kind: "discard" } | { kind: "preview"; draft: Draft } | null

type ComposerDialogsProps = {
  shown: ComposerDialog
  post: DeskPost | null
  blog: { timeZone: string; language: string }
  onClose: () => void
  onSchedule: (publishAt: string) => void
  onDiscard: () => void
}

export function ComposerDialogs({ shown, post, blog, onClose, onSchedule, onDiscard }: ComposerDialogsProps) {
  const onOpenChange = (open: boolean) => {
    if (!open) onClose()
  }
  return (
    <>
      <DateTimeDialog
        open={shown?.kind === "schedule"}
        onOpenChange={onOpenChange}
        title="Schedule"
        description="We’ll publish it then. You can edit or cancel until it goes out."
        timeZone={blog.timeZone}
        initial={new Date(Date.now() + 15 * 60_000)}
        side="future"
        confirm="Schedule"
        busyLabel="Scheduling"
        onChoose={(publishAt) => {
          onSchedule(publishAt)
          return null
        }}
      />
      {post && (
        <PostPreview
          post={post}
          language={blog.language}
          draft={shown?.kind === "preview" ? shown.draft : null}
          onClose={onClose}
        />
      )}
      <ConfirmDialog
        open={shown?.kind === "discard"}
        onOpenChange={onOpenChange}
        title="Discard your changes?"
        description="Your changes to this post are not saved yet."
        confirm="Discard"
        keep="Keep writing"
        danger
        onConfirm={onDiscard}
      />
    </>
  )
}

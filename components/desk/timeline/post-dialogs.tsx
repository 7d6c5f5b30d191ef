"use client"

import type { Result } from "@/components/desk/forms/result"
import { DateTimeDialog } from "@/components/desk/schedule/date-time-dialog"
import { RequestChangesDialog } from "@/components/desk/schedule/request-changes-dialog"
import type { DeskPost, EditPostInput } from "@/lib/posts/post-schemas"
import type { PostDialog } from "./post-actions"

type PostDialogsProps = {
  post: DeskPost
  timeZone: string
  asked: PostDialog | null
  onClose: () => void
  onChange: (input: EditPostInput) => Promise<Result<DeskPost>>
}

/** The questions about one post that need an answer before something is done. */
export function PostDialogs({ post, timeZone, asked, onClose, onChange }: PostDialogsProps) {
  const onOpenChange = (open: boolean) => {
    if (!open) onClose()
  }
  return (
    <>
      <DateTimeDialog
        open={asked === "schedule"}
        onOpenChange={onOpenChange}
        title={post.state === "scheduled" ? "Reschedule" : "Schedule"}
        description="We’ll publish it then. You can edit or cancel until it goes out."
        timeZone={timeZone}
        initial={post.publishAt ? new Date(post.publishAt) : new Date(Date.now() + 15 * 60_000)}
        side="future"
        confirm={post.state === "scheduled" ? "Reschedule" : "Schedule"}
        busyLabel="Scheduling"
        onChoose={(publishAt) => onChange({ publishAt })}
      />
      <DateTimeDialog
        open={asked === "retime"}
        onOpenChange={onOpenChange}
        title="Change time"
        description="The post moves to this place in the timeline."
        timeZone={timeZone}
        initial={new Date(post.publishedAt ?? post.createdAt)}
        side="past"
        confirm="Change time"
        busyLabel="Moving"
        onChoose={(publishedAt) => onChange({ publishedAt })}
      />
      <RequestChangesDialog
        open={asked === "hand-back"}
        onOpenChange={onOpenChange}
        author={post.authors[0]?.name ?? "the author"}
        onHandBack={(editorNote) => onChange({ state: "draft", editorNote })}
      />
    </>
  )
}

"use client"

import { useEffect, useState } from "react"
import { DeskTime } from "@/components/desk/desk-time"
import { FailureNotice } from "@/components/desk/forms/failure-notice"
import { requestJson } from "@/components/desk/forms/request-json"
import type { Failure } from "@/components/desk/forms/result"
import { BusyButton, Button } from "@/components/ui/button"
import { Dialog, DialogActions } from "@/components/ui/dialog"
import { Select } from "@/components/ui/select"
import { Loading } from "@/components/ui/skeleton"
import type { DeskBlog } from "@/lib/blogs/blog-schemas"
import { excerpt } from "@/lib/content/written-text"
import { paths } from "@/lib/paths"
import type { PendingChoice } from "@/lib/posts/coverage"
import type { DeskPost } from "@/lib/posts/post-schemas"
import type { Queue } from "@/lib/posts/read-queue"
import type { ChangeStatus } from "./blog-audience"

type EndDialogProps = {
  blog: DeskBlog
  open: boolean
  busy: boolean
  onClose: () => void
  change: ChangeStatus
}

/** Ends coverage, after every post that is not out has got its answer. */
export function EndCoverageDialog({ blog, open, onClose, ...form }: EndDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title="End coverage?"
      description="Readers see that coverage has ended, and open pages stop updating. You can reopen it at any time."
    >
      <EndForm blog={blog} onClose={onClose} {...form} />
    </Dialog>
  )
}

const SECTIONS = [
  { key: "scheduled", title: "Scheduled", first: "unschedule" },
  { key: "submitted", title: "For approval", first: "keep" },
  { key: "drafts", title: "Drafts", first: "keep" },
] as const satisfies readonly { key: keyof Queue; title: string; first: PendingChoice }[]

function EndForm({ blog, busy, onClose, change }: Omit<EndDialogProps, "open">) {
  const { queue, failure: unread } = useQueueOnce(blog.id)
  const [chosen, setChosen] = useState<ReadonlyMap<string, PendingChoice>>(new Map())
  const [failure, setFailure] = useState<Failure | null>(null)
  const end = async () => {
    const pending = SECTIONS.flatMap(({ key, first }) =>
      (queue?.[key] ?? []).map(({ id }) => ({ postId: id, choice: chosen.get(id) ?? first })),
    )
    setFailure(await change("ended", { pending }))
  }
  const sections = SECTIONS.filter(({ key }) => (queue?.[key].length ?? 0) > 0)
  return (
    <>
      {!queue && !unread && <Loading what="what is not out yet" />}
      {sections.length > 0 && (
        <div className="grid max-h-[40dvh] grid-cols-[minmax(0,1fr)] gap-4 overflow-y-auto">
          {sections.map(({ key, title, first }) => (
            <section key={key} className="min-w-0">
              <h3 className="font-semibold text-ink text-sm">{`${title} (${queue?.[key].length})`}</h3>
              <ul className="divide-y divide-line">
                {queue?.[key].map((post) => (
                  <PendingRow
                    key={post.id}
                    post={post}
                    timeZone={blog.timeZone}
                    choice={chosen.get(post.id) ?? first}
                    onChoose={(choice) => setChosen((before) => new Map(before).set(post.id, choice))}
                  />
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
      {(failure ?? unread) && (
        <div className="mt-3">
          <FailureNotice failure={failure ?? (unread as Failure)} />
        </div>
      )}
      <DialogActions>
        <Button onClick={onClose}>Keep it live</Button>
        <BusyButton variant="primary" busy={busy} busyLabel="Ending" disabled={!queue} onClick={end}>
          End coverage
        </BusyButton>
      </DialogActions>
    </>
  )
}

type PendingRowProps = {
  post: DeskPost
  timeZone: string
  choice: PendingChoice
  onChoose: (choice: PendingChoice) => void
}

const CHOICES: { value: PendingChoice; scheduled: string; other: string | null }[] = [
  { value: "unschedule", scheduled: "Cancel schedule", other: null },
  { value: "publish", scheduled: "Publish now", other: "Publish now" },
  { value: "keep", scheduled: "Keep its time", other: "Keep" },
]

function PendingRow({ post, timeZone, choice, onChoose }: PendingRowProps) {
  const name = post.title || excerpt(post.content, 60) || "Post without text"
  const isScheduled = post.state === "scheduled"
  return (
    <li className="flex items-center gap-3 py-1.5">
      <p className="min-w-0 flex-1 truncate text-ink text-sm">
        {post.publishAt && (
          <span className="mr-2 text-ink-faint">
            <DeskTime iso={post.publishAt} timeZone={timeZone} today={new Date().toISOString()} />
          </span>
        )}
        {name}
      </p>
      <Select
        aria-label={`What happens to “${name}”`}
        value={choice}
        onChange={(event) =>
          onChoose(CHOICES.find(({ value }) => value === event.currentTarget.value)?.value ?? choice)
        }
        className="w-40 shrink-0"
      >
        {CHOICES.flatMap(({ value, scheduled, other }) => {
          const label = isScheduled ? scheduled : other
          return label
            ? [
                <option key={value} value={value}>
                  {label}
                </option>,
              ]
            : []
        })}
      </Select>
    </li>
  )
}

/** The posts that are not out, as they are when the dialog opens. */
function useQueueOnce(blogId: string): { queue: Queue | null; failure: Failure | null } {
  const [read, setRead] = useState<{ queue: Queue | null; failure: Failure | null }>({ queue: null, failure: null })
  useEffect(() => {
    let isGone = false
    void requestJson<Queue>(paths.deskQueue(blogId), null, { method: "GET" }).then((result) => {
      if (isGone) return
      setRead(result.ok ? { queue: result.data, failure: null } : { queue: null, failure: result.error })
    })
    return () => {
      isGone = true
    }
  }, [blogId])
  return read
}

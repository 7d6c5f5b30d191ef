"use client"

import { useEffect, useState } from "react"
import { FailureNotice } from "@/components/desk/forms/failure-notice"
import { attempt, type Failure } from "@/components/desk/forms/result"
import { BusyButton, Button } from "@/components/ui/button"
import { cx } from "@/components/ui/cx"
import type { DeskBlog } from "@/lib/blogs/blog-schemas"
import { GO_LIVE_UNDO_MS } from "@/lib/blogs/go-live-undo"
import type { DeskActions } from "../desk-actions"
import { AUDIENCE_WORDS, type BlogAudience, blogAudience, type ChangeStatus } from "./blog-audience"
import { EndCoverageDialog } from "./end-coverage-dialog"
import { GoLiveDialog } from "./go-live-dialog"
import { type PreviewLinkActions, PreviewLinkButton } from "./preview-link-button"
import { StatusBadge } from "./status-badge"

const GROUND: Record<BlogAudience, string> = {
  private: "bg-sunken",
  preview: "bg-preview-soft",
  live: "bg-live-soft",
  ended: "bg-sunken",
}

type StateBarProps = {
  blog: DeskBlog
  /** How many scheduled posts wait. */
  scheduled: number
  mayEdit: boolean
  editBlog: DeskActions["editBlog"]
  preview: PreviewLinkActions
  onChanged: (blog: DeskBlog) => void
}

/** Says what readers see, and has the step that changes it. */
export function StateBar({ blog, scheduled, mayEdit, editBlog, preview, onChanged }: StateBarProps) {
  const [busy, setBusy] = useState(false)
  const [asked, setAsked] = useState<"live" | "end" | null>(null)
  const [failed, setFailed] = useState<{ failure: Failure; retry: () => void } | null>(null)
  const state = blogAudience(blog)
  const isFresh = useFresh(blog)

  const change: ChangeStatus = async (status, posts) => {
    setBusy(true)
    setFailed(null)
    const result = await attempt(() => editBlog({ blogId: blog.id, blog: { status }, ...(posts ? { posts } : {}) }))
    setBusy(false)
    if (!result.ok) return result.error
    setAsked(null)
    onChanged(result.data)
    return null
  }
  const move = async (status: "draft" | "live") => {
    const failure = await change(status)
    if (failure) setFailed({ failure, retry: () => void move(status) })
  }
  return (
    <section aria-label="Who sees this live blog" className="border-line border-y">
      <div className={cx("flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-1", GROUND[state])}>
        <StatusBadge status={blog.status} rehearsing={blog.rehearsing} />
        <p className={cx("min-w-0 flex-1 basis-52 text-ink-soft text-sm", state === "live" && "max-sm:sr-only")}>
          {AUDIENCE_WORDS[state].readers}
        </p>
        {mayEdit && (
          <div className="flex flex-wrap gap-2">
            {blog.status === "draft" && (
              <>
                <PreviewLinkButton blog={blog} actions={preview} onChanged={onChanged} />
                <Button size="small" variant="live" data-desk-action="nextStatus" onClick={() => setAsked("live")}>
                  Go live
                </Button>
              </>
            )}
            {blog.status === "live" && isFresh && (
              <BusyButton size="small" busy={busy} busyLabel="Taking back" onClick={() => move("draft")}>
                Back to private
              </BusyButton>
            )}
            {blog.status === "live" && (
              <Button size="small" data-desk-action="nextStatus" onClick={() => setAsked("end")}>
                End coverage
              </Button>
            )}
            {blog.status === "ended" && (
              <BusyButton
                size="small"
                busy={busy}
                busyLabel="Reopening"
                data-desk-action="nextStatus"
                onClick={() => move("live")}
              >
                Reopen
              </BusyButton>
            )}
          </div>
        )}
      </div>
      {failed && (
        <div className="px-4 py-2">
          <FailureNotice failure={failed.failure} onRetry={failed.retry} />
        </div>
      )}
      <GoLiveDialog
        blog={blog}
        scheduled={scheduled}
        open={asked === "live"}
        busy={busy}
        onClose={() => setAsked(null)}
        change={change}
      />
      <EndCoverageDialog
        blog={blog}
        open={asked === "end"}
        busy={busy}
        onClose={() => setAsked(null)}
        change={change}
      />
    </section>
  )
}

/** True for ten minutes after a blog went live first: it can be taken back. */
function useFresh({ status, startedAt }: DeskBlog): boolean {
  const [isFresh, setFresh] = useState(false)
  useEffect(() => {
    const left = status === "live" && startedAt ? Date.parse(startedAt) + GO_LIVE_UNDO_MS - Date.now() : 0
    setFresh(left > 0)
    if (left <= 0) return
    const timer = setTimeout(() => setFresh(false), left)
    return () => clearTimeout(timer)
  }, [status, startedAt])
  return isFresh
}

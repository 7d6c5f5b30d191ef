"use client"

import { type ReactNode, useState } from "react"
import { FailureNotice } from "@/components/desk/forms/failure-notice"
import type { Failure, Result } from "@/components/desk/forms/result"
import type { DeskPost, EditPostInput } from "@/lib/posts/post-schemas"
import type { PostAction, PostDialog } from "./post-actions"
import { PostDialogs } from "./post-dialogs"

type PostDeeds = {
  post: DeskPost
  timeZone: string
  onEdit: () => void
  onChange: (input: EditPostInput) => Promise<Result<DeskPost>>
}

/** What the buttons of one post do: run, ask first, wait, and say what failed. */
export function usePostDeeds({ post, timeZone, onEdit, onChange }: PostDeeds) {
  const [busy, setBusy] = useState(false)
  const [asked, setAsked] = useState<PostDialog | null>(null)
  const [failed, setFailed] = useState<{ failure: Failure; retry: () => void } | null>(null)
  const run = async (call: () => Promise<Result<DeskPost>>): Promise<void> => {
    setBusy(true)
    setFailed(null)
    const result = await call()
    setBusy(false)
    if (!result.ok) setFailed({ failure: result.error, retry: () => void run(call) })
  }
  const take = ({ does }: PostAction) => {
    if (does === "edit") onEdit()
    else if ("ask" in does) setAsked(does.ask)
    else void run(() => onChange(does.change))
  }
  const failure: ReactNode = failed && <FailureNotice failure={failed.failure} onRetry={failed.retry} />
  const dialogs = (
    <PostDialogs post={post} timeZone={timeZone} asked={asked} onClose={() => setAsked(null)} onChange={onChange} />
  )
  return { busy, run, take, failure, dialogs }
}

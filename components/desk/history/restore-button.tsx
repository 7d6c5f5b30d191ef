"use client"

import { RotateCcw } from "lucide-react"
import { useRouter } from "next/navigation"
import { useState } from "react"
import { toast } from "sonner"
import { FailureNotice } from "@/components/desk/forms/failure-notice"
import { type Act, attempt, type Failure } from "@/components/desk/forms/result"
import { BusyButton } from "@/components/ui/button"
import type { DeskPost } from "@/lib/posts/post-schemas"

export type HistoryActions = {
  restoreRevision: Act<{ postId: string; number: number; revision: number }, DeskPost>
  undoDeed: Act<{ postId: string; revision: number }, DeskPost>
}

type RestoreButtonsProps = {
  postId: string
  /** The revision that is looked at, and the newest one. */
  number: number
  newest: number
  mayRestore: boolean
  mayUndo: boolean
  actions: HistoryActions
  /** The page that shows the newest version. */
  href: string
}

/** Brings back an earlier text with one click, or takes back the newest change. */
export function RestoreButtons({ postId, number, newest, mayRestore, mayUndo, actions, href }: RestoreButtonsProps) {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)

  const run = async (call: () => ReturnType<HistoryActions["undoDeed"]>, done: string) => {
    setBusy(true)
    setFailure(null)
    const result = await attempt(call)
    setBusy(false)
    if (!result.ok) return setFailure(result.error)
    toast(result.data.revision === newest ? "Nothing to change: the words are the same" : done)
    router.push(href)
    router.refresh()
  }
  const restore = () =>
    run(() => actions.restoreRevision({ postId, number, revision: newest }), `Version ${number} is back`)
  const undo = () => run(() => actions.undoDeed({ postId, revision: newest }), "Undone")
  return (
    <div className="grid gap-2">
      {number < newest && mayRestore && (
        <BusyButton busy={busy} busyLabel="Bringing back" onClick={restore} className="justify-self-start">
          <RotateCcw aria-hidden />
          Restore this version
        </BusyButton>
      )}
      {number === newest && mayUndo && (
        <BusyButton busy={busy} busyLabel="Undoing" onClick={undo} className="justify-self-start">
          <RotateCcw aria-hidden />
          Undo this change
        </BusyButton>
      )}
      {failure && <FailureNotice failure={failure} onRetry={() => router.refresh()} />}
    </div>
  )
}

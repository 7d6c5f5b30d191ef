"use client"

import { Clapperboard } from "lucide-react"
import { useState } from "react"
import { FailureNotice } from "@/components/desk/forms/failure-notice"
import { type Act, attempt, type Failure } from "@/components/desk/forms/result"
import { BusyButton, Button } from "@/components/ui/button"
import { Dialog, DialogActions } from "@/components/ui/dialog"
import { SecretLine } from "@/components/ui/secret-line"
import type { DeskBlog } from "@/lib/blogs/blog-schemas"

export type PreviewLinkActions = {
  startRehearsal: Act<{ blogId: string }, { path: string }>
  endRehearsal: Act<{ blogId: string }, null>
}

type RehearsalButtonProps = { blog: DeskBlog; actions: PreviewLinkActions; onChanged: (blog: DeskBlog) => void }

/** Shows a draft blog to whoever gets its secret link, as readers will see it. */
export function PreviewLinkButton({ blog, actions, onChanged }: RehearsalButtonProps) {
  const [open, setOpen] = useState(false)
  const [link, setLink] = useState<string | null>(null)
  const [busy, setBusy] = useState<"start" | "end" | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)

  const start = async () => {
    setBusy("start")
    const result = await attempt(() => actions.startRehearsal({ blogId: blog.id }))
    setBusy(null)
    setFailure(result.ok ? null : result.error)
    if (!result.ok) return
    setLink(new URL(result.data.path, window.location.origin).href)
    onChanged({ ...blog, rehearsing: true })
  }
  const end = async () => {
    setBusy("end")
    const result = await attempt(() => actions.endRehearsal({ blogId: blog.id }))
    setBusy(null)
    setFailure(result.ok ? null : result.error)
    if (!result.ok) return
    setLink(null)
    onChanged({ ...blog, rehearsing: false })
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Clapperboard aria-hidden />
        {blog.rehearsing ? "Rehearsing" : "Rehearse"}
      </Button>
      <Dialog
        open={open}
        onOpenChange={(next) => {
          setOpen(next)
          // A secret is shown once.
          if (!next) setLink(null)
        }}
        title="Rehearsal"
        description="Who has the secret link sees this live blog as readers will, updating by itself. Nobody else does, until you go live; then the same updates are public."
      >
        <div className="grid gap-3">
          {link && (
            <>
              <SecretLine label="Rehearsal link" text={link} copyLabel="Copy link" />
              <p className="text-ink-soft text-sm">It is shown only now.</p>
            </>
          )}
          {!link && blog.rehearsing && (
            <p className="text-ink text-sm">There is a link, which only its holders know. A new one ends it.</p>
          )}
          {failure && <FailureNotice failure={failure} />}
        </div>
        <DialogActions>
          {blog.rehearsing && (
            <BusyButton
              variant="danger"
              busy={busy === "end"}
              busyLabel="Ending"
              disabled={busy !== null}
              onClick={end}
            >
              End rehearsal
            </BusyButton>
          )}
          {link ? (
            <Button asChild variant="primary">
              <a href={link} target="_blank" rel="noopener noreferrer">
                Open it
              </a>
            </Button>
          ) : (
            <BusyButton
              variant="primary"
              busy={busy === "start"}
              busyLabel="Making the link"
              disabled={busy !== null}
              onClick={start}
            >
              {blog.rehearsing ? "Make a new link" : "Make the link"}
            </BusyButton>
          )}
        </DialogActions>
      </Dialog>
    </>
  )
}

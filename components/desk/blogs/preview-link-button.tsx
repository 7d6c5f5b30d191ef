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

/** Shows a private blog, as readers will see it, to people with its secret link. */
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
      <Button size="small" onClick={() => setOpen(true)}>
        <Clapperboard aria-hidden />
        {blog.rehearsing ? "Preview link" : "Create preview link"}
      </Button>
      <Dialog
        open={open}
        onOpenChange={(next) => {
          setOpen(next)
          // A secret is shown once.
          if (!next) setLink(null)
        }}
        title="Preview link"
        description="Anyone with this link can watch your rehearsal. When you go live, these posts become public."
      >
        <div className="grid gap-3">
          {link && (
            <>
              <SecretLine label="Preview link" text={link} copyLabel="Copy link" />
              <p className="text-ink-soft text-sm">Copy it now, you won’t see it again.</p>
            </>
          )}
          {!link && blog.rehearsing && (
            <p className="text-ink text-sm">A preview link is in use. A new one replaces it.</p>
          )}
          {failure && <FailureNotice failure={failure} />}
        </div>
        <DialogActions>
          {blog.rehearsing && (
            <BusyButton
              variant="danger"
              busy={busy === "end"}
              busyLabel="Revoking"
              disabled={busy !== null}
              onClick={end}
            >
              Revoke link
            </BusyButton>
          )}
          {link ? (
            <Button asChild variant="primary">
              <a href={link} target="_blank" rel="noopener noreferrer">
                Open preview
              </a>
            </Button>
          ) : (
            <BusyButton
              variant="primary"
              busy={busy === "start"}
              busyLabel="Creating link"
              disabled={busy !== null}
              onClick={start}
            >
              {blog.rehearsing ? "Create new link" : "Create link"}
            </BusyButton>
          )}
        </DialogActions>
      </Dialog>
    </>
  )
}

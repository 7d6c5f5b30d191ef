"use client"

import { useState } from "react"
import { FailureNotice } from "@/components/desk/forms/failure-notice"
import type { Failure } from "@/components/desk/forms/result"
import { BusyButton, Button } from "@/components/ui/button"
import { Checkbox } from "@/components/ui/choice"
import { Dialog, DialogActions } from "@/components/ui/dialog"
import type { DeskBlog } from "@/lib/blogs/blog-schemas"
import type { ChangeStatus } from "./blog-audience"

type GoLiveDialogProps = {
  blog: DeskBlog
  scheduled: number
  open: boolean
  busy: boolean
  onClose: () => void
  change: ChangeStatus
}

/** Says how many posts readers will get, and offers to delete those of the rehearsal first. */
export function GoLiveDialog({ blog, scheduled, open, onClose, ...form }: GoLiveDialogProps) {
  const { publicCount: count } = blog
  const posts = count === 1 ? "1 post" : `${count} posts`
  const title = count === 0 ? "Go live?" : `Go live with ${posts}?`
  const now =
    count === 0
      ? "The page opens to everyone, without posts yet."
      : `The page opens to everyone. ${posts} become${count === 1 ? "s" : ""} public.`
  const later =
    scheduled > 0 ? ` ${scheduled} scheduled will be published at ${scheduled === 1 ? "its" : "their"} time.` : ""
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={title}
      description={`${now}${later} You can take it back for ten minutes.`}
    >
      <GoLiveForm count={count} onClose={onClose} {...form} />
    </Dialog>
  )
}

type GoLiveFormProps = Pick<GoLiveDialogProps, "busy" | "onClose" | "change"> & { count: number }

function GoLiveForm({ count, busy, onClose, change }: GoLiveFormProps) {
  const [clears, setClears] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  return (
    <>
      {count > 0 && (
        <>
          <Checkbox
            label="Clear rehearsal posts first"
            checked={clears}
            onChange={(event) => setClears(event.currentTarget.checked)}
          />
          <p className="text-ink-faint text-meta">Readers never see them. You find them under “Deleted”.</p>
        </>
      )}
      {failure && (
        <div className="mt-3">
          <FailureNotice failure={failure} />
        </div>
      )}
      <DialogActions>
        <Button onClick={onClose}>Keep private</Button>
        <BusyButton
          variant="live"
          busy={busy}
          busyLabel="Going live"
          onClick={async () => setFailure(await change("live", { clearRehearsal: clears }))}
        >
          Go live
        </BusyButton>
      </DialogActions>
    </>
  )
}

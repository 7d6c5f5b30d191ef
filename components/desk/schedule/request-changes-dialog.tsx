"use client"

import { type SyntheticEvent, useState } from "react"
import { FailureNotice } from "@/components/desk/forms/failure-notice"
import type { Failure, Result } from "@/components/desk/forms/result"
import { BusyButton } from "@/components/ui/button"
import { Dialog, DialogActions } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { Textarea } from "@/components/ui/textarea"
import { LIMITS } from "@/lib/content/content-limits"

type HandBackDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  author: string
  onHandBack: (note: string) => Promise<Result<unknown>>
}

/** Asks what the author of a submitted post is to do. */
export function RequestChangesDialog({ open, onOpenChange, author, onHandBack }: HandBackDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Send back"
      description={`${author} gets it back as a draft, with your note.`}
    >
      <HandBackForm onHandBack={onHandBack} onDone={() => onOpenChange(false)} />
    </Dialog>
  )
}

function HandBackForm({ onHandBack, onDone }: Pick<HandBackDialogProps, "onHandBack"> & { onDone: () => void }) {
  const [note, setNote] = useState("")
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault()
    event.stopPropagation()
    setBusy(true)
    setFailure(null)
    const result = await onHandBack(note)
    setBusy(false)
    if (result.ok) onDone()
    else setFailure(result.error)
  }
  return (
    <form onSubmit={submit} noValidate>
      <Field label="What needs changing? (optional)">
        {(control) => (
          <Textarea
            {...control}
            value={note}
            maxLength={LIMITS.editorNoteCharacters}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        )}
      </Field>
      {failure && (
        <div className="mt-3">
          <FailureNotice failure={failure} />
        </div>
      )}
      <DialogActions>
        <BusyButton type="submit" variant="primary" busy={busy} busyLabel="Sending back">
          Send back
        </BusyButton>
      </DialogActions>
    </form>
  )
}

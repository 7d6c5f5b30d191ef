"use client"

import { BusyButton, Button } from "./button"
import { Dialog, DialogActions } from "./dialog"

type ConfirmDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description: string
  confirm: string
  keep?: string
  danger?: boolean
  busy?: boolean
  onConfirm: () => void
}

/** Asks before what cannot be undone. Its buttons say what they do. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, description, confirm, keep = "Cancel", danger, busy = false, onConfirm } = props
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} description={description}>
      <DialogActions>
        <Button data-autofocus={danger || undefined} onClick={() => onOpenChange(false)}>
          {keep}
        </Button>
        <BusyButton
          data-autofocus={!danger || undefined}
          variant={danger ? "danger" : "primary"}
          busy={busy}
          busyLabel="One moment"
          onClick={onConfirm}
        >
          {confirm}
        </BusyButton>
      </DialogActions>
    </Dialog>
  )
}

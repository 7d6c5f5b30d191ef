"use client"

import { type ReactNode, type SyntheticEvent, useRef, useState } from "react"
import { flushSync } from "react-dom"
import { FailureNotice } from "@/components/desk/forms/failure-notice"
import { showFirstRefused } from "@/components/desk/forms/refused-fields"
import type { Failure, Result } from "@/components/desk/forms/result"
import { BusyButton, Button } from "@/components/ui/button"
import { Dialog, DialogActions } from "@/components/ui/dialog"
import { type DateTimeChoice, isSameChoice, quickChoices, resolveTime, toChoice } from "./date-time"
import { DateTimeFields } from "./date-time-fields"

type MomentDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description: string
  timeZone: string
  /** What is chosen at first. */
  initial: Date
  side: "past" | "future"
  confirm: string
  busyLabel: string
  /** Beside the main button. */
  more?: ReactNode
  /** Null: done without an answer to wait for. */
  onChoose: (iso: string) => Promise<Result<unknown>> | null
}

/** Asks for a moment: when something is to happen, or when it happened. */
export function DateTimeDialog({ open, onOpenChange, title, description, ...form }: MomentDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} description={description}>
      <MomentForm {...form} onDone={() => onOpenChange(false)} />
    </Dialog>
  )
}

type MomentFormProps = Omit<MomentDialogProps, "open" | "onOpenChange" | "title" | "description"> & {
  onDone: () => void
}

function MomentForm({ timeZone, initial, side, confirm, busyLabel, more, onChoose, onDone }: MomentFormProps) {
  const [choice, setChoice] = useState<DateTimeChoice>(() => toChoice(initial, timeZone))
  const [strict, setStrict] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const now = new Date()
  const moment = resolveTime(choice, timeZone, now, side)

  const choose = (next: DateTimeChoice) => {
    setChoice(next)
    setStrict(true)
    setFailure(null)
  }
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault()
    // The form stands in a dialog, but in React it is part of the composer around it.
    event.stopPropagation()
    flushSync(() => setStrict(true))
    const { at } = resolveTime(choice, timeZone, new Date(), side)
    if (!at) return void showFirstRefused(form.current)
    // The minute is all that can be chosen: who changed nothing keeps the seconds too.
    if (side === "past" && isSameChoice(choice, toChoice(initial, timeZone))) return onDone()
    const answer = onChoose(at.toISOString())
    if (!answer) return onDone()
    setBusy(true)
    setFailure(null)
    const result = await answer
    setBusy(false)
    if (result.ok) onDone()
    else setFailure(result.error)
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      {side === "future" && (
        <fieldset className="mb-4 flex flex-wrap gap-1.5">
          <legend className="sr-only">Often chosen</legend>
          {quickChoices(now, timeZone).map(({ label, at }) => (
            <Button key={label} size="small" onClick={() => choose(toChoice(at, timeZone))}>
              {label}
            </Button>
          ))}
        </fieldset>
      )}
      <DateTimeFields choice={choice} moment={moment} timeZone={timeZone} strict={strict} onChoice={choose} />
      {failure && (
        <div className="mt-3">
          <FailureNotice failure={failure} />
        </div>
      )}
      <DialogActions>
        {more}
        <BusyButton type="submit" variant="primary" busy={busy} busyLabel={busyLabel}>
          {confirm}
        </BusyButton>
      </DialogActions>
    </form>
  )
}

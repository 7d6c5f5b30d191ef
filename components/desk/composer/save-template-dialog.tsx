"use client"

import { type SyntheticEvent, useState } from "react"
import { toast } from "sonner"
import { FailureNotice } from "@/components/desk/forms/failure-notice"
import { attempt, type Failure, type Result } from "@/components/desk/forms/result"
import { TemplateNameField } from "@/components/desk/templates/template-name-field"
import { BusyButton } from "@/components/ui/button"
import { Checkbox } from "@/components/ui/choice"
import { Dialog, DialogActions } from "@/components/ui/dialog"
import type { Template, TemplateInput } from "@/lib/posts/templates"

type SaveTemplateDialogProps = {
  /** What is kept; null: the dialog is closed. */
  words: Omit<TemplateInput, "name"> | null
  names: string[]
  save: (template: TemplateInput) => Promise<Result<Template>>
  onClose: () => void
}

/** Asks for a template's name and reach. */
export function SaveTemplateDialog({ words, names, save, onClose }: SaveTemplateDialogProps) {
  return (
    <Dialog
      open={words !== null}
      onOpenChange={(open) => !open && onClose()}
      title="Save as template"
      description="Headline, text, tags and key event are saved."
    >
      {words && <SaveTemplateForm words={words} names={names} save={save} onClose={onClose} />}
    </Dialog>
  )
}

type FormProps = Omit<SaveTemplateDialogProps, "words"> & { words: Omit<TemplateInput, "name"> }

function SaveTemplateForm({ words, names, save, onClose }: FormProps) {
  const [name, setName] = useState("")
  const [everywhere, setEverywhere] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const replaces = names.some((each) => each.toLocaleLowerCase() === name.trim().toLocaleLowerCase())
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault()
    event.stopPropagation()
    setBusy(true)
    setFailure(null)
    const result = await attempt(() => save({ ...words, name, everywhere }))
    setBusy(false)
    if (!result.ok) return setFailure(result.error)
    toast(`Template “${result.data.name}” saved`)
    onClose()
  }
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <TemplateNameField
        name={name}
        onName={setName}
        hint={
          replaces
            ? "A template of this name is there already: its words are replaced."
            : "Such as Goal, Statement, Correction."
        }
      />
      <Checkbox
        label="Available in all live blogs"
        checked={everywhere}
        onChange={(event) => setEverywhere(event.currentTarget.checked)}
      />
      {failure && <FailureNotice failure={failure} />}
      <DialogActions>
        <BusyButton type="submit" variant="primary" busy={busy} busyLabel="Saving" disabled={name.trim() === ""}>
          Save template
        </BusyButton>
      </DialogActions>
    </form>
  )
}

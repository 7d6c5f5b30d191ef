"use client"

import { useRouter } from "next/navigation"
import { useState } from "react"
import { toast } from "sonner"
import { BusyButton, Button } from "@/components/ui/button"
import { ConfirmDialog } from "@/components/ui/confirm-dialog"
import { Dialog, DialogActions } from "@/components/ui/dialog"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { SecretLine } from "@/components/ui/secret-line"
import { Select } from "@/components/ui/select"
import type { Mailed } from "@/lib/auth/account-mails"
import type { Person } from "@/lib/auth/people"
import { FailureNotice } from "../forms/failure-notice"
import { attempt, type Failure, type Result } from "../forms/result"
import { textOf, useForm } from "../forms/use-form"
import { MailNote } from "./mail-note"
import type { PeopleActions } from "./people-actions"

type DialogProps = { person: Person; actions: PeopleActions; onClose: () => void }
export type PersonDialog = "reset" | "rename" | "email" | "two-factor" | "sign-out" | "deactivate"

/** A link that the admin hands on; made only on request, because it opens the account. */
export function ResetDialog({ person: { id, name }, actions, onClose }: DialogProps) {
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [made, setMade] = useState<{ link: string; mailed: Mailed } | null>(null)
  const create = async () => {
    setBusy(true)
    const result = await attempt(() => actions.createReset({ userId: id }))
    setBusy(false)
    if (!result.ok) return setFailure(result.error)
    setMade({ link: new URL(result.data.path, window.location.origin).href, mailed: result.data.mailed })
    router.refresh()
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={made?.mailed === "sent" ? `Email sent to ${name}` : `Reset the password of ${name}`}
      description="Single use, valid for 24 hours. Using it signs them out of all devices."
    >
      {failure && <FailureNotice failure={failure} />}
      {made ? (
        <>
          <MailNote mailed={made.mailed} />
          <p className="mb-2 text-ink-soft text-sm">Copy it now, you won’t see it again.</p>
          <SecretLine label="Reset link" text={made.link} copyLabel="Copy link" />
          <DialogActions>
            <Button onClick={onClose}>Done</Button>
          </DialogActions>
        </>
      ) : (
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <BusyButton variant="primary" busy={busy} busyLabel="Creating" onClick={create}>
            Create reset link
          </BusyButton>
        </DialogActions>
      )}
    </Dialog>
  )
}

export function RenameDialog({ person: { id, name }, actions, onClose }: DialogProps) {
  return (
    <FieldDialog
      title={`Rename ${name}`}
      description="Posts they published keep the byline they had."
      label="Name"
      value={name}
      save="Rename"
      act={(value) => actions.rename({ userId: id, name: value })}
      field="name"
      done={(value) => `Renamed to ${value}`}
      onClose={onClose}
    />
  )
}

export function EmailDialog({ person: { id, name, email }, actions, onClose }: DialogProps) {
  return (
    <FieldDialog
      title={`Change the email of ${name}`}
      description="They sign in with it, and are signed out of all devices now."
      label="Email"
      value={email}
      save="Change email"
      act={(value) => actions.changeEmail({ userId: id, email: value })}
      field="email"
      done={() => `Email of ${name} changed`}
      onClose={onClose}
    />
  )
}

type FieldDialogProps = {
  title: string
  description: string
  label: string
  value: string
  save: string
  field: "name" | "email"
  act: (value: string) => Promise<Result<null>>
  done: (value: string) => string
  onClose: () => void
}

function FieldDialog({ title, description, label, value, save, field, act, done, onClose }: FieldDialogProps) {
  const router = useRouter()
  const { formProps, pending, errors, failure } = useForm({
    act: async (input: string) => {
      const result = await act(input)
      if (result.ok) toast(done(input))
      return result
    },
    read: (data) => textOf(data, "value"),
    // What a schema of one value refuses has no field's name.
    fields: ["", field],
    codes: { email_taken: field },
    onDone: () => {
      onClose()
      router.refresh()
    },
  })
  return (
    <Dialog open onOpenChange={onClose} title={title} description={description}>
      <form {...formProps} className="grid gap-4">
        <Field label={label} error={errors[field] ?? errors[""]}>
          {(control) => (
            <Input
              {...control}
              name="value"
              type={field === "email" ? "email" : "text"}
              defaultValue={value}
              required
            />
          )}
        </Field>
        {failure && <FailureNotice failure={failure} />}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <BusyButton type="submit" variant="primary" busy={pending} busyLabel="Saving">
            {save}
          </BusyButton>
        </DialogActions>
      </form>
    </Dialog>
  )
}

type AskProps = { person: Person; busy: boolean; onClose: () => void }

export function SignOutDialog({ person: { name }, busy, onClose, onConfirm }: AskProps & { onConfirm: () => void }) {
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Sign ${name} out of all devices?`}
      description="They can sign in again. Unsaved text stays in their browser and on the server."
      confirm="Sign out"
      danger
      busy={busy}
      onConfirm={onConfirm}
    />
  )
}

export function ResetTwoFactorDialog({
  person: { name },
  busy,
  onClose,
  onConfirm,
}: AskProps & { onConfirm: () => void }) {
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Reset two-step sign-in of ${name}?`}
      description="For a lost phone. They'll be signed out, and sign in with their password alone until they set it up again."
      confirm="Reset"
      danger
      busy={busy}
      onConfirm={onConfirm}
    />
  )
}

type DeactivateProps = AskProps & { heirs: Person[]; onConfirm: (heirId: string | null) => void }

export function DeactivateDialog({ person: { name }, heirs, busy, onClose, onConfirm }: DeactivateProps) {
  const [heirId, setHeirId] = useState("")
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Deactivate ${name}?`}
      description="They’ll be signed out and blocked. Their posts stay. You can restore access."
    >
      <Field label="Hand over unpublished posts to" hint="Drafts, submitted and scheduled posts. Bylines stay.">
        {(control) => (
          <Select {...control} value={heirId} onChange={(event) => setHeirId(event.currentTarget.value)}>
            <option value="">No one</option>
            {heirs.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <BusyButton variant="danger" busy={busy} busyLabel="One moment" onClick={() => onConfirm(heirId || null)}>
          Deactivate
        </BusyButton>
      </DialogActions>
    </Dialog>
  )
}

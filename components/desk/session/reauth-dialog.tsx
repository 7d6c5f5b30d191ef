"use client"

import { FailureNotice } from "@/components/desk/forms/failure-notice"
import type { Act } from "@/components/desk/forms/result"
import { useForm } from "@/components/desk/forms/use-form"
import { BusyButton, Button } from "@/components/ui/button"
import { Dialog, DialogActions } from "@/components/ui/dialog"
import type { SignInInput } from "@/lib/auth/account-schemas"
import { readSignIn, SIGN_IN_CODES, SIGN_IN_FIELDS, SignInFields } from "./sign-in-fields"

export type Reauthenticate = Act<{ userId: string; credentials: SignInInput }, { same: boolean }>

type SignInDialogProps = {
  open: boolean
  userId: string
  signIn: Reauthenticate
  /** Null: closed without signing in. */
  onDone: (answer: { same: boolean } | null) => void
}

/** Signing in again over what was being done, which stays as it is below. */
export function ReauthDialog({ open, onDone, ...form }: SignInDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => next || onDone(null)}
      title="You are signed out"
      description="Your session expired. Sign in and we’ll finish saving."
    >
      <SignInForm {...form} onDone={onDone} />
    </Dialog>
  )
}

function SignInForm({ userId, signIn, onDone }: Omit<SignInDialogProps, "open">) {
  const { formProps, pending, errors, failure } = useForm({
    act: signIn,
    read: (data) => ({ userId, credentials: readSignIn(data) }),
    fields: SIGN_IN_FIELDS,
    codes: SIGN_IN_CODES,
    onDone,
  })
  return (
    <form {...formProps} className="grid gap-4">
      <SignInFields errors={errors} />
      {failure && <FailureNotice failure={failure} />}
      <DialogActions>
        <Button onClick={() => onDone(null)}>Not now</Button>
        <BusyButton type="submit" variant="primary" busy={pending} busyLabel="Signing in">
          Sign in
        </BusyButton>
      </DialogActions>
    </form>
  )
}

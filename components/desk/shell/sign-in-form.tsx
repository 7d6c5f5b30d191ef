"use client"

import { FailureNotice } from "@/components/desk/forms/failure-notice"
import type { Act, Failure } from "@/components/desk/forms/result"
import { useForm } from "@/components/desk/forms/use-form"
import { readSignIn, SIGN_IN_CODES, SIGN_IN_FIELDS, SignInFields } from "@/components/desk/session/sign-in-fields"
import { BusyButton } from "@/components/ui/button"
import type { SignInInput } from "@/lib/auth/account-schemas"

export function SignInForm({ signIn, next }: { signIn: Act<SignInInput, null>; next: string }) {
  const { formProps, pending, errors, failure } = useForm({
    act: signIn,
    read: readSignIn,
    fields: SIGN_IN_FIELDS,
    codes: SIGN_IN_CODES,
    // A whole new page, so that nothing of a former session stays in this one.
    onDone: () => window.location.assign(next),
  })
  return (
    <form {...formProps} className="grid gap-4">
      <SignInFields errors={errors} autoFocus />
      {failure && <FailureNotice failure={inWords(failure)} />}
      <BusyButton type="submit" variant="primary" busy={pending} busyLabel="Signing in">
        Sign in
      </BusyButton>
    </form>
  )
}

/** The same words whether there is such an account or not. */
function inWords(failure: Failure): Failure {
  if (failure.code !== "too_many_requests") return failure
  const message = "Too many tries to sign in. Wait ten minutes, or ask an admin to unlock you under People."
  return { ...failure, message }
}

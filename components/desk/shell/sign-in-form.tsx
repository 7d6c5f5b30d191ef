"use client"

import { FailureNotice } from "@/components/desk/forms/failure-notice"
import type { Act, Failure } from "@/components/desk/forms/result"
import { textOf, useForm } from "@/components/desk/forms/use-form"
import { BusyButton } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import type { SignInInput } from "@/lib/auth/account-schemas"

export function SignInForm({ signIn, next }: { signIn: Act<SignInInput, null>; next: string }) {
  const { formProps, pending, errors, failure } = useForm({
    act: signIn,
    read: (data) => ({ email: textOf(data, "email"), password: textOf(data, "password") }),
    fields: ["email", "password"],
    // A whole new page, so that nothing of a former session stays in this one.
    onDone: () => window.location.assign(next),
  })
  return (
    <form {...formProps} className="grid gap-4">
      <Field label="E-mail address" error={errors.email}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" autoFocus required />}
      </Field>
      <Field label="Password" error={errors.password}>
        {(control) => <Input {...control} name="password" type="password" autoComplete="current-password" required />}
      </Field>
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

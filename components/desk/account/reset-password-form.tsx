"use client"

import { BusyButton } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { paths } from "@/lib/paths"
import { FailureNotice } from "../forms/failure-notice"
import type { Act } from "../forms/result"
import { textOf, useForm } from "../forms/use-form"

type Props = { token: string; email: string; reset: Act<{ token: string; password: string }, { isSignedIn: boolean }> }

export function ResetPasswordForm({ token, email, reset }: Props) {
  const { formProps, pending, errors, failure } = useForm({
    act: reset,
    read: (data) => ({ token, password: textOf(data, "password") }),
    fields: ["password"],
    onDone: ({ isSignedIn }) => window.location.assign(isSignedIn ? paths.desk() : paths.login()),
  })
  return (
    <form {...formProps} className="grid gap-4">
      <Field label="Email address">
        {(control) => <Input {...control} name="email" autoComplete="username" value={email} readOnly />}
      </Field>
      <Field
        label="New password"
        hint="12 characters or more. Three or four random words work well."
        error={errors.password}
      >
        {(control) => (
          <Input {...control} name="password" type="password" autoComplete="new-password" autoFocus required />
        )}
      </Field>
      {failure && <FailureNotice failure={failure} />}
      <BusyButton type="submit" variant="primary" busy={pending} busyLabel="Saving">
        Save password and sign in
      </BusyButton>
    </form>
  )
}

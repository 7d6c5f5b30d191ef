"use client"

import { useState } from "react"
import { BusyButton } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Notice } from "@/components/ui/notice"
import { FailureNotice } from "../forms/failure-notice"
import type { Act } from "../forms/result"
import { textOf, useForm } from "../forms/use-form"

/** Says the same for every address: it tells nobody which accounts there are. */
export function ForgotPasswordForm({ request }: { request: Act<{ email: string }, null> }) {
  const [sent, setSent] = useState(false)
  const { formProps, pending, errors, failure } = useForm({
    act: request,
    read: (data) => ({ email: textOf(data, "email") }),
    fields: ["email"],
    onDone: () => setSent(true),
  })
  if (sent)
    return (
      <Notice tone="info" title="Check your email">
        If there is an account with this address, a link is on its way. It works once, for 24 hours.
      </Notice>
    )
  const tooMany = "Too many requests. Wait ten minutes, or ask an admin for a reset link."
  return (
    <form {...formProps} className="grid gap-4">
      <Field label="Email address" error={errors.email}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" autoFocus required />}
      </Field>
      {failure && (
        <FailureNotice failure={failure.code === "too_many_requests" ? { ...failure, message: tooMany } : failure} />
      )}
      <BusyButton type="submit" variant="primary" busy={pending} busyLabel="Sending">
        Send reset link
      </BusyButton>
    </form>
  )
}

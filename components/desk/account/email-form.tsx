"use client"

import { useState } from "react"
import { BusyButton } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Notice } from "@/components/ui/notice"
import type { ChangeEmailInput } from "@/lib/auth/account-schemas"
import { FailureNotice } from "../forms/failure-notice"
import type { Act } from "../forms/result"
import { textOf, useForm } from "../forms/use-form"

/** Another address for signing in: it counts once a link that goes there was opened. */
export function EmailForm({ change }: { change: Act<ChangeEmailInput, null> }) {
  const [asked, setAsked] = useState("")
  const { formProps, pending, errors, failure } = useForm({
    act: async (input: ChangeEmailInput) => {
      const result = await change(input)
      if (result.ok) setAsked(input.email)
      return result
    },
    read: (data) => ({ email: textOf(data, "newEmail"), current: textOf(data, "emailPassword") }),
    fields: ["email", "current"],
    codes: { email_taken: "email" },
    onDone: () => {},
  })
  if (asked)
    return (
      <Notice tone="info" title="Check your email">
        {`Open the link that we sent to ${asked}. Until then, sign in with your current address.`}
      </Notice>
    )
  const isWrong = failure?.code === "wrong_credentials"
  return (
    <form {...formProps} className="grid gap-4">
      <Field label="New email" error={errors.email}>
        {(control) => <Input {...control} name="newEmail" type="email" autoComplete="email" required />}
      </Field>
      <Field label="Your password" error={isWrong ? "This is not your password." : errors.current}>
        {(control) => (
          <Input {...control} name="emailPassword" type="password" autoComplete="current-password" required />
        )}
      </Field>
      {failure && !isWrong && <FailureNotice failure={failure} />}
      <BusyButton type="submit" busy={pending} busyLabel="Sending" className="justify-self-start max-sm:w-full">
        Change email
      </BusyButton>
    </form>
  )
}

"use client"

import { useRouter } from "next/navigation"
import { useState } from "react"
import { toast } from "sonner"
import { BusyButton } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import type { ChangePasswordInput } from "@/lib/auth/account-schemas"
import { FailureNotice } from "../forms/failure-notice"
import type { Act } from "../forms/result"
import { textOf, useForm } from "../forms/use-form"

export function NameForm({ name, change }: { name: string; change: Act<{ name: string }, null> }) {
  const router = useRouter()
  const { formProps, pending, errors, failure } = useForm({
    act: change,
    read: (data) => ({ name: textOf(data, "name") }),
    fields: ["name"],
    onDone: () => {
      toast("Name saved")
      router.refresh()
    },
  })
  return (
    <form {...formProps} className="grid gap-4">
      <Field label="Name" hint="Posts you wrote before keep the name they had." error={errors.name}>
        {(control) => <Input {...control} name="name" autoComplete="name" defaultValue={name} required />}
      </Field>
      {failure && <FailureNotice failure={failure} />}
      <BusyButton type="submit" busy={pending} busyLabel="Saving" className="justify-self-start max-sm:w-full">
        Save name
      </BusyButton>
    </form>
  )
}

export function PasswordForm({ email, change }: { email: string; change: Act<ChangePasswordInput, null> }) {
  const router = useRouter()
  const [round, setRound] = useState(0)
  const { formProps, pending, errors, failure } = useForm({
    act: change,
    read: (data) => ({ current: textOf(data, "current"), password: textOf(data, "password") }),
    fields: ["current", "password"],
    onDone: () => {
      toast("Password changed. Your other sessions ended.")
      setRound(round + 1)
      router.refresh()
    },
  })
  const wrong = failure?.code === "wrong_credentials"
  return (
    <form {...formProps} key={round} className="grid gap-4">
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <Field label="Current password" error={wrong ? "This is not your password." : errors.current}>
        {(control) => <Input {...control} name="current" type="password" autoComplete="current-password" required />}
      </Field>
      <Field
        label="New password"
        hint="12 characters or more. Three or four random words work well."
        error={errors.password}
      >
        {(control) => <Input {...control} name="password" type="password" autoComplete="new-password" required />}
      </Field>
      {failure && !wrong && <FailureNotice failure={failure} />}
      <BusyButton type="submit" busy={pending} busyLabel="Changing" className="justify-self-start max-sm:w-full">
        Change password
      </BusyButton>
    </form>
  )
}

"use client"

import { FailureNotice } from "@/components/desk/forms/failure-notice"
import type { Act } from "@/components/desk/forms/result"
import { textOf, useForm } from "@/components/desk/forms/use-form"
import { BusyButton } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { paths } from "@/lib/paths"

export type NewAccount = { token: string; name: string; email: string; password: string }

type NewAccountFormProps = {
  token: string
  /** An invitation decides the address; the first admin writes it. */
  invited: { name: string; email: string } | null
  act: Act<NewAccount, null>
  submit: string
}

/** Name and password of a new account, of the first admin as of everybody invited. */
export function NewAccountForm({ token, invited, act, submit }: NewAccountFormProps) {
  const { formProps, pending, errors, failure } = useForm({
    act,
    read: (data) => ({
      token,
      name: textOf(data, "name"),
      email: textOf(data, "email"),
      password: textOf(data, "password"),
    }),
    fields: ["name", "email", "password"],
    codes: { email_taken: "email" },
    onDone: () => window.location.assign(paths.desk()),
  })
  return (
    <form {...formProps} className="grid gap-4">
      <Field label="Your name" hint="Readers see it with your posts." error={errors.name}>
        {(control) => (
          <Input
            {...control}
            name="name"
            autoComplete="name"
            defaultValue={invited?.name}
            autoFocus={!invited}
            required
          />
        )}
      </Field>
      <Field label="Email address" hint={invited ? "You sign in with it." : undefined} error={errors.email}>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            defaultValue={invited?.email}
            readOnly={invited !== null}
            required
          />
        )}
      </Field>
      <Field
        label="Password"
        hint="12 characters or more. Three or four random words work well."
        error={errors.password}
      >
        {(control) => <Input {...control} name="password" type="password" autoComplete="new-password" required />}
      </Field>
      {failure && <FailureNotice failure={failure} />}
      <BusyButton type="submit" variant="primary" busy={pending} busyLabel="One moment">
        {submit}
      </BusyButton>
    </form>
  )
}

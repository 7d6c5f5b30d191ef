"use client"

import { useRouter } from "next/navigation"
import { useState } from "react"
import { BusyButton } from "@/components/ui/button"
import { RadioChoice } from "@/components/ui/choice"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { Notice } from "@/components/ui/notice"
import { SecretLine } from "@/components/ui/secret-line"
import type { Mailed } from "@/lib/auth/account-mails"
import { ROLE_LABELS, ROLES } from "@/lib/permissions/roles"
import { FormRefusal } from "../forms/form-refusal"
import { textOf, useForm } from "../forms/use-form"
import { MailNote } from "./mail-note"
import type { PeopleActions } from "./people-actions"

/** Makes an invitation: a link that the admin hands on, by whatever way they like. */
export function InviteForm({ invite }: { invite: PeopleActions["invite"] }) {
  const router = useRouter()
  const [made, setMade] = useState<{ name: string; link: string; mailed: Mailed } | null>(null)
  const { formProps, pending, errors, failure } = useForm({
    act: invite,
    read: (data) => ({
      name: textOf(data, "name"),
      email: textOf(data, "email"),
      role: ROLES.find((each) => each === textOf(data, "role")) ?? "contributor",
    }),
    fields: ["name", "email"],
    codes: { email_taken: "email" },
    onDone: ({ invite: { name }, path, mailed }) => {
      setMade({ name, mailed, link: new URL(path, window.location.origin).href })
      router.refresh()
    },
  })
  return (
    <div className="grid gap-4">
      <form {...formProps} key={made?.link} className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Name" error={errors.name}>
            {(control) => <Input {...control} name="name" autoComplete="off" required />}
          </Field>
          <Field label="Email address" error={errors.email}>
            {(control) => <Input {...control} name="email" type="email" autoComplete="off" required />}
          </Field>
        </div>
        <fieldset className="grid gap-2 sm:grid-cols-3">
          <legend className="mb-1.5 font-medium text-ink text-sm">Role</legend>
          {ROLES.map((role) => (
            <RadioChoice
              key={role}
              name="role"
              value={role}
              defaultChecked={role === "editor"}
              label={ROLE_LABELS[role].name}
              hint={ROLE_LABELS[role].can}
            />
          ))}
        </fieldset>
        <FormRefusal form={formProps.ref} errors={errors} failure={failure} />
        <BusyButton
          type="submit"
          variant="primary"
          busy={pending}
          busyLabel="Creating the link"
          className="justify-self-start max-sm:w-full"
        >
          Create invite link
        </BusyButton>
      </form>
      {made && (
        <Notice
          tone="info"
          title={made.mailed === "sent" ? `Email sent to ${made.name}` : `Send this link to ${made.name}`}
        >
          <MailNote mailed={made.mailed} />
          <p className="mb-2">Single use, valid for 7 days. Copy it now, you won’t see it again.</p>
          <SecretLine label="Invitation link" text={made.link} copyLabel="Copy link" />
        </Notice>
      )}
    </div>
  )
}

"use client"

import { BusyButton } from "@/components/ui/button"
import { paths } from "@/lib/paths"
import { FailureNotice } from "../forms/failure-notice"
import type { Act } from "../forms/result"
import { useForm } from "../forms/use-form"

export function ConfirmEmailForm({ token, confirm }: { token: string; confirm: Act<{ token: string }, null> }) {
  const { formProps, pending, failure } = useForm({
    act: confirm,
    read: () => ({ token }),
    fields: [],
    onDone: () => window.location.assign(paths.deskAccount()),
  })
  return (
    <form {...formProps} className="grid gap-4">
      {failure && <FailureNotice failure={failure} />}
      <BusyButton type="submit" variant="primary" busy={pending} busyLabel="One moment">
        Confirm email
      </BusyButton>
    </form>
  )
}

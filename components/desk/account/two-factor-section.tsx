"use client"

import { useRouter } from "next/navigation"
import { useState } from "react"
import { toast } from "sonner"
import { BusyButton, Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import type { TwoFactorSetup } from "@/lib/auth/two-factor"
import { FailureNotice } from "../forms/failure-notice"
import type { Act } from "../forms/result"
import { textOf, useForm } from "../forms/use-form"
import { RecoveryCodes } from "./recovery-codes"
import { TwoFactorSetupForm } from "./two-factor-setup-form"

export type TwoFactorActions = {
  setUp: Act<{ password: string }, TwoFactorSetup>
  confirm: Act<{ code: string }, null>
  renewCodes: Act<{ password: string }, { recoveryCodes: string[] }>
  turnOff: Act<{ password: string }, null>
}

type Step = { name: "start" } | { name: "setup"; setup: TwoFactorSetup } | { name: "codes"; codes: string[] }

/** Two-step sign-in: set up, new recovery codes, turn off. Each begins with the password. */
export function TwoFactorSection({ isOn, actions }: { isOn: boolean; actions: TwoFactorActions }) {
  const router = useRouter()
  const [step, setStep] = useState<Step>({ name: "start" })
  const finish = (message: string) => {
    toast(message)
    setStep({ name: "start" })
    router.refresh()
  }
  switch (step.name) {
    case "setup":
      return (
        <TwoFactorSetupForm
          setup={step.setup}
          confirm={actions.confirm}
          onDone={() => finish("Two-step sign-in turned on")}
          onCancel={() => setStep({ name: "start" })}
        />
      )
    case "codes":
      return (
        <div className="grid gap-4">
          <RecoveryCodes codes={step.codes} />
          <Button className="justify-self-start" onClick={() => setStep({ name: "start" })}>
            Done
          </Button>
        </div>
      )
    case "start":
      return isOn ? (
        <div className="grid gap-4">
          <p className="text-ink text-sm">On. Signing in asks for your password and a code.</p>
          <PasswordStep
            act={actions.renewCodes}
            label="Create new recovery codes"
            busyLabel="Creating"
            onDone={({ recoveryCodes }) => setStep({ name: "codes", codes: recoveryCodes })}
          />
          <PasswordStep
            act={actions.turnOff}
            label="Turn off"
            busyLabel="Turning off"
            onDone={() => finish("Two-step sign-in turned off")}
          />
        </div>
      ) : (
        <PasswordStep
          act={actions.setUp}
          label="Set up two-step sign-in"
          busyLabel="Setting up"
          onDone={(setup) => setStep({ name: "setup", setup })}
        />
      )
  }
}

type PasswordStepProps<Data> = {
  act: Act<{ password: string }, Data>
  label: string
  busyLabel: string
  onDone: (data: Data) => void
}

/** A button that asks for the password before it acts. */
function PasswordStep<Data>({ act, label, busyLabel, onDone }: PasswordStepProps<Data>) {
  const [isOpen, setOpen] = useState(false)
  const { formProps, pending, errors, failure } = useForm({
    act,
    read: (data) => ({ password: textOf(data, "password") }),
    fields: ["password"],
    onDone,
  })
  if (!isOpen) {
    return (
      <Button className="justify-self-start max-sm:w-full" onClick={() => setOpen(true)}>
        {label}
      </Button>
    )
  }
  const isWrong = failure?.code === "wrong_credentials"
  return (
    <form {...formProps} className="grid gap-4">
      <Field label="Current password" error={isWrong ? "This is not your password." : errors.password}>
        {(control) => (
          <Input {...control} name="password" type="password" autoComplete="current-password" autoFocus required />
        )}
      </Field>
      {failure && !isWrong && <FailureNotice failure={failure} />}
      <div className="flex flex-wrap gap-2">
        <BusyButton type="submit" variant="primary" busy={pending} busyLabel={busyLabel}>
          {label}
        </BusyButton>
        <Button onClick={() => setOpen(false)}>Cancel</Button>
      </div>
    </form>
  )
}

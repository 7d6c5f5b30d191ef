import { encode } from "uqr"
import { BusyButton, Button } from "@/components/ui/button"
import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { SecretLine } from "@/components/ui/secret-line"
import type { TwoFactorSetup } from "@/lib/auth/two-factor"
import { FailureNotice } from "../forms/failure-notice"
import type { Act } from "../forms/result"
import { textOf, useForm } from "../forms/use-form"
import { RecoveryCodes } from "./recovery-codes"

type TwoFactorSetupFormProps = {
  setup: TwoFactorSetup
  confirm: Act<{ code: string }, null>
  onDone: () => void
  onCancel: () => void
}

/** The QR code for the app, the recovery codes, and the first code as proof that the app has the key. */
export function TwoFactorSetupForm({ setup, confirm, onDone, onCancel }: TwoFactorSetupFormProps) {
  const { formProps, pending, errors, failure } = useForm({
    act: confirm,
    read: (data) => ({ code: textOf(data, "code") }),
    fields: ["code"],
    codes: { wrong_code: "code" },
    onDone,
  })
  return (
    <form {...formProps} className="grid gap-4">
      <p className="text-ink text-sm">Scan this with your authenticator app, or open it on this device.</p>
      <a href={setup.uri} aria-label="Open in your authenticator app" className="justify-self-start">
        <QrCode text={setup.uri} />
      </a>
      <SecretLine label="Key to type instead" text={setup.secret} copyLabel="Copy key" />
      <RecoveryCodes codes={setup.recoveryCodes} />
      <Field label="Code" hint="The 6 digits that your app shows now." error={errors.code}>
        {(control) => <Input {...control} name="code" autoComplete="one-time-code" inputMode="numeric" required />}
      </Field>
      {failure && <FailureNotice failure={failure} />}
      <div className="flex flex-wrap gap-2">
        <BusyButton type="submit" variant="primary" busy={pending} busyLabel="Turning on">
          Turn on
        </BusyButton>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </form>
  )
}

/** Dark on white with a quiet zone, in every colour scheme: scanners need it. */
function QrCode({ text }: { text: string }) {
  const { data, size } = encode(text, { border: 3 })
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ""))).join("")
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      aria-hidden
      className="size-48 rounded-md bg-white"
      shapeRendering="crispEdges"
    >
      <path d={path} fill="#000" />
    </svg>
  )
}

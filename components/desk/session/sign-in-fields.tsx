import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import type { SignInInput } from "@/lib/auth/account-schemas"
import { ERRORS, type ErrorCode } from "@/lib/errors"
import { textOf } from "../forms/use-form"

/** The fields of signing in, on its page and in the dialog over a text. */
export const SIGN_IN_FIELDS = ["email", "password", "code"] as const
export const SIGN_IN_CODES = { code_needed: "code", wrong_code: "code" } as const satisfies Partial<
  Record<ErrorCode, (typeof SIGN_IN_FIELDS)[number]>
>

export function readSignIn(data: FormData): SignInInput {
  return { email: textOf(data, "email"), password: textOf(data, "password"), code: textOf(data, "code") }
}

type SignInFieldsProps = {
  errors: Partial<Record<(typeof SIGN_IN_FIELDS)[number], string>>
  autoFocus?: boolean
}

/** Asks for a code once the server needs one. */
export function SignInFields({ errors, autoFocus = false }: SignInFieldsProps) {
  const isPrompt = errors.code === ERRORS.code_needed.message
  return (
    <>
      <Field label="Email address" error={errors.email}>
        {(control) => (
          <Input {...control} name="email" type="email" autoComplete="username" autoFocus={autoFocus} required />
        )}
      </Field>
      <Field label="Password" error={errors.password}>
        {(control) => <Input {...control} name="password" type="password" autoComplete="current-password" required />}
      </Field>
      {errors.code && (
        <Field
          label="Code"
          hint="The 6-digit code from your authenticator app, or a recovery code."
          error={isPrompt ? undefined : errors.code}
        >
          {(control) => <Input {...control} name="code" autoComplete="one-time-code" autoFocus required />}
        </Field>
      )}
    </>
  )
}

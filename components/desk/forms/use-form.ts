"use client"

import { type SyntheticEvent, useActionState, useEffect, useRef } from "react"
import { ERRORS, type ErrorCode } from "@/lib/errors"
import { type Act, attempt, type Failure } from "./result"

type FormOptions<Input, Data, Field extends string> = {
  act: Act<Input, Data>
  read: (data: FormData) => Input
  /** Fields of this form that can show what is wrong with them. */
  fields: readonly Field[]
  /** Failures that belong to one field, though they are not about its form. */
  codes?: Partial<Record<ErrorCode, Field>>
  onDone: (data: Data) => void
}

/** A form around a server action: keeps what was typed, puts each error at its field, moves the focus to the first. */
export function useForm<Input, Data, Field extends string>(options: FormOptions<Input, Data, Field>) {
  const { act, read, fields, codes = {}, onDone } = options
  const ref = useRef<HTMLFormElement>(null)
  const [failure, action, pending] = useActionState(async (_before: Failure | null, data: FormData) => {
    const result = await attempt(() => act(read(data)))
    if (!result.ok) return result.error
    onDone(result.data)
    return null
  }, null)

  useEffect(() => {
    if (failure) ref.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus()
  }, [failure])

  const errors: Partial<Record<Field, string>> = failure ? fieldErrors(failure, fields, codes) : {}
  const formProps = {
    ref,
    action,
    noValidate: true,
    // React empties a form after its action; what somebody typed is theirs.
    onReset: (event: SyntheticEvent) => event.preventDefault(),
  }
  return { formProps, pending, errors, failure: Object.keys(errors).length > 0 ? null : failure }
}

function fieldErrors<Field extends string>(
  failure: Failure,
  fields: readonly Field[],
  codes: Partial<Record<ErrorCode, Field>>,
): Partial<Record<Field, string>> {
  const errors: Partial<Record<Field, string>> = {}
  const named = isErrorCode(failure.code) ? codes[failure.code] : undefined
  if (named) errors[named] = failure.message
  for (const { path, message } of failure.issues ?? []) {
    const field = fields.find((each) => each === path)
    if (field) errors[field] ??= message
  }
  return errors
}

function isErrorCode(code: Failure["code"]): code is ErrorCode {
  return code in ERRORS
}

/** A field's text, as a form sends it. */
export function textOf(data: FormData, name: string): string {
  const value = data.get(name)
  return typeof value === "string" ? value : ""
}

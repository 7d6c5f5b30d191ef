"use client"

import { type SyntheticEvent, useActionState, useEffect, useRef } from "react"
import { ERRORS, type ErrorCode } from "@/lib/errors"
import { showFirstRefused } from "./refused-fields"
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
    if (failure) showFirstRefused(ref.current)
  }, [failure])

  const { errors, rest } = failure ? sortErrors(failure, fields, codes) : NO_ERRORS
  const formProps = {
    ref,
    action,
    noValidate: true,
    // React empties a form after its action; what somebody typed is theirs.
    onReset: (event: SyntheticEvent) => event.preventDefault(),
  }
  return { formProps, pending, errors: errors as Partial<Record<Field, string>>, failure: rest }
}

type SortedErrors<Field extends string> = {
  errors: Partial<Record<Field, string>>
  /** What belongs to no field of this form. */
  rest: Failure | null
}

const NO_ERRORS: SortedErrors<never> = { errors: {}, rest: null }

export function sortErrors<Field extends string>(
  failure: Failure,
  fields: readonly Field[],
  codes: Partial<Record<ErrorCode, Field>>,
): SortedErrors<Field> {
  const errors: Partial<Record<Field, string>> = {}
  const named = isErrorCode(failure.code) ? codes[failure.code] : undefined
  if (named) errors[named] = failure.message
  const left = (failure.issues ?? []).filter(({ path, message }) => {
    const field = fieldOf(path, fields)
    if (field !== undefined) errors[field] ??= message
    return field === undefined
  })
  if (Object.keys(errors).length === 0) return { errors, rest: failure }
  return { errors, rest: left.length > 0 ? { ...failure, issues: left } : null }
}

/** The field that shows what is wrong at a path: `logo` for `logo.alt`, unless that has a field of its own. */
function fieldOf<Field extends string>(path: string, fields: readonly Field[]): Field | undefined {
  const holds = fields.filter((each) => each === path || (each !== "" && path.startsWith(`${each}.`)))
  return holds.sort((a, b) => b.length - a.length)[0]
}

function isErrorCode(code: Failure["code"]): code is ErrorCode {
  return code in ERRORS
}

/** A field's text, as a form sends it. */
export function textOf(data: FormData, name: string): string {
  const value = data.get(name)
  return typeof value === "string" ? value : ""
}

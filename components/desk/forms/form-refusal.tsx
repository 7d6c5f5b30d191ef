import type { RefObject } from "react"
import { Notice } from "@/components/ui/notice"
import { FailureNotice } from "./failure-notice"
import { RefusedFields } from "./refused-fields"
import type { Failure } from "./result"

type FormRefusalProps = {
  form: RefObject<HTMLFormElement | null>
  errors: Partial<Record<string, string>>
  failure: Failure | null
}

/** Beside a form's button: that it was refused, the fields to correct, and what belongs to no field. */
export function FormRefusal({ form, errors, failure }: FormRefusalProps) {
  const isMarked = Object.keys(errors).length > 0
  return (
    <>
      {failure && <FailureNotice failure={failure} />}
      {isMarked && (
        <Notice>
          Not saved. Correct these first:
          <RefusedFields within={form} />
        </Notice>
      )}
    </>
  )
}

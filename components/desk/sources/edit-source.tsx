"use client"

import { useRouter } from "next/navigation"
import { toast } from "sonner"
import { BusyButton } from "@/components/ui/button"
import type { EditSourceInput } from "@/lib/receivers/source-schemas"
import type { SourceSummary } from "@/lib/receivers/sources"
import { FailureNotice } from "../forms/failure-notice"
import type { Act } from "../forms/result"
import { textOf, useForm } from "../forms/use-form"
import { readSecrets, readSettings, SOURCE_FIELDS, SourceFields } from "./source-fields"

export type EditAction = Act<{ sourceId: string; source: EditSourceInput }, SourceSummary>

export function EditSource({ source, edit }: { source: SourceSummary; edit: EditAction }) {
  const router = useRouter()
  const { id: sourceId, kind, settings } = source
  const { formProps, pending, errors, failure } = useForm({
    act: edit,
    read: (data) => ({
      sourceId,
      source: {
        name: textOf(data, "name"),
        secrets: readSecrets(data, kind),
        settings: readSettings(data, kind, settings),
      },
    }),
    fields: SOURCE_FIELDS,
    onDone: ({ name }) => {
      toast(`Source “${name}” saved`)
      router.refresh()
    },
  })
  return (
    <details className="text-sm">
      <summary className="min-h-11 cursor-pointer content-center text-ink-soft sm:min-h-8">Edit</summary>
      <form {...formProps} className="grid gap-4 pt-2">
        <SourceFields kind={kind} known={source} errors={errors} />
        {failure && <FailureNotice failure={failure} />}
        <BusyButton
          type="submit"
          variant="primary"
          busy={pending}
          busyLabel="Saving"
          className="justify-self-start max-sm:w-full"
        >
          Save source
        </BusyButton>
      </form>
    </details>
  )
}

"use client"

import { useRouter } from "next/navigation"
import { useState } from "react"
import { toast } from "sonner"
import { BusyButton } from "@/components/ui/button"
import { RadioChoice } from "@/components/ui/choice"
import { Notice } from "@/components/ui/notice"
import { SecretLine } from "@/components/ui/secret-line"
import type { CreateSourceInput, SourceKind } from "@/lib/receivers/source-schemas"
import type { SourceSummary } from "@/lib/receivers/sources"
import { FailureNotice } from "../forms/failure-notice"
import type { Act } from "../forms/result"
import { textOf, useForm } from "../forms/use-form"
import { KIND_TEXTS, KINDS } from "./kinds"
import { readSecrets, readSettings, SOURCE_FIELDS, SourceFields } from "./source-fields"

type AddSourceProps = {
  blogId: string
  create: Act<{ blogId: string; source: CreateSourceInput }, { source: SourceSummary; secret: string | null }>
}

/** Adds a source; a secret that the server made for it is shown this one time. */
export function AddSource({ blogId, create }: AddSourceProps) {
  const router = useRouter()
  const [kind, setKind] = useState<SourceKind>(KINDS[0] ?? "telegram")
  const [made, setMade] = useState<{ source: SourceSummary; secret: string | null } | null>(null)
  const { formProps, pending, errors, failure } = useForm({
    act: create,
    read: (data) => ({
      blogId,
      source: {
        kind,
        name: textOf(data, "name"),
        secrets: readSecrets(data, kind),
        settings: readSettings(data, kind, undefined),
      },
    }),
    fields: SOURCE_FIELDS,
    onDone: (done) => {
      setMade(done)
      toast(`Source “${done.source.name}” added`)
      router.refresh()
    },
  })
  return (
    <div className="grid gap-4">
      <form {...formProps} key={`${kind} ${made?.source.id}`} className="grid gap-4">
        <fieldset className="grid gap-2">
          <legend className="mb-1.5 font-medium text-ink text-sm">From</legend>
          {KINDS.map((each) => (
            <RadioChoice
              key={each}
              name="kind"
              value={each}
              checked={each === kind}
              onChange={() => setKind(each)}
              label={KIND_TEXTS[each].label}
              hint={KIND_TEXTS[each].hint}
            />
          ))}
        </fieldset>
        <SourceFields kind={kind} known={null} errors={errors} />
        {failure && <FailureNotice failure={failure} />}
        <BusyButton
          type="submit"
          variant="primary"
          busy={pending}
          busyLabel="Adding"
          className="justify-self-start max-sm:w-full"
        >
          Add source
        </BusyButton>
      </form>
      {made?.secret && (
        <Notice tone="info" title={`The secret of “${made.source.name}”`}>
          <p className="mb-2">Copy it now, you won't see it again.</p>
          <SecretLine label="Secret" text={made.secret} copyLabel="Copy secret" />
        </Notice>
      )}
    </div>
  )
}

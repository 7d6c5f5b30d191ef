import { textOf } from "@/components/desk/forms/use-form"
import { Field } from "@/components/ui/field"
import { Textarea } from "@/components/ui/textarea"
import { splitSummary } from "@/lib/content/split-summary"

type SummaryFieldsProps = { summary: string; error: string | undefined }

/** What a blog is about: a standfirst, and the key points in a box of their own. */
export function SummaryFields({ summary, error }: SummaryFieldsProps) {
  const { lead, points } = splitSummary(summary)
  return (
    <>
      <Field label="Standfirst (optional)" hint="What it is about, shown under the title." error={error}>
        {(control) => <Textarea {...control} name="standfirst" defaultValue={lead} maxLength={2_000} />}
      </Field>
      <Field label="Key points (optional)" hint="One per line. Readers see them as “At a glance”.">
        {(control) => <Textarea {...control} name="keyPoints" defaultValue={points.join("\n")} maxLength={2_000} />}
      </Field>
    </>
  )
}

/** Both fields as the summary that is stored: key points are its lines that begin with a dash. */
export function readSummary(data: FormData): string {
  const { lead, points: stray } = splitSummary(textOf(data, "standfirst"))
  const typed = textOf(data, "keyPoints").split("\n")
  const points = [...stray, ...typed.map((line) => line.replace(/^\s*[-*•]\s+/, "").trim())].filter(Boolean)
  return [lead, ...points.map((point) => `- ${point}`)].filter(Boolean).join("\n")
}

import { textOf } from "@/components/desk/forms/use-form"
import { Field } from "@/components/ui/field"
import { Textarea } from "@/components/ui/textarea"

/** Which other sites may show the blog, one a line. */
export function EmbedField({ hosts, error }: { hosts: string[]; error: string | undefined }) {
  return (
    <Field
      label="Who may embed this blog"
      hint="One site per line, such as www.example.org or *.example.org. Use * for every site. Leave it empty for none."
      error={error}
    >
      {(control) => (
        <Textarea
          {...control}
          name="embedHosts"
          defaultValue={hosts.join("\n")}
          rows={3}
          spellCheck={false}
          autoCapitalize="none"
        />
      )}
    </Field>
  )
}

/** The sites that were typed. */
export function readEmbedHosts(data: FormData): string[] {
  return textOf(data, "embedHosts")
    .split(/[\s,]+/)
    .filter(Boolean)
}

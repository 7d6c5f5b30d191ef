import { Field } from "@/components/ui/field"
import { Input } from "@/components/ui/input"
import { LIMITS } from "@/lib/content/content-limits"

type TemplateNameFieldProps = { name: string; onName: (name: string) => void; hint?: string; className?: string }

/** What a template is called, when it is made and when it is renamed. */
export function TemplateNameField({ name, onName, ...field }: TemplateNameFieldProps) {
  return (
    <Field label="Name" {...field}>
      {(control) => (
        <Input
          {...control}
          value={name}
          required
          maxLength={LIMITS.templateNameCharacters}
          onChange={(event) => onName(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

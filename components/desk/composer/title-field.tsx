import { useId } from "react"
import { FieldError } from "@/components/ui/field"
import { isComposing } from "@/components/ui/is-composing"
import { LIMITS } from "@/lib/content/content-limits"

type TitleFieldProps = {
  value: string
  error: string | undefined
  onChange: (title: string) => void
  /** Enter leads on to the text. */
  onEnter: () => void
}

/** The title of a post, above its text. */
export function TitleField({ value, error, onChange, onEnter }: TitleFieldProps) {
  const id = useId()
  return (
    <div className="border-line border-b">
      <input
        aria-label="Headline"
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? id : undefined}
        placeholder="Headline (needed for key events)"
        value={value}
        maxLength={LIMITS.titleCharacters}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (isComposing(event) || event.key !== "Enter" || event.ctrlKey || event.metaKey) return
          event.preventDefault()
          onEnter()
        }}
        className="h-13 w-full bg-transparent px-4 font-semibold font-serif text-ink text-xl -outline-offset-2 placeholder:font-normal placeholder:text-ink-faint sm:h-12"
      />
      <FieldError id={id}>{error}</FieldError>
    </div>
  )
}

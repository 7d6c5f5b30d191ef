import { isComposing } from "@/components/ui/is-composing"
import { LIMITS } from "@/lib/content/content-limits"

type TitleFieldProps = {
  value: string
  onChange: (title: string) => void
  /** Enter leads on to the text. */
  onEnter: () => void
}

/** The title of a post, above its text. */
export function TitleField({ value, onChange, onEnter }: TitleFieldProps) {
  return (
    <input
      aria-label="Title (optional)"
      placeholder="Title (optional)"
      value={value}
      maxLength={LIMITS.titleCharacters}
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (isComposing(event) || event.key !== "Enter" || event.ctrlKey || event.metaKey) return
        event.preventDefault()
        onEnter()
      }}
      className="h-13 w-full border-line border-b bg-transparent px-4 font-semibold font-serif text-ink text-xl -outline-offset-2 placeholder:font-normal placeholder:text-ink-faint sm:h-12"
    />
  )
}

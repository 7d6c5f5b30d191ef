import { Star } from "lucide-react"
import { Button } from "@/components/ui/button"

type KeyEventHintProps = {
  /** The first words of the text; empty: there are none yet. */
  words: string
  onUse: (headline: string) => void
}

/** Readers find a key event by its headline: says so while it has none, and offers its first words. */
export function KeyEventHint({ words, onUse }: KeyEventHintProps) {
  return (
    <p
      role="status"
      className="flex flex-wrap items-center gap-x-2 gap-y-1 border-line border-b bg-accent-soft px-4 py-1.5 text-accent-strong text-meta"
    >
      <Star aria-hidden className="size-3.5 shrink-0" />
      Key events need a headline: readers find them by it.
      {words !== "" && (
        <Button size="small" onMouseDown={(event) => event.preventDefault()} onClick={() => onUse(words)}>
          Use the first words
        </Button>
      )}
    </p>
  )
}

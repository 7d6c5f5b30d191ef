import type { DiffPart } from "@/lib/content/diff-words"
import { withPlaces } from "./with-places"

/**
 * Words that came and words that went: underlined and struck through, and said aloud, so that it does not take colours to
 * tell them apart.
 */
export function ChangedWords({ parts }: { parts: DiffPart[] }) {
  return (
    <span className="whitespace-pre-line">
      {withPlaces(parts).map(({ key, item: { kind, text } }) => {
        if (kind === "same") return <span key={key}>{text}</span>
        if (kind === "added") {
          return (
            <ins key={key} className="rounded-sm bg-ok-soft px-0.5 text-ok underline decoration-2 underline-offset-3">
              <span className="sr-only"> (added: </span>
              {text}
              <span className="sr-only">) </span>
            </ins>
          )
        }
        return (
          <del key={key} className="rounded-sm bg-danger-soft px-0.5 text-danger line-through decoration-2">
            <span className="sr-only"> (removed: </span>
            {text}
            <span className="sr-only">) </span>
          </del>
        )
      })}
    </span>
  )
}

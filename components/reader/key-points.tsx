import { Unbroken } from "@/components/post/unbroken"
import type { Messages } from "@/lib/i18n/messages"
import { MarginSection } from "./margin-section"

/** The lines of the summary that begin with a dash: what a reader with half a minute must know. */
export function KeyPoints({ points, words }: { points: string[]; words: Messages }) {
  if (points.length === 0) return null
  return (
    <MarginSection title={words.atAGlance} count={points.length}>
      <ul className="glance">
        {points.map((point) => (
          <li key={point} dir="auto">
            <Unbroken text={point} />
          </li>
        ))}
      </ul>
    </MarginSection>
  )
}

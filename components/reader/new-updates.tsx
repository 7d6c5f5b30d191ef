import { type Messages, plural } from "@/lib/i18n/messages"
import type { Order } from "./use-order"

type Props = {
  count: number
  words: Messages
  language: string
  order: Order
  /** Where the newest posts are: here, to be revealed, or on another page. */
  target: { reveal: () => void } | { href: string }
}

/** Says that updates wait, and brings them. Floats at the end where they will be, so that its coming moves nothing. */
export function NewUpdates({ count, words, language, order, target }: Props) {
  if (count === 0) return null
  const label = plural(words.newUpdates, count, language)
  const down = order === "oldest" && "reveal" in target
  return (
    <div className={`news-place ${down ? "bottom-3" : "top-3"}`}>
      {"href" in target ? (
        <a href={target.href} className="pill-news">
          <Arrow down={down} />
          {label}
        </a>
      ) : (
        <button type="button" onClick={target.reveal} className="pill-news">
          <Arrow down={down} />
          {label}
        </button>
      )}
    </div>
  )
}

function Arrow({ down }: { down: boolean }) {
  return <span aria-hidden="true" className={`mark mark-up size-4 ${down ? "rotate-180" : ""}`} />
}

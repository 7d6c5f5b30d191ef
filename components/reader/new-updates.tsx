import { type Messages, plural } from "@/lib/i18n/messages"
import type { Order } from "./use-order"
import { type Edge, useAtEdge } from "./use-reveal-at-edge"

type Props = {
  count: number
  words: Messages
  language: string
  order: Order
  edge: Edge
  paused: boolean
  /** The unread summary floats at the bottom. */
  hasUnreadBanner: boolean
  /** Where the newest posts are: here, to be revealed, or on another page. */
  target: { reveal: () => void } | { href: string }
}

/**
 * Counts the new posts, and leads to them. Floats on the side where they are, so that its coming
 * moves nothing.
 */
export function NewUpdates(props: Props) {
  return props.count === 0 ? null : <Button {...props} />
}

function Button({ count, words, language, order, edge, paused, hasUnreadBanner, target }: Props) {
  const atEdge = useAtEdge(edge, order)
  // A reader who paused sees the toolbar there, which counts them too.
  if (paused && atEdge) return null
  const down = "reveal" in target && (order === "oldest" || atEdge)
  const content = (
    <>
      <span aria-hidden="true" className={`mark mark-up size-4 ${down ? "rotate-180" : ""}`} />
      {plural(words.newUpdates, count, language)}
    </>
  )
  return (
    <div className={`news-place ${down ? (hasUnreadBanner ? "bottom-28" : "bottom-3") : "top-3"}`}>
      {"href" in target ? (
        <a href={target.href} className="pill-news">
          {content}
        </a>
      ) : (
        <button type="button" onClick={target.reveal} className="pill-news">
          {content}
        </button>
      )}
    </div>
  )
}

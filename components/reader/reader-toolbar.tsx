import type { Messages } from "@/lib/i18n/messages"
import { readerPaths } from "@/lib/reader-paths"
import type { Order } from "./use-order"

type Props = {
  slug: string
  words: Messages
  order: Order
  onOrder: (order: Order) => void
  paused: boolean
  /** Null: nothing comes that could be paused. */
  onPause: ((paused: boolean) => void) | null
}

/** What a reader can do with the timeline as a whole. The first two need scripts; the search does not. */
export function ReaderToolbar({ slug, words, order, onOrder, paused, onPause }: Props) {
  return (
    <div className="tools">
      {onPause && (
        <button
          type="button"
          aria-pressed={paused}
          onClick={() => onPause(!paused)}
          className="tool tool-toggle noscript:hidden"
        >
          <span aria-hidden="true" className="mark mark-pause" />
          {words.pauseUpdates}
        </button>
      )}
      <span className="tool relative noscript:hidden">
        <select
          aria-label={words.order}
          value={order}
          onChange={(event) => onOrder(event.target.value === "oldest" ? "oldest" : "newest")}
          className="order-select"
        >
          <option value="newest">{words.newestFirst}</option>
          <option value="oldest">{words.oldestFirst}</option>
        </select>
        <span aria-hidden="true" className="mark mark-open pointer-events-none absolute end-3" />
      </span>
      <a href={readerPaths.search(slug)} aria-label={words.searchBlog} className="tool tool-search">
        <span aria-hidden="true" className="mark mark-search size-4" />
        <span className="max-sm:hidden">{words.search}</span>
      </a>
    </div>
  )
}

import { readerPaths } from "@/lib/reader-paths"
import type { ReaderWords } from "@/lib/words/reader-words"
import type { Order } from "./use-order"

type Props = {
  slug: string
  words: ReaderWords
  order: Order
  onOrder: (order: Order) => void
  paused: boolean
  /** Null: nothing comes that could be paused. */
  onPause: ((paused: boolean) => void) | null
}

const SHAPE = "tool"

/** What a reader can do with the timeline as a whole. The first two need scripts; the search does not. */
export function Toolbar({ slug, words, order, onOrder, paused, onPause }: Props) {
  return (
    <div className="tools">
      {onPause && (
        <button
          type="button"
          aria-pressed={paused}
          onClick={() => onPause(!paused)}
          className={`${SHAPE} px-3 sm:px-3.5 noscript:hidden aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-page`}
        >
          <span aria-hidden="true" className="mark mark-pause" />
          {words.pauseUpdates}
        </button>
      )}
      <span className={`${SHAPE} relative noscript:hidden`}>
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
      <a
        href={readerPaths.search(slug)}
        aria-label={words.searchBlog}
        className={`${SHAPE} ms-auto w-9 justify-center sm:w-auto sm:px-3.5`}
      >
        <span aria-hidden="true" className="mark mark-search size-4" />
        <span className="max-sm:hidden">{words.search}</span>
      </a>
    </div>
  )
}

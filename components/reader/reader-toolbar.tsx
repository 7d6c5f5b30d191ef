import { type Messages, plural } from "@/lib/i18n/messages"
import { readerPaths } from "@/lib/reader-paths"
import type { Order } from "./use-order"

type Props = {
  slug: string
  words: Messages
  order: Order
  onOrder: (order: Order) => void
  language: string
  /** How many updates wait behind the reader's pause; null: not paused. */
  pausedWith: number | null
  /** Null: nothing comes that could be paused. */
  onPause: ((paused: boolean) => void) | null
}

/** What a reader can do with the timeline as a whole. The first two need scripts; the search does not. */
export function ReaderToolbar({ slug, words, order, onOrder, language, pausedWith, onPause }: Props) {
  const paused = pausedWith !== null
  return (
    <div className="tools">
      {onPause && (
        <button
          type="button"
          data-paused={paused || undefined}
          onClick={() => onPause(!paused)}
          className="tool tool-toggle noscript:hidden"
        >
          <span aria-hidden="true" className={`mark ${paused ? "mark-play" : "mark-pause"}`} />
          {paused ? resumeLabel(pausedWith, words, language) : words.pauseUpdates}
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
      {onPause && <span className="tool-noscript">{words.noScript}</span>}
      <a href={readerPaths.search(slug)} aria-label={words.searchBlog} className="tool tool-search">
        <span aria-hidden="true" className="mark mark-search size-4" />
        <span className="max-sm:hidden">{words.search}</span>
      </a>
    </div>
  )
}

/** "Resume (2 new)" */
function resumeLabel(waiting: number, words: Messages, language: string): string {
  return waiting > 0 ? plural(words.resumeNew, waiting, language) : words.resume
}

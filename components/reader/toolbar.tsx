import { paths } from "@/lib/paths"
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

const SHAPE = "pill inline-flex h-9 items-center gap-2 text-sm"

/** What a reader can do with the timeline as a whole. The first two need scripts; the search does not. */
export function Toolbar({ slug, words, order, onOrder, paused, onPause }: Props) {
  return (
    <div className="flex flex-wrap items-center gap-2 pb-2 print:hidden">
      {onPause && (
        <button
          type="button"
          aria-pressed={paused}
          onClick={() => onPause(!paused)}
          className={`${SHAPE} px-3.5 noscript:hidden aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-page`}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true" className="size-3.5">
            <path d={paused ? "M4 2.5 13 8l-9 5.5z" : "M4 3h2.8v10H4zM9.2 3H12v10H9.2z"} fill="currentColor" />
          </svg>
          {words.pauseUpdates}
        </button>
      )}
      <span className={`${SHAPE} relative noscript:hidden`}>
        <select
          aria-label={words.order}
          value={order}
          onChange={(event) => onOrder(event.target.value === "oldest" ? "oldest" : "newest")}
          className="h-full appearance-none rounded-full bg-transparent ps-3.5 pe-9 outline-offset-2 [&>option]:bg-surface [&>option]:text-ink"
        >
          <option value="newest">{words.newestFirst}</option>
          <option value="oldest">{words.oldestFirst}</option>
        </select>
        <svg viewBox="0 0 16 16" aria-hidden="true" className="pointer-events-none absolute end-3 size-3.5">
          <path d="m3.5 6 4.5 4.5L12.5 6" fill="none" stroke="currentColor" strokeWidth="1.75" strokeLinecap="round" />
        </svg>
      </span>
      <a
        href={paths.search(slug)}
        aria-label={words.searchBlog}
        className={`${SHAPE} ms-auto w-9 justify-center sm:w-auto sm:px-3.5`}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true" className="size-4">
          <path
            d="M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10m3.6-1.4L14 14"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.75"
            strokeLinecap="round"
          />
        </svg>
        <span className="max-sm:hidden">{words.search}</span>
      </a>
    </div>
  )
}

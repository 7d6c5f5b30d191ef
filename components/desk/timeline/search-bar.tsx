"use client"

import { Search as SearchIcon, X } from "lucide-react"
import { useEffect, useRef, useState } from "react"
import { Button } from "@/components/ui/button"
import { Input } from "@/components/ui/input"
import { isComposing } from "@/components/ui/is-composing"
import { SegmentedControl } from "@/components/ui/segmented-control"
import type { QueueCounts } from "@/lib/posts/read-posts"
import { FILTERS } from "./filters"
import { SearchFilters } from "./search-filters"
import { isNarrowed, type Narrowing, NO_SEARCH, type TimelineSearch } from "./search-state"
import { ViewSwitch } from "./view-switch"

const DEBOUNCE_MS = 250

type SearchBarProps = {
  blogId: string
  search: TimelineSearch
  counts: QueueCounts
  /** How many the search found, in words. */
  found: string
  onSearch: (search: TimelineSearch) => void
}

/** Finds posts: words as they are typed, states beside them, the rest behind one button; what narrows is in sight. */
export function SearchBar({ blogId, search, counts, found, onSearch }: SearchBarProps) {
  const [words, setWords] = useState(search.words)
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => setWords(search.words), [search.words])
  useEffect(() => () => clearTimeout(typing.current), [])

  const find = (part: Partial<TimelineSearch>) => {
    clearTimeout(typing.current)
    onSearch({ ...search, words: words.trim(), ...part })
  }
  const type = (next: string) => {
    setWords(next)
    clearTimeout(typing.current)
    typing.current = setTimeout(() => onSearch({ ...search, words: next.trim() }), DEBOUNCE_MS)
  }
  const options = FILTERS.map((each) =>
    each.value === "submitted" || each.value === "scheduled" ? { ...each, count: counts[each.value] } : each,
  )
  return (
    <search className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
      <div className="flex gap-2">
        <div className="relative min-w-0 flex-1">
          <SearchIcon
            aria-hidden
            className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-faint"
          />
          <Input
            type="search"
            aria-label="Search posts"
            aria-keyshortcuts="/"
            placeholder="Search posts"
            data-search
            value={words}
            maxLength={100}
            onChange={(event) => type(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (isComposing(event)) return
              if (event.key === "Enter") find({})
              if (event.key === "Escape" && words !== "") {
                event.preventDefault()
                setWords("")
                find({ words: "" })
              }
            }}
            className="pl-9"
          />
        </div>
        <SearchFilters blogId={blogId} search={search} onSearch={find} />
        <ViewSwitch />
      </div>
      <div className="flex min-w-0 items-center gap-3">
        <SegmentedControl
          label="Show posts"
          value={search.state}
          onChange={(state) => find({ state })}
          options={options}
        />
        <p role="status" className="shrink-0 text-ink-faint text-sm">
          {found}
        </p>
      </div>
      {isNarrowed(search) && (
        <div className="flex flex-wrap items-center gap-1.5">
          {CHIPS.filter(({ key }) => search[key] !== "").map(({ key, say }) => (
            <Button
              key={key}
              size="small"
              aria-label={`Remove: ${say(search[key])}`}
              onClick={() => {
                if (key === "words") setWords("")
                find({ [key]: "" })
              }}
              className="rounded-full font-normal"
            >
              {say(search[key])}
              <X aria-hidden className="text-ink-faint" />
            </Button>
          ))}
          <Button size="small" variant="ghost" onClick={() => find({ ...NO_SEARCH, state: search.state })}>
            Clear all
          </Button>
        </div>
      )}
    </search>
  )
}

const CHIPS: { key: Narrowing; say: (value: string) => string }[] = [
  { key: "words", say: (value) => `“${value}”` },
  { key: "author", say: (value) => `By ${value}` },
  { key: "tag", say: (value) => `#${value}` },
  { key: "from", say: (value) => `From ${value}` },
  { key: "to", say: (value) => `To ${value}` },
]

"use client"

import { Newspaper, SearchX } from "lucide-react"
import { type ReactNode, useEffect, useRef } from "react"
import { FailureNotice } from "@/components/desk/forms/failure-notice"
import type { Failure } from "@/components/desk/forms/result"
import { BusyButton, Button } from "@/components/ui/button"
import { cx } from "@/components/ui/cx"
import { EmptyState } from "@/components/ui/empty-state"
import { Loading, Skeleton } from "@/components/ui/skeleton"
import type { DeskPost } from "@/lib/posts/post-schemas"
import type { QueueCounts } from "@/lib/posts/read-posts"
import type { Filter } from "./filters"
import { PostList } from "./post-list"
import { SearchBar } from "./search-bar"
import { isNarrowed, NO_SEARCH, type TimelineSearch } from "./search-state"

type TimelineProps = {
  blogId: string
  search: TimelineSearch
  counts: QueueCounts
  posts: DeskPost[]
  hasOlder: boolean
  loading: "search" | "older" | null
  failure: Failure | null
  /** Posts that somebody works on here. */
  keep: ReadonlySet<string>
  draw: (post: DeskPost) => ReactNode
  onSearch: (search: TimelineSearch) => void
  onOlder: () => void
  onRetry: () => void
}

const EMPTY: Record<Filter, [title: string, text: string]> = {
  all: ["No updates yet", "Write the first one."],
  published: ["Nothing published yet", "Updates that readers can see appear here."],
  draft: ["No drafts", "“Save draft” keeps an update here until somebody publishes it."],
  scheduled: ["Nothing scheduled", "Updates that go out by themselves appear here, the next one first."],
  submitted: ["Nothing waits for approval", "What contributors hand in appears here, for an editor to publish."],
  hidden: ["Nothing hidden", "Updates taken away from readers appear here, to be shown again."],
  deleted: ["Nothing deleted", "Deleted updates stay here, so that they can be restored."],
}

/** The updates of one blog, newest first. */
export function Timeline(props: TimelineProps) {
  const { blogId, search, counts, posts, hasOlder, loading, failure, keep, draw, onSearch, onOlder, onRetry } = props
  const foot = useRef<HTMLDivElement>(null)
  const canGoOn = hasOlder && loading === null && !failure
  useEffect(() => (canGoOn ? onceNear(foot.current, onOlder) : undefined), [canGoOn, onOlder])
  const narrowed = isNarrowed(search)
  return (
    <section aria-labelledby="timeline-title" className="mt-8">
      <div className="mb-3 flex items-baseline justify-between gap-x-4">
        <h2 id="timeline-title" tabIndex={-1} className="scroll-mt-18 font-semibold text-ink text-sm lg:scroll-mt-6">
          Updates
        </h2>
        <p role="status" className="text-ink-faint text-meta">
          {narrowed &&
            loading !== "search" &&
            (hasOlder ? `The newest ${posts.length} found` : `${posts.length} found`)}
        </p>
      </div>
      <SearchBar blogId={blogId} search={search} counts={counts} onSearch={onSearch} />
      {failure && (
        <div className="mb-3">
          <FailureNotice failure={failure} onRetry={onRetry} />
        </div>
      )}
      <div
        aria-busy={loading === "search"}
        className={cx("transition-opacity", loading === "search" && posts.length > 0 && "opacity-50")}
      >
        {posts.length > 0 ? (
          <PostList posts={posts} total={hasOlder ? null : posts.length} keep={keep} draw={draw} />
        ) : loading === "search" ? (
          <TimelineSkeleton />
        ) : narrowed ? (
          <EmptyState
            icon={<SearchX />}
            title="Nothing found"
            action={<Button onClick={() => onSearch(NO_SEARCH)}>Show all updates</Button>}
          >
            {search.state === "deleted"
              ? "No deleted update has all of this. Try fewer words, or only their beginnings."
              : "No update has all of this. Try fewer words, or only their beginnings; deleted ones are under “Deleted”."}
          </EmptyState>
        ) : (
          <EmptyState icon={<Newspaper />} title={EMPTY[search.state][0]}>
            {EMPTY[search.state][1]}
          </EmptyState>
        )}
      </div>
      <div ref={foot} className="mt-5 grid justify-items-center">
        {hasOlder && loading !== "search" && (
          <BusyButton busy={loading === "older"} busyLabel="Loading" onClick={onOlder}>
            Load older
          </BusyButton>
        )}
      </div>
    </section>
  )
}

/** Goes on before the reader comes to the end. */
function onceNear(element: HTMLElement | null, goOn: () => void): (() => void) | undefined {
  if (!element) return
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return
      observer.disconnect()
      goOn()
    },
    { rootMargin: "1200px" },
  )
  observer.observe(element)
  return () => observer.disconnect()
}

export function TimelineSkeleton() {
  return (
    <div className="grid gap-3">
      <Loading what="the updates" />
      {["h-36", "h-28", "h-44"].map((height) => (
        <Skeleton key={height} className={`${height} rounded-xl`} />
      ))}
    </div>
  )
}

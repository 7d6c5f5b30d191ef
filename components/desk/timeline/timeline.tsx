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
import type { DeskView } from "./desk-view"
import type { Filter } from "./filters"
import { findScroller } from "./find-scroller"
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
  view: DeskView
  draw: (post: DeskPost) => ReactNode
  /** What stands between the search and the posts. */
  children: ReactNode
  onSearch: (search: TimelineSearch) => void
  onOlder: () => void
  onRetry: () => void
}

const EMPTY: Record<Filter, [title: string, text: string]> = {
  all: ["No posts yet", "Write the first one."],
  published: ["Nothing published yet", "Posts that readers can see appear here."],
  draft: ["No drafts", "“Save draft” keeps a post here until you publish it."],
  scheduled: ["Nothing scheduled", "Scheduled posts appear here, the next one first."],
  submitted: ["Nothing waits for approval", "Posts submitted by contributors appear here."],
  hidden: ["Nothing hidden", "Posts hidden from readers appear here. You can show them again."],
  deleted: ["Nothing deleted", "Deleted posts stay here. You can restore them."],
}

/** The posts of one blog, newest first. */
export function Timeline(props: TimelineProps) {
  const {
    blogId,
    search,
    counts,
    posts,
    hasOlder,
    loading,
    failure,
    keep,
    view,
    draw,
    children,
    onSearch,
    onOlder,
    onRetry,
  } = props
  const foot = useRef<HTMLDivElement>(null)
  const canGoOn = hasOlder && loading === null && !failure
  useEffect(() => (canGoOn ? onceNear(foot.current, onOlder) : undefined), [canGoOn, onOlder])
  const narrowed = isNarrowed(search)
  return (
    <section aria-labelledby="timeline-title" className="flex min-h-0 flex-col desk:h-full">
      <div data-above-timeline className="shrink-0 px-3 pt-2 pb-1.5">
        <h2 id="timeline-title" tabIndex={-1} className="sr-only">
          Posts
        </h2>
        <SearchBar
          blogId={blogId}
          search={search}
          counts={counts}
          found={
            narrowed && loading !== "search"
              ? hasOlder
                ? `The newest ${posts.length} found`
                : `${posts.length} found`
              : ""
          }
          onSearch={onSearch}
        />
        {children}
      </div>
      <div data-pane className={cx("min-h-0 flex-1 pb-24 desk:overflow-y-auto desk:pb-8", view === "cards" && "px-3")}>
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
            <PostList posts={posts} total={hasOlder ? null : posts.length} keep={keep} view={view} draw={draw} />
          ) : loading === "search" ? (
            <TimelineSkeleton />
          ) : narrowed ? (
            <EmptyState
              icon={<SearchX />}
              title="Nothing found"
              action={<Button onClick={() => onSearch(NO_SEARCH)}>Show all posts</Button>}
            >
              {search.state === "deleted"
                ? "No matches. Try fewer words."
                : "No matches. Try fewer words, or look under “Deleted”."}
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
    { root: findScroller(element), rootMargin: "1200px" },
  )
  observer.observe(element)
  return () => observer.disconnect()
}

export function TimelineSkeleton() {
  return (
    <div className="grid gap-3">
      <Loading what="the posts" />
      {["h-36", "h-28", "h-44"].map((height) => (
        <Skeleton key={height} className={`${height} rounded-xl`} />
      ))}
    </div>
  )
}

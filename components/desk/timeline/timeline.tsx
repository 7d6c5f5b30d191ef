"use client"

import { Newspaper } from "lucide-react"
import { type ReactNode, useRef } from "react"
import { FailureNotice } from "@/components/desk/forms/failure-notice"
import type { Failure } from "@/components/desk/forms/result"
import { BusyButton } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import { SegmentedControl } from "@/components/ui/segmented-control"
import { Loading, Skeleton } from "@/components/ui/skeleton"
import type { DeskPost } from "@/lib/posts/schema"
import { FILTERS, type Filter } from "./filters"

type TimelineProps = {
  filter: Filter
  posts: DeskPost[]
  hasOlder: boolean
  loading: "filter" | "older" | null
  failure: Failure | null
  draw: (post: DeskPost) => ReactNode
  onFilter: (filter: Filter) => void
  onOlder: () => void
  onRetry: () => void
}

const EMPTY: Record<Filter, [title: string, text: string]> = {
  all: ["No updates yet", "Write the first one above. Readers see it the moment you publish it."],
  published: ["Nothing published yet", "Updates that readers can see appear here."],
  draft: ["No drafts", "“Save draft” keeps an update here until somebody publishes it."],
  hidden: ["Nothing hidden", "Updates taken away from readers appear here, to be shown again."],
  deleted: ["Nothing deleted", "Deleted updates stay here, so that they can be restored."],
}

/** The updates of one blog, newest first. */
export function Timeline(props: TimelineProps) {
  const { filter, posts, hasOlder, loading, failure, draw, onFilter, onOlder, onRetry } = props
  const heading = useRef<HTMLHeadingElement>(null)
  const [title, text] = EMPTY[filter]
  return (
    <section aria-labelledby="timeline-title" className="mt-8">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id="timeline-title" ref={heading} tabIndex={-1} className="font-semibold text-ink text-sm">
          Updates
        </h2>
        <SegmentedControl label="Show updates" value={filter} onChange={onFilter} options={FILTERS} />
      </div>
      {failure && (
        <div className="mb-3">
          <FailureNotice failure={failure} onRetry={onRetry} />
        </div>
      )}
      {loading === "filter" ? (
        <TimelineSkeleton />
      ) : posts.length === 0 ? (
        <EmptyState icon={<Newspaper />} title={title}>
          {text}
        </EmptyState>
      ) : (
        <ol className="grid gap-3">
          {posts.map((post) => (
            <li key={post.id} className="min-w-0">
              {draw(post)}
            </li>
          ))}
        </ol>
      )}
      {hasOlder && loading !== "filter" && (
        <div className="mt-5 grid justify-items-center">
          <BusyButton busy={loading === "older"} busyLabel="Loading" onClick={onOlder}>
            Load older
          </BusyButton>
        </div>
      )}
    </section>
  )
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

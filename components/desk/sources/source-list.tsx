"use client"

import { Inbox } from "lucide-react"
import { EmptyState } from "@/components/ui/empty-state"
import type { SourceSummary } from "@/lib/receivers/sources"
import { type SourceActions, SourceCard } from "./source-card"

type SourceListProps = { blogId: string; sources: SourceSummary[]; now: number; actions: SourceActions }

/** The sources of a live blog, oldest first. */
export function SourceList({ blogId, sources, now, actions }: SourceListProps) {
  if (sources.length === 0) {
    return (
      <EmptyState icon={<Inbox />} title="No sources yet">
        Add one below, and messages become posts here.
      </EmptyState>
    )
  }
  return (
    <ul className="grid gap-4">
      {sources.map((source) => (
        <SourceCard key={source.id} blogId={blogId} source={source} now={now} actions={actions} />
      ))}
    </ul>
  )
}

import { ScrollText } from "lucide-react"
import Link from "next/link"
import { DeskTime } from "@/components/desk/desk-time"
import { Button } from "@/components/ui/button"
import { EmptyState } from "@/components/ui/empty-state"
import type { AuditLine, AuditQuery } from "@/lib/audit/read-audit-log"
import { paths } from "@/lib/paths"
import { ActivityFilters, type FilterChoices } from "./activity-filters"
import { detailsOf, eventTypeOf, foldGroups } from "./describe-event"
import { sourceLabels } from "./event-labels"

type ActivityLogProps = {
  blog: { id: string; timeZone: string }
  query: AuditQuery
  choices: FilterChoices
  lines: AuditLine[]
  next: string | null
  now: string
}

/** Who did what on a blog, newest first. */
export function ActivityLog({ blog, query, choices, lines, next, now }: ActivityLogProps) {
  const { before, ...filter } = query
  const isFiltered = Object.values(filter).some(Boolean)
  return (
    <>
      <ActivityFilters key={JSON.stringify(filter)} blogId={blog.id} filter={filter} choices={choices} />
      {lines.length === 0 ? (
        <EmptyState icon={<ScrollText />} title={isFiltered ? "Nothing of that kind" : "Nothing yet"}>
          {isFiltered ? "Choose another person, kind or day." : "What is done on this live blog is listed here."}
        </EmptyState>
      ) : (
        <ol className="divide-y divide-line overflow-clip rounded-xl border border-line bg-surface">
          {foldGroups(lines).map(({ line, others }) => (
            <li key={line.id} className="grid gap-x-4 px-4 py-2.5 text-sm sm:grid-cols-[8.5rem_1fr]">
              <span className="text-ink-faint text-meta sm:leading-6">
                <DeskTime iso={line.at} timeZone={blog.timeZone} today={now} />
              </span>
              <div className="min-w-0">
                <p className="text-ink-soft">
                  <span className="font-semibold text-ink">{line.actorName}</span> {eventTypeOf(line.action)}
                  {others > 0 && ` ${others + 1} posts at once`}
                  {line.source !== "desk" && ` ${sourceLabels(line.source)}`}
                </p>
                <Details blogId={blog.id} line={line} others={others} />
              </div>
            </li>
          ))}
        </ol>
      )}
      {(before || next) && (
        <nav aria-label="Pages of the log" className="mt-4 flex flex-wrap gap-2">
          {before && (
            <Button asChild>
              <Link href={paths.deskActivity(blog.id, filter)}>Newest</Link>
            </Button>
          )}
          {next && (
            <Button asChild>
              <Link href={paths.deskActivity(blog.id, { ...filter, before: next })}>Older</Link>
            </Button>
          )}
        </nav>
      )}
    </>
  )
}

function Details({ blogId, line, others }: { blogId: string; line: AuditLine; others: number }) {
  const details = detailsOf(line) || (line.postId ? "A post without words" : "")
  if (details === "") return null
  const more = others > 0 ? ` and ${others} more` : ""
  if (!line.postId || !line.revision) return <p className="break-words text-ink-faint">{details}</p>
  return (
    <p className="break-words text-ink-faint">
      <Link
        href={paths.deskHistory(blogId, line.postId, { version: line.revision })}
        prefetch={false}
        className="underline decoration-line-strong underline-offset-3 hover:text-accent"
      >
        {details}
      </Link>
      {more}
    </p>
  )
}

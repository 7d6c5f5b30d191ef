import Form from "next/form"
import Link from "next/link"
import { eventLabels, sourceLabels } from "@/components/desk/activity/event-labels"
import { DeskTime } from "@/components/desk/desk-time"
import { Button } from "@/components/ui/button"
import { cx } from "@/components/ui/cx"
import { Select } from "@/components/ui/select"
import { paths } from "@/lib/paths"
import type { Revision, RevisionLine } from "@/lib/posts/history"
import type { DeskPost } from "@/lib/posts/post-schemas"
import { ChangedFields } from "./changed-fields"
import { ChangedText } from "./changed-text"
import { type HistoryActions, RestoreButtons } from "./restore-button"

export type PostHistoryProps = {
  blog: { id: string; timeZone: string; language: string }
  post: DeskPost
  lines: RevisionLine[]
  /** The number before which older ones are; null: there are none. */
  next: number | null
  /** The version that is shown, and the one that it is compared with; null: it is the first. */
  shown: Revision
  against: Revision | null
  rights: { edit: boolean }
  now: string
  actions: HistoryActions
}

/** Every saved version of a post, what changed in each, and the way back to it. */
export function PostHistory({ blog, post, lines, next, shown, against, rights, now, actions }: PostHistoryProps) {
  const href = (version: number, other?: number) => paths.deskHistory(blog.id, post.id, { version, against: other })
  return (
    <div className="grid gap-6 lg:grid-cols-[1fr_19rem]">
      <section aria-labelledby="version-title" className="min-w-0">
        <div className="mb-4 flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
          <div>
            <h2 id="version-title" className="font-semibold text-base text-ink">
              Version {shown.number}
              {against && <span className="font-normal text-ink-soft"> compared with version {against.number}</span>}
            </h2>
            <p className="mt-0.5 text-ink-soft text-sm">
              <Line line={shown} timeZone={blog.timeZone} now={now} />
            </p>
          </div>
          <RestoreButtons
            postId={post.id}
            number={shown.number}
            newest={post.revision}
            mayRestore={rights.edit && post.state !== "deleted"}
            mayUndo={rights.edit}
            actions={actions}
            href={paths.deskHistory(blog.id, post.id)}
          />
        </div>
        <div className="rounded-xl border border-line bg-surface p-4">
          {against && <ChangedFields before={against} after={shown} timeZone={blog.timeZone} />}
          {shown.title && <h3 className="mb-2 font-semibold font-serif text-ink text-xl">{shown.title}</h3>}
          <ChangedText
            before={against ? against.content : shown.content}
            after={shown.content}
            language={blog.language}
          />
        </div>
        {post.revision > 1 && (
          <Form action={paths.deskHistory(blog.id, post.id)} className="mt-4 flex flex-wrap items-end gap-2">
            <input type="hidden" name="version" value={shown.number} />
            <label htmlFor="against" className="grid gap-1.5 font-medium text-ink text-sm">
              Compare with
              <Select id="against" name="against" key={shown.number} defaultValue={against?.number ?? ""}>
                {otherNumbers(lines, shown, against).map((number) => (
                  <option key={number} value={number}>
                    Version {number}
                    {number === post.revision ? " (newest)" : ""}
                  </option>
                ))}
              </Select>
            </label>
            <Button type="submit">Compare</Button>
          </Form>
        )}
      </section>
      <section aria-labelledby="versions-title" className="min-w-0">
        <h2 id="versions-title" className="mb-2 font-semibold text-ink text-sm">
          All versions
        </h2>
        <ol className="divide-y divide-line overflow-clip rounded-xl border border-line bg-surface">
          {lines.map((line) => (
            <li key={line.number}>
              <Link
                href={href(line.number)}
                aria-current={line.number === shown.number ? "true" : undefined}
                className={cx(
                  "flex min-h-11 gap-3 px-3 py-2 text-sm -outline-offset-2 hover:bg-sunken",
                  line.number === shown.number && "bg-accent-soft",
                )}
              >
                <span className="w-7 shrink-0 text-right font-semibold text-ink tabular-nums">{line.number}</span>
                <span className="min-w-0 text-ink-soft">
                  <Line line={line} timeZone={blog.timeZone} now={now} />
                </span>
              </Link>
            </li>
          ))}
        </ol>
        {next && (
          <Button asChild size="small" className="mt-3">
            <Link href={paths.deskHistory(blog.id, post.id, { version: shown.number, before: next })}>
              Older versions
            </Link>
          </Button>
        )}
      </section>
    </div>
  )
}

/** The versions that one can compare with: those on this page of the list, and the one that is. */
function otherNumbers(lines: RevisionLine[], shown: Revision, against: Revision | null): number[] {
  const numbers = new Set([...lines.map(({ number }) => number), ...(against ? [against.number] : [])])
  numbers.delete(shown.number)
  return [...numbers].sort((a, b) => b - a)
}

function Line({ line, timeZone, now }: { line: RevisionLine; timeZone: string; now: string }) {
  return (
    <>
      <span className="font-medium text-ink">{line.actorName}</span> {eventLabels(line.action)}
      {", "}
      <DeskTime iso={line.savedAt} timeZone={timeZone} today={now} />
      {line.source !== "desk" && ` ${sourceLabels(line.source)}`}
    </>
  )
}

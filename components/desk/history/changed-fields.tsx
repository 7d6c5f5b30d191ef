import { deskPlace } from "@/components/desk/desk-time"
import { diffWords } from "@/lib/content/diff-words"
import { clockTime, shortDay } from "@/lib/i18n/format-dates"
import type { Revision } from "@/lib/posts/history"
import { ChangedWords } from "./changed-words"

/** What differs beside the text: title, state, marks, times, tags, bylines, the correction. */
export function ChangedFields({ before, after, timeZone }: { before: Revision; after: Revision; timeZone: string }) {
  const [old, now] = [toFields(before, timeZone), toFields(after, timeZone)]
  const changed = Object.keys(now).filter((name) => old[name] !== now[name])
  if (changed.length === 0) return null
  return (
    <dl className="mb-4 grid gap-x-4 gap-y-2 rounded-lg bg-sunken p-3 text-sm sm:grid-cols-[auto_1fr]">
      {changed.map((name) => (
        <div key={name} className="contents">
          <dt className="font-medium text-ink-soft">{name}</dt>
          <dd className="min-w-0 text-ink max-sm:mb-1">
            <ChangedWords parts={diffWords(old[name] ?? "", now[name] ?? "")} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

const STATES = {
  draft: "draft",
  submitted: "for approval",
  scheduled: "scheduled",
  published: "published",
  hidden: "hidden",
  deleted: "deleted",
} as const

function toFields(revision: Revision, timeZone: string): Record<string, string> {
  const { title, state, keyEvent, pinned, alertMinutes, tags, correction, authors, publishedAt, publishAt } = revision
  const time = (iso: string | null) => {
    const place = deskPlace({ timeZone })
    return iso ? `${shortDay(iso, place)}, ${clockTime(iso, place)}` : "none"
  }
  return {
    Title: title,
    State: STATES[state],
    "Key event": keyEvent ? "yes" : "no",
    Pinned: pinned ? "yes" : "no",
    Breaking: alertMinutes > 0 ? `for ${alertMinutes} minutes` : "no",
    Tags: tags.join(", "),
    By: authors.map(({ name }) => name).join(", "),
    Correction: correction,
    "Time of publication": time(publishedAt),
    "To be published": time(publishAt),
  }
}

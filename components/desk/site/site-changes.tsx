import { Ago } from "@/components/desk/desk-time"
import type { SiteEvent } from "@/lib/audit/read-site-events"
import { eventTypeOf } from "../activity/describe-event"

/** Who changed which settings of the site. */
export function SiteChanges({ events, now }: { events: SiteEvent[]; now: number }) {
  return (
    <ol className="divide-y divide-line rounded-xl border border-line bg-surface">
      {events.map(({ id, at, actorName, action, details }) => (
        <li key={id} className="px-4 py-2.5 text-sm">
          <span className="font-medium text-ink">{actorName}</span> {eventTypeOf(action)}
          <span className="text-ink-soft">{detailsOf(details)}</span>{" "}
          <span className="text-ink-faint text-meta">
            <Ago iso={at} now={now} />
          </span>
        </li>
      ))}
    </ol>
  )
}

function detailsOf({ changes, person }: Record<string, unknown>): string {
  if (typeof person === "string") return `: ${person}`
  if (typeof changes !== "object" || changes === null) return ""
  return `: ${Object.keys(changes).map(toWords).join(", ")}`
}

function toWords(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

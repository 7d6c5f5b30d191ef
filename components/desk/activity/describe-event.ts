import type { AuditLine } from "@/lib/audit/read-audit-log"
import { eventLabels } from "./event-labels"

const DEEDS: Record<string, string> = {
  "blog.create": "created this live blog",
  "blog.edit": "changed the settings",
  "blog.open": "opened it to readers",
  "blog.end": "ended the coverage",
  "blog.withdraw": "made it private",
  "blog.archive": "archived it",
  "blog.unarchive": "took it out of the archive",
  "blog.delete": "deleted this live blog",
  "blog.restore": "restored this live blog",
  "member.change": "changed a role on this live blog",
  "rehearsal.start": "made a rehearsal link",
  "rehearsal.end": "ended the rehearsal",
  "person.role": "gave another role",
  "person.disable": "deactivated",
  "person.enable": "restored access for",
  "person.rename": "renamed",
  "person.email": "changed the email of",
  "person.reset-link": "created a reset link for",
  "person.reset-revoke": "revoked the reset link of",
  "person.reset": "chose a new password",
  "person.two-factor-off": "reset the two-step sign-in of",
  "person.unlock": "lifted the sign-in lock of",
  "person.join": "joined",
  "site.edit": "changed",
  "source.create": "added a source",
  "source.edit": "changed a source",
  "source.pause": "paused a source",
  "source.resume": "resumed a source",
  "source.delete": "deleted a source",
  "token.create": "made an API token",
  "token.revoke": "revoked an API token",
}

const SORTS: Record<string, string> = {
  post: "Posts",
  blog: "The live blog",
  person: "People",
  member: "Team",
  rehearsal: "Rehearsal",
  source: "Sources",
  token: "API tokens",
}

/** What was done, after the name of who did it. */
export function eventTypeOf(action: string): string {
  return DEEDS[action] ?? eventLabels(action.startsWith("post.") ? action.slice("post.".length) : action)
}

/** The sorts of deeds, each with its kinds, for choosing one. */
export function toEventTypes(kinds: string[]): { sort: string; label: string; kinds: string[] }[] {
  const sorts = new Map<string, string[]>()
  for (const kind of kinds) {
    const [sort = ""] = kind.split(".")
    sorts.set(sort, [...(sorts.get(sort) ?? []), kind])
  }
  return [...sorts].map(([sort, some]) => ({ sort: `${sort}.`, label: SORTS[sort] ?? sort, kinds: some }))
}

/** What there is to tell beyond the deed: the post's words, changed settings, a person, a token. */
export function detailsOf({ details }: AuditLine): string {
  const { title, changes, person, token, from, to } = details
  if (typeof title === "string") return title
  if (typeof token === "string") return token
  if (typeof person === "string") {
    return typeof from === "string" ? `${person}: ${from} → ${String(to)}` : typeof to === "string" ? to : person
  }
  if (typeof changes !== "object" || changes === null) return ""
  return Object.entries(changes).map(toChange).join("; ")
}

const FIELDS: Record<string, string> = {
  slug: "address",
  timeZone: "time zone",
  coverageAt: "planned start",
  headerImage: "header picture",
  asItHappened: "as it happened",
  embedHosts: "who may embed it",
  frontLead: "lead on the front page",
}

function toChange([field, change]: [string, unknown]): string {
  const name = FIELDS[field] ?? field
  if (typeof change !== "object" || change === null || !("from" in change) || !("to" in change)) return name
  return `${name}: ${print(change.from)} → ${print(change.to)}`
}

function print(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no"
  return value === null || value === "" ? "none" : String(value)
}

/** Lines of one bulk action that follow each other, told as one. */
export function foldGroups(lines: AuditLine[]): { line: AuditLine; others: number }[] {
  const folded: { line: AuditLine; others: number }[] = []
  for (const line of lines) {
    const last = folded.at(-1)
    if (last && line.groupId && last.line.groupId === line.groupId) last.others += 1
    else folded.push({ line, others: 0 })
  }
  return folded
}

import { deskPlace } from "@/components/desk/desk-time"
import type { DeskBlog } from "@/lib/blogs/blog-schemas"
import type { BlogHealth } from "@/lib/collaboration/types"
import type { DeskPost } from "@/lib/posts/post-schemas"
import type { Collaboration } from "./use-collaboration"

/** Something that is wrong, in a few words, and what is to be done about it. */
export type HealthProblem = { title: string; fix: string }

const TROUBLE: Record<NonNullable<BlogHealth["trouble"]>, HealthProblem> = {
  full: {
    title: "No room is left for the database",
    fix: "Readers go on reading, and nothing can be saved. Tell the administrator of this server. What you write stays in this browser and is sent as soon as there is room.",
  },
  readOnly: {
    title: "The database takes no changes",
    fix: "Readers go on reading, and nothing can be saved. Tell the administrator of this server. What you write stays in this browser and is sent as soon as that is over.",
  },
  failing: {
    title: "The database has a fault",
    fix: "Some of what you save may fail; it stays in this browser and is sent again. Tell the administrator of this server.",
  },
}

/** Everything that is wrong at the moment, the worst first. Empty when all is well. */
export function listProblems({ vitals, state, failure }: Collaboration, blog: DeskBlog): HealthProblem[] {
  const problems: HealthProblem[] = []
  if (state === "over")
    problems.push({
      title: failure?.code === "not_signed_in" ? "You are signed out" : "This desk is closed to you",
      fix: failure?.message ?? "Reload this page.",
    })
  if (state === "cut" && failure?.code !== "database_unavailable")
    problems.push({
      title: "No connection to the server",
      fix: "What you write stays in this browser. We’ll keep trying. Check your network if this lasts.",
    })
  if (vitals === null || failure?.code === "database_unavailable")
    problems.push({
      title: "The database does not answer",
      fix: "Readers see the last known page, and nothing can be saved. What you write stays in this browser; saving works as soon as the database is back.",
    })
  if (!vitals || state === "cut") return problems
  if (vitals.trouble) problems.push(TROUBLE[vitals.trouble])
  if (vitals.push)
    problems.push({
      title: `Pusher has failed since ${clock(vitals.push.failingSince, blog)}`,
      fix: `${vitals.push.problem} Open pages notice within ten seconds and get changes by other ways until it works again. We’ll keep trying.`,
    })
  if (vitals.liveServer === false)
    problems.push({
      title: "The live server does not answer",
      fix: "Readers’ pages ask this server instead. Start it with “npm run live-server”, and check LIVE_URL.",
    })
  if (!vitals.listening)
    problems.push({
      title: "Changes reach readers late",
      fix: "This server has lost the connection on which the database announces changes. It reconnects automatically; until then pages get them within seconds.",
    })
  return problems
}

/** One line for a calm day: "12 readers · seen 12:04:06 on about 12 pages". */
export function healthSummaryLine({ vitals, state }: Collaboration, blog: DeskBlog): string {
  if (!vitals) return state === "connecting" ? "Connecting" : "Connected"
  const parts = [countReaders(vitals)]
  const reached = describeDelivery(vitals, blog)
  if (reached) parts.push(reached)
  else if (vitals.publishedAt) parts.push(`last change ${clock(vitals.publishedAt, blog)}`)
  if (vitals.scheduled.count > 0) parts.push(`${vitals.scheduled.count} scheduled`)
  return parts.join(" · ")
}

/** What a sample of pages confirmed of the newest post: never more than was confirmed. */
export function describeDelivery({ reached }: BlogHealth, blog: DeskBlog): string | null {
  if (!reached?.newest) return null
  return `seen ${clock(reached.at, blog)} on ${pagesWords(reached.pages)}`
}

/** "on about 312 pages" for a post that a sample of pages confirmed, or a newer one; null while none did. */
export function deliveryOf(post: Pick<DeskPost, "version">, { reached }: BlogHealth): string | null {
  return reached && reached.version >= post.version && reached.pages > 0 ? `on ${pagesWords(reached.pages)}` : null
}

function pagesWords(pages: number): string {
  return pages === 1 ? "1 page" : `about ${pages.toLocaleString("en-GB")} pages`
}

export function countReaders({ readers: { total, note } }: BlogHealth): string {
  if (total === 0) return note ? "Readers not counted" : "No readers now"
  const count = total === 1 ? "1 reader" : `${total.toLocaleString("en-GB")} readers`
  return note ? `${count} or more` : count
}

const WAYS: Record<string, string> = {
  sse: "event stream",
  websocket: "WebSocket",
  pusher: "Pusher",
  "long-polling": "long polling",
  "interval-polling": "asking in intervals (estimated)",
}

export function transportLabels(way: string): string {
  return WAYS[way] ?? way
}

/** "0.2 s": tenths say enough. */
export function seconds(milliseconds: number): string {
  return `${(Math.max(milliseconds, 100) / 1000).toFixed(1)} s`
}

/** The time with seconds, and with the day when it is not today's. */
export function clock(iso: string, blog: { timeZone: string }): string {
  const { language, timeZone } = deskPlace(blog)
  const day = new Intl.DateTimeFormat(language, { timeZone, day: "numeric", month: "short" })
  const time = new Intl.DateTimeFormat(language, {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  })
  const at = new Date(iso)
  return day.format(at) === day.format(new Date()) ? time.format(at) : `${day.format(at)}, ${time.format(at)}`
}

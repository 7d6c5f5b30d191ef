import { elapsedSince } from "@/lib/elapsed"
import { perProcess } from "@/lib/per-process"
import { toClient } from "./push-changes"
import { type PusherSettings, pusherSettings } from "./pusher-settings"

const FRESH_MS = 10_000

export type PusherReaders = { count: number; note: string | null }
type Known = { at: number; answer: Promise<PusherReaders> }

/** How many readers the service itself counts for a blog, asked at most every ten seconds. Never throws: it says why not. */
export function countPusherReaders(slug: string): Promise<PusherReaders> {
  const settings = pusherSettings()
  if (!settings) return Promise.resolve({ count: 0, note: null })
  const known = perProcess("pusher-readers", () => new Map<string, Known>())
  const kept = known.get(slug)
  if (kept && elapsedSince(kept.at) < FRESH_MS) return kept.answer
  const answer = ask(settings, slug)
  known.set(slug, { at: Date.now(), answer })
  return answer
}

async function ask(settings: PusherSettings, slug: string): Promise<PusherReaders> {
  const unknown = (note: string) => ({ count: 0, note })
  try {
    const response = await toClient(settings).get({
      path: `/channels/live-${slug}`,
      params: { info: "subscription_count" },
    })
    if (!response.ok) return unknown(`Pusher does not tell how many follow there: it answered ${response.status}.`)
    const { occupied, subscription_count: count } = (await response.json()) as Record<string, unknown>
    if (typeof count === "number") return { count, note: null }
    if (occupied === false) return { count: 0, note: null }
    return unknown("Readers on Pusher are not counted. Switch on “Subscription counting” in the app’s settings there.")
  } catch {
    return unknown("Pusher does not answer, so readers there are not counted.")
  }
}

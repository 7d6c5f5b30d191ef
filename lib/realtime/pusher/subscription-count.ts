import { processCache } from "@/lib/cache"
import { elapsedSince } from "@/lib/elapsed"
import { askPusher } from "./pusher-api"
import { type PusherConfig, pusherConfig } from "./pusher-config"

const TTL_MS = 10_000
const MAX_BYTES = 512 * 1024
const KNOWN_BYTES = 500

export type PusherSubscriptionCount = { count: number; note: string | null }
type Known = { at: number; answer: Promise<PusherSubscriptionCount> }

/** How many readers the service itself counts for a blog, asked at most every ten seconds. Never throws: it says why not. */
export function countPusherSubscriptions(slug: string): Promise<PusherSubscriptionCount> {
  const settings = pusherConfig()
  if (!settings) return Promise.resolve({ count: 0, note: null })
  const known = processCache<Known>("readers on Pusher", { maxBytes: MAX_BYTES, sizeOf: () => KNOWN_BYTES })
  const kept = known.get(slug)
  if (kept && elapsedSince(kept.at) < TTL_MS) return kept.answer
  const answer = ask(settings, slug)
  known.set(slug, { at: Date.now(), answer })
  return answer
}

async function ask(settings: PusherConfig, slug: string): Promise<PusherSubscriptionCount> {
  const { body, problem } = await askPusher(settings, {
    method: "GET",
    path: `/channels/live-${slug}`,
    params: { info: "subscription_count" },
  })
  const unknown = (note: string) => ({ count: 0, note })
  if (problem) return unknown(`Readers on Pusher are not counted. ${problem}`)
  const { occupied, subscription_count: count } = body
  if (typeof count === "number") return { count, note: null }
  if (occupied === false) return { count: 0, note: null }
  return unknown("Readers on Pusher are not counted. Switch on “Subscription counting” in the app’s settings there.")
}

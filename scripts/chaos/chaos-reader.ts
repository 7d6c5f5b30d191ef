import { setTimeout as sleep } from "node:timers/promises"
import { applyDelta, type Feed } from "@/lib/protocol/apply-delta"
import type { PublicBlog, PublicPost } from "@/lib/protocol/delta"
import { requireDelta } from "@/lib/protocol/parse-delta"
import { type Endpoint, READ } from "./reader-transports"

export type ReaderTransport = keyof typeof READ

export type ChaosReader = {
  name: string
  feed: () => Feed
  /** What must never happen: an older text after a newer one, a position that went back. */
  violations: string[]
  counts: { applied: number; connections: number; resets: number }
  stop: () => Promise<void>
}

/**
 * A reader as an open page is one: it holds a feed, applies what arrives with the page's own `apply`, and comes back from
 * its position after every loss. `start` is the state of the page's HTML, however old.
 */
export function startReader(transport: ReaderTransport, place: Endpoint, start: Feed): ChaosReader {
  let feed = start
  let running = true
  const newest = new Map<string, number>()
  const violations: string[] = []
  const counts = { applied: 0, connections: 0, resets: 0 }
  const name = `${transport} from version ${start.version} at ${place.port}`

  const take = (text: string): void => {
    const delta = requireDelta(JSON.parse(text))
    const { feed: next, outcome } = applyDelta(feed, delta)
    if (outcome === "reset") {
      counts.resets += 1
      violations.push(`a reset at version ${feed.version}, on a line that never changed`)
    }
    // From the position held, the next connection brings what is missing.
    if (outcome === "gap") throw new Error("A gap.")
    if (outcome !== "applied") return
    counts.applied += 1
    if (next.version <= feed.version) violations.push(`the position went from ${feed.version} to ${next.version}`)
    for (const post of next.posts) note(post)
    feed = next
  }
  const note = ({ id, version }: PublicPost): void => {
    const before = newest.get(id) ?? 0
    if (version < before) violations.push(`${id} went back from ${before} to ${version}`)
    newest.set(id, version)
  }
  const loop = async () => {
    while (running) {
      counts.connections += 1
      await READ[transport](place, () => feed, take).catch(() => null)
      if (running) await sleep(50 + Math.random() * 250)
    }
  }
  const done = loop()
  const stop = async () => {
    running = false
    await done
  }
  return { name, feed: () => feed, violations, counts, stop }
}

export function emptyFeed(epoch: string, blog: PublicBlog): Feed {
  return { epoch, version: 0, at: "", blog, posts: [], pinned: [], newest: null, oldest: null }
}

import { isDeepStrictEqual } from "node:util"
import { applyDelta, type Feed, type Outcome } from "@/lib/protocol/apply-delta"
import type { Delta } from "@/lib/protocol/delta"
import { parseDelta } from "@/lib/protocol/parse-delta"
import type { ApiPost, Blog } from "./desk-client"

/** One reader: its state, built by the rules that browsers use, and what was wrong on the way there. */
export class Reader {
  feed: Feed
  resets = 0
  readonly problems: string[] = []
  private readonly seen = new Map<string, number>()

  constructor(
    readonly blog: Blog,
    cursor: { epoch?: string; version?: number } = {},
  ) {
    this.feed = emptyFeed(blog, cursor)
  }

  /**
   * Takes what should be a delta. A `stream` promises that each delta begins where the last one ended; others may repeat
   * themselves or leave a gap, which the reader closes by asking.
   */
  take(value: unknown, { stream }: { stream: boolean }): Outcome | "nonsense" {
    const delta = parseDelta(value)
    if (!delta) {
      this.problems.push(`no delta: ${JSON.stringify(value)?.slice(0, 200)}`)
      return "nonsense"
    }
    if (stream && !delta.reset && delta.from !== this.feed.version) {
      this.problems.push(`a delta from ${delta.from} for a reader at ${this.feed.version}`)
    }
    const { feed, outcome } = applyDelta(this.feed, delta)
    this.feed = feed
    if (outcome === "reset") this.resets += 1
    if (outcome === "applied") this.note(delta)
    return outcome
  }

  /** What this reader has wrong, compared with what is published; null when nothing. */
  compare(published: ApiPost[]): string | null {
    if (this.problems[0]) return this.problems[0]
    const shown = new Map(this.feed.posts.map((post) => [post.id, post]))
    if (shown.size !== published.length) return `${shown.size} posts instead of ${published.length}`
    const wrong = published.find((post) => {
      const mine = shown.get(post.id)
      return !mine || mine.version !== post.version || mine.title !== post.title || !isSame(mine.content, post.content)
    })
    if (wrong) return `the post ${wrong.id} is not as published`
    const pinned = published.filter((post) => post.pinnedAt).length
    return this.feed.pinned.length === pinned ? null : `${this.feed.pinned.length} pinned posts instead of ${pinned}`
  }

  private note({ posts }: Delta): void {
    for (const { id, version } of posts) {
      const before = this.seen.get(id) ?? 0
      if (version < before) this.problems.push(`the post ${id} went back from version ${before} to ${version}`)
      this.seen.set(id, Math.max(version, before))
    }
  }
}

function isSame(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(a, b)
}

function emptyFeed({ epoch, slug }: Blog, cursor: { epoch?: string; version?: number }): Feed {
  return {
    epoch: cursor.epoch ?? epoch,
    version: cursor.version ?? 0,
    at: new Date(0).toISOString(),
    blog: {
      id: "",
      slug,
      title: "",
      summary: "",
      status: "live",
      publisher: "interval-polling",
      timeZone: "UTC",
      language: "en",
      startedAt: null,
      endedAt: null,
      coverageAt: null,
      accent: null,
      logo: null,
      headerImage: null,
      asItHappened: false,
    },
    posts: [],
    pinned: [],
    newest: null,
    oldest: null,
  }
}

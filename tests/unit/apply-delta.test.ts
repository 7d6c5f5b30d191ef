import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { applyDelta, type Feed, newestFirst } from "@/lib/protocol/apply-delta"
import type { Delta, PublicPost } from "@/lib/protocol/delta"
import { sampleBlog, sampleDelta, sampleFeed, samplePost, time } from "./samples"

/*
 * A model of the server: a history of changes of a few posts, and what a delta over any stretch of it says, read at any
 * later moment.
 */

const KINDS = ["write", "write", "remove", "pin", "order", "move"] as const
type Change = { post: number; kind: (typeof KINDS)[number] }
type State = Map<string, { version: number; post: PublicPost | null }>

const changes = fc.array(fc.record({ post: fc.nat(9), kind: fc.constantFrom(...KINDS) }), {
  minLength: 1,
  maxLength: 40,
})

/** States after 0, 1, 2 ... changes; change n makes version n. */
function play(history: Change[]): State[] {
  const states: State[] = [new Map()]
  history.forEach(({ post, kind }, index) => {
    const version = index + 1
    const id = `p${post}`
    const next = new Map(states[index])
    const known = next.get(id)?.post
    next.set(id, {
      version,
      post:
        kind === "remove"
          ? null
          : samplePost(id, {
              version,
              title: `words of version ${version}`,
              // Moved to when it happened: out of the page's stretch of time, into it, or within it.
              publishedAt: kind === "move" ? time(version % 4) : (known?.publishedAt ?? time(post % 3)),
              pinOrder: kind === "order" ? version % 3 : (known?.pinOrder ?? 0),
              pinnedAt: kind === "pin" ? time(version) : (known?.pinnedAt ?? null),
            }),
    })
    states.push(next)
  })
  return states
}

function deltaOver(states: State[], from: number, version: number, readAt: number): Delta {
  const touched = [...(states[readAt] ?? [])].filter(([, each]) => each.version > from && each.version <= version)
  return sampleDelta(from, version, {
    posts: touched.flatMap(([, { post }]) => post ?? []),
    removals: touched.flatMap(([id, { post }]) => (post ? [] : [id])),
    blog: sampleBlog({ title: `title at ${version}` }),
  })
}

function pageOf(states: State[], version: number, window: Pick<Feed, "newest" | "oldest">): Feed {
  const posts = [...(states[version] ?? [])].flatMap(([, { post }]) => post ?? [])
  const inside = ({ newest, oldest }: typeof window) =>
    posts.filter((p) => !(newest && newestFirst(p, newest) < 0) && !(oldest && newestFirst(p, oldest) > 0))
  return sampleFeed({
    version,
    at: time(version),
    blog: sampleBlog({ title: `title at ${version}` }),
    posts: inside(window).sort(newestFirst),
    pinned: posts
      .filter((p) => p.pinnedAt)
      .sort((a, b) => a.pinOrder - b.pinOrder || ((a.pinnedAt ?? "") < (b.pinnedAt ?? "") ? 1 : -1)),
    ...window,
  })
}

const position = fc.option(fc.nat(9).map((post) => ({ publishedAt: time(post % 3), id: `p${post}` })))

describe("a page that takes deltas", () => {
  it("ends in the newest state, whatever their order, repetition and splitting, and never goes back", () => {
    fc.assert(
      fc.property(
        changes,
        fc.nat(),
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { maxLength: 30 }),
        position,
        position,
        (history, start, stretches, newest, oldest) => {
          const states = play(history)
          const last = history.length
          let feed = pageOf(states, start % (last + 1), { newest, oldest })
          const take = (delta: Delta) => {
            const before = feed
            const result = applyDelta(feed, delta)
            feed = result.feed
            expect(feed.version).toBeGreaterThanOrEqual(before.version)
            for (const post of feed.posts) {
              const older = before.posts.find((each) => each.id === post.id)
              expect(post.version).toBeGreaterThanOrEqual(older?.version ?? 0)
            }
            // Once more changes nothing.
            expect(applyDelta(feed, delta).feed).toEqual(feed)
            return result.outcome
          }
          for (const [a, b, c] of stretches) {
            const from = a % last
            const version = from + 1 + (b % (last - from))
            const outcome = take(deltaOver(states, from, version, version + (c % (last - version + 1))))
            // What the page does on a gap: it asks from its own position.
            if (outcome === "gap") take(deltaOver(states, feed.version, version, version))
          }
          take(deltaOver(states, feed.version, last, last))
          expect(feed).toEqual(pageOf(states, last, { newest, oldest }))
        },
      ),
      { numRuns: 400 },
    )
  })

  it("asks for what is missing instead of jumping over it", () => {
    const feed = sampleFeed()
    expect(applyDelta(feed, sampleDelta(11, 12))).toEqual({ feed, outcome: "gap" })
  })

  it("starts again when the version line is another one", () => {
    const feed = sampleFeed()
    expect(applyDelta(feed, sampleDelta(10, 11, { epoch: "e2" })).outcome).toBe("reset")
    expect(applyDelta(feed, sampleDelta(3, 3, { reset: true })).outcome).toBe("reset")
  })
})

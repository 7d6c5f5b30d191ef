import { describe, expect, it, vi } from "vitest"
import { currentAlert } from "@/lib/protocol/alerts"
import { countNewPosts, LiveStore, shownKeyEvents, splitPosts } from "@/lib/realtime/client/store"
import { sampleBlog, sampleDelta, sampleFeed, samplePost, time } from "./samples"

const OLD = samplePost("old", { publishedAt: time(5) })
const NEW = samplePost("new", { version: 11, publishedAt: time(11) })

function open({ atTop = false, posts = [OLD] } = {}) {
  return new LiveStore({ feed: sampleFeed({ posts }), keyEvents: [], stale: false }, () => atTop)
}

function ids(store: LiveStore) {
  const { shown, waiting } = splitPosts(store.getSnapshot())
  return { shown: shown.map((post) => post.id), waiting: waiting.map((post) => post.id) }
}

describe("a new post", () => {
  it("shows at once while the reader is at the top", () => {
    const store = open({ atTop: true })
    store.receive(sampleDelta(10, 11, { posts: [NEW] }))
    expect(ids(store)).toEqual({ shown: ["new", "old"], waiting: [] })
    expect(store.getSnapshot().arrived).toEqual(new Set(["new"]))
  })

  it("waits while the reader is further down, until it is revealed", () => {
    const store = open()
    store.receive(sampleDelta(10, 11, { posts: [NEW] }))
    expect(ids(store)).toEqual({ shown: ["old"], waiting: ["new"] })
    store.showPending()
    expect(ids(store)).toEqual({ shown: ["new", "old"], waiting: [] })
  })

  it("shows at once where there was nothing before", () => {
    const store = open({ posts: [] })
    store.receive(sampleDelta(10, 11, { posts: [NEW] }))
    expect(ids(store).shown).toEqual(["new"])
  })

  it("is not waited for any more when it was taken down meanwhile", () => {
    const store = open()
    store.receive(sampleDelta(10, 11, { posts: [NEW] }))
    store.receive(sampleDelta(11, 12, { removals: ["new"] }))
    expect(ids(store)).toEqual({ shown: ["old"], waiting: [] })
    expect(store.getSnapshot().arrived.size).toBe(0)
  })
})

describe("what changes in place", () => {
  it("an edit shows at once, further down too, and counts as nothing new", () => {
    const store = open()
    store.receive(sampleDelta(10, 11, { posts: [{ ...OLD, version: 11, title: "Corrected" }] }))
    expect(splitPosts(store.getSnapshot()).shown[0]?.title).toBe("Corrected")
    expect(store.getSnapshot().arrived.size).toBe(0)
  })

  it("a post that is shown again comes back to its place at once, also as the topmost", () => {
    const store = open({ posts: [samplePost("top", { publishedAt: time(6) }), OLD] })
    store.receive(sampleDelta(10, 11, { removals: ["top"] }))
    store.receive(sampleDelta(11, 12, { posts: [samplePost("top", { version: 12, publishedAt: time(6) })] }))
    expect(ids(store)).toEqual({ shown: ["top", "old"], waiting: [] })
  })

  it("the list of key events follows: it comes with a title, and goes with the mark", () => {
    const store = open()
    const event = { ...NEW, keyEvent: true, title: "The bridge is closed" }
    store.receive(sampleDelta(10, 11, { posts: [event, { ...OLD, version: 11, keyEvent: true }] }))
    expect(store.getSnapshot().keyEvents).toEqual([{ id: "new", title: event.title, publishedAt: event.publishedAt }])
    store.receive(sampleDelta(11, 12, { posts: [{ ...event, version: 12, keyEvent: false }] }))
    expect(store.getSnapshot().keyEvents).toEqual([])
  })

  it("breaking news comes while updates are paused, the newest first, and goes with its post or its end", () => {
    const store = open()
    store.pause()
    const shown = (now: string) => currentAlert(store.getSnapshot().alerts, Date.parse(now))?.id
    const news = { ...NEW, title: "The bridge is closed", alertUntil: time(36) }
    const later = samplePost("later", { version: 12, title: "It fell", publishedAt: time(59), alertUntil: time(20) })
    store.receive(sampleDelta(10, 11, { posts: [news] }))
    expect(shown(time(7))).toBe("new")
    store.receive(sampleDelta(11, 12, { posts: [later] }))
    expect([shown(time(9)), shown(time(21)), shown(time(36))]).toEqual(["later", "new", undefined])
    store.receive(sampleDelta(12, 13, { posts: [{ ...news, version: 13, alertUntil: null }], removals: ["later"] }))
    expect(store.getSnapshot().alerts).toEqual([])
  })

  it("a key event that waits is not told of before it is revealed", () => {
    const store = open()
    store.receive(sampleDelta(10, 11, { posts: [{ ...NEW, keyEvent: true, title: "The bridge is closed" }] }))
    expect(shownKeyEvents(store.getSnapshot())).toEqual([])
    store.showPending()
    expect(shownKeyEvents(store.getSnapshot())).toHaveLength(1)
  })

  it("the blog's own words and status follow", () => {
    const store = open()
    store.receive(sampleDelta(10, 11, { blog: sampleBlog({ title: "Calm", status: "ended" }) }))
    expect(store.getSnapshot().feed.blog).toMatchObject({ title: "Calm", status: "ended" })
  })
})

describe("the position", () => {
  it("moves only with what was applied", () => {
    const store = open()
    const listener = vi.fn()
    store.subscribe(listener)
    expect(store.receive(sampleDelta(12, 13))).toBe("gap")
    expect(store.receive(sampleDelta(8, 9))).toBe("ignored")
    expect(store.receive(sampleDelta(10, 11, { epoch: "other" }))).toBe("reset")
    expect(store.getSnapshot().feed.version).toBe(10)
    expect(listener).not.toHaveBeenCalled()
  })

  it("a new seed replaces everything, and nothing in it is news", () => {
    const store = open()
    store.receive(sampleDelta(10, 11, { posts: [NEW] }))
    store.seed({ feed: sampleFeed({ epoch: "e2", version: 3, posts: [NEW, OLD] }), keyEvents: [], stale: false })
    expect(ids(store)).toEqual({ shown: ["new", "old"], waiting: [] })
    expect(store.getSnapshot()).toMatchObject({ feed: { epoch: "e2", version: 3 }, arrived: new Set() })
  })

  it("a last known state says that it is not connected", () => {
    const store = new LiveStore({ feed: sampleFeed(), keyEvents: [], stale: true })
    expect(store.getSnapshot().state).toBe("reconnecting")
  })
})

describe("while it is paused", () => {
  it("what is drawn stays as it is, and all that comes is taken in behind it", () => {
    const store = open({ atTop: true })
    store.pause()
    const held = store.getSnapshot().held
    store.receive(sampleDelta(10, 11, { posts: [NEW], blog: sampleBlog({ title: "Calm" }) }))
    store.receive(sampleDelta(11, 12, { posts: [{ ...OLD, version: 12, title: "Corrected" }] }))
    expect(store.getSnapshot().held).toBe(held)
    expect(held && splitPosts(held).shown).toEqual([OLD])
    expect(store.getSnapshot().feed.version).toBe(12)
    expect(countNewPosts(store.getSnapshot())).toBe(1)
  })

  it("going on shows everything at once", () => {
    const store = open()
    store.pause()
    store.receive(sampleDelta(10, 11, { posts: [NEW] }))
    store.resume()
    expect(store.getSnapshot().held).toBeNull()
    expect(ids(store)).toEqual({ shown: ["new", "old"], waiting: [] })
    expect(countNewPosts(store.getSnapshot())).toBe(0)
  })

  it("a new seed does not show through", () => {
    const store = open()
    store.pause()
    store.seed({ feed: sampleFeed({ epoch: "e2", version: 3, posts: [NEW, OLD] }), keyEvents: [], stale: false })
    expect(store.getSnapshot().held?.feed.posts).toEqual([OLD])
    expect(countNewPosts(store.getSnapshot())).toBe(1)
    store.resume()
    expect(ids(store).shown).toEqual(["new", "old"])
  })

  it("on an older page those are counted that came on another", () => {
    const feed = sampleFeed({ posts: [OLD], newest: { publishedAt: OLD.publishedAt, id: OLD.id } })
    const store = new LiveStore({ feed, keyEvents: [], stale: false })
    store.receive(sampleDelta(10, 11, { posts: [NEW] }))
    store.pause()
    expect(countNewPosts(store.getSnapshot())).toBe(1)
  })
})

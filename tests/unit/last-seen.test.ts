import { describe, expect, it } from "vitest"
import { findUnread, parseLastSeen, serializeLastSeen } from "@/lib/realtime/client/last-seen"
import { sampleFeed, samplePost, time } from "./samples"

const posts = [5, 4, 3, 2, 1].map((minute) => samplePost(`p${minute}`, { publishedAt: time(minute) }))
const seen = (minute: number, id = `p${minute}`) => ({ publishedAt: time(minute), id, at: time(minute + 1) })
const feed = sampleFeed({ posts })

describe("what is new since the last visit", () => {
  it("are the posts after the last one seen", () => {
    expect(findUnread(posts, feed, seen(3))).toEqual({ since: seen(3), count: 2, more: false })
  })

  it("is right also when the last one seen is gone, and others in between", () => {
    const left = posts.filter(({ id }) => id !== "p3" && id !== "p4")
    expect(findUnread(left, { ...feed, posts: left }, seen(3))?.count).toBe(1)
  })

  it("two posts of the same moment are told apart", () => {
    const twins = [samplePost("b", { publishedAt: time(5) }), samplePost("a", { publishedAt: time(5) })]
    expect(findUnread(twins, sampleFeed({ posts: twins }), seen(5, "a"))?.count).toBe(1)
  })

  it("is nothing when nothing came, at the first visit, and on older pages", () => {
    expect(findUnread(posts, feed, seen(5))).toBeNull()
    expect(findUnread(posts, feed, null)).toBeNull()
    expect(findUnread(posts, { ...feed, newest: seen(5) }, seen(3))).toBeNull()
  })

  it("is more than the page when the page holds nothing else and there are older pages", () => {
    const longAgo = { ...seen(1), publishedAt: time(0) }
    expect(findUnread(posts, { ...feed, oldest: seen(1) }, longAgo)).toMatchObject({ count: 5, more: true })
    expect(findUnread(posts, feed, longAgo)).toMatchObject({ count: 5, more: false })
  })
})

describe("what the browser keeps", () => {
  it("comes back as it was", () => {
    expect(parseLastSeen(serializeLastSeen(seen(3)))).toEqual(seen(3))
  })

  it.each([null, "", "x", `${time(1)}`, `${time(1)} p1`, `yesterday p1 ${time(1)}`])("%j is nothing", (kept) => {
    expect(parseLastSeen(kept)).toBeNull()
  })
})

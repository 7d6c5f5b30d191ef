import { describe, expect, it } from "vitest"
import { mergeNewest, putPosts } from "@/components/desk/timeline/filters"
import { findStale, replaceStale } from "@/components/desk/timeline/stale-posts"
import type { DeskPost } from "@/lib/posts/post-schemas"

function post(number: number, part: Partial<DeskPost> = {}): DeskPost {
  return {
    id: `post_${number}`,
    blogId: "blog_1",
    state: "published",
    title: "",
    content: { type: "doc", content: [] },
    keyEvent: false,
    pinnedAt: null,
    pinOrder: 0,
    alertMinutes: 0,
    alertUntil: null,
    tags: [],
    correction: "",
    editorNote: "",
    authorId: null,
    authors: [{ name: "Ada", picture: null }],
    version: number,
    revision: 1,
    publishedAt: null,
    publishAt: null,
    editedAt: null,
    deletedAt: null,
    createdAt: new Date(Date.UTC(2026, 0, 1, 0, number)).toISOString(),
    savedAt: new Date(Date.UTC(2026, 0, 1, 0, number)).toISOString(),
    ...part,
  }
}

const ids = (posts: DeskPost[]) => posts.map((each) => each.id)

describe("the desk's timeline", () => {
  it("shows a new post on top, a changed one in its place, and not one of another state", () => {
    const posts = [post(2), post(1)]
    expect(ids(putPosts(posts, [post(3)], "all"))).toEqual(["post_3", "post_2", "post_1"])
    expect(putPosts(posts, [post(1, { title: "New" })], "all")[1]?.title).toBe("New")
    expect(ids(putPosts(posts, [post(2, { state: "deleted" })], "all"))).toEqual(["post_1"])
    expect(ids(putPosts(posts, [post(2, { state: "hidden" })], "published"))).toEqual(["post_1"])
    expect(ids(putPosts(posts, [post(1, { revision: 2 }), post(3)], "all"))).toEqual(["post_3", "post_2", "post_1"])
    expect(ids(putPosts(posts, [post(1, { revision: 2 }), post(3)], "all", true))).toEqual(["post_2", "post_1"])
  })

  it("takes what was read anew for true within its reach, and keeps what was loaded below it", () => {
    const merged = mergeNewest([post(4), post(3), post(2), post(1)], [post(5), post(3, { revision: 2 })], false)
    expect(ids(merged)).toEqual(["post_5", "post_3", "post_2", "post_1"])
    expect(merged[1]?.revision).toBe(2)
    expect(ids(mergeNewest([post(4), post(1)], [post(4)], true))).toEqual(["post_4"])
  })

  it("never goes back to an older copy of a post", () => {
    expect(mergeNewest([post(1, { revision: 3 })], [post(1, { revision: 2 })], true)[0]?.revision).toBe(3)
  })

  it("reads what a colleague changed further down again, a stretch at a time, and loses what was taken off", () => {
    const posts = [6, 5, 4, 3, 2, 1].map((number) => post(number))
    const stale = new Set(["post_6", "post_4", "post_2", "post_1"])
    const first = findStale(posts, stale, { from: 1, most: 3 })
    expect([first?.above.id, ids(first?.posts ?? [])]).toEqual(["post_5", ["post_4", "post_3", "post_2"]])
    expect(findStale(posts, new Set(["post_6"]), { from: 1, most: 3 })).toBeNull()
    const read = [post(4, { revision: 2 }), post(3), post(1)]
    const after = first && replaceStale(posts, first, stale, read)
    expect(after?.map(({ id, revision }) => [id, revision])).toEqual([
      ["post_6", 1],
      ["post_5", 1],
      ["post_4", 2],
      ["post_3", 1],
      ["post_1", 1],
    ])
  })
})

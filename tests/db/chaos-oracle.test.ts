import { describe, expect, it } from "vitest"
import { readChangesAfterVersion } from "@/lib/changes/read-changes"
import { editPost } from "@/lib/posts/edit-post"
import type { Feed } from "@/lib/protocol/apply-delta"
import type { ChaosReader } from "../../scripts/chaos/chaos-reader"
import { findLies } from "../../scripts/chaos/oracle"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog, makePost } from "../setup/story"

useDatabase()

const reader = (feed: Feed, violations: string[] = []): ChaosReader => ({
  name: "reader",
  feed: () => feed,
  violations,
  counts: { applied: 0, connections: 0, resets: 0 },
  stop: async () => {},
})

describe("the judge of the chaos runs", () => {
  it("finds a post that is lost, one that should be gone, one with an old text, and one that is there twice", async () => {
    const blog = await makeBlog()
    const [kept, hidden] = [await makePost(blog.id, "kept"), await makePost(blog.id, "hidden later")]
    const before = await readChangesAfterVersion(blog.id, 0)
    await editPost(DESK, kept.id, { title: "Newer" })
    await editPost(DESK, hidden.id, { state: "hidden" })
    const third = await makePost(blog.id, "third")
    const now = await readChangesAfterVersion(blog.id, 0)
    if (!before?.snapshot.blog || !now) throw new Error("The blog is not there.")
    const { epoch, version } = now.snapshot
    const base = { epoch, version, at: "", blog: before.snapshot.blog, pinned: [], newest: null, oldest: null }
    const judge = (feed: Feed, violations?: string[]) => findLies([reader(feed, violations)], blog.id, 50)

    expect(await judge({ ...base, posts: now.posts })).toEqual([])
    expect(await judge({ ...base, posts: now.posts.slice(0, -1) })).toEqual([`reader: lost ${third.id}`])
    expect(
      await judge({ ...base, posts: [...now.posts, ...before.posts.filter(({ id }) => id === hidden.id)] }),
    ).toEqual([`reader: still shows ${hidden.id}`])
    const stale = now.posts.map((post) => before.posts.find(({ id }) => id === post.id) ?? post)
    expect(await judge({ ...base, posts: stale })).toEqual([`reader: has another text of ${kept.id}`])
    expect(await judge({ ...base, posts: [...now.posts, ...now.posts.slice(0, 1)] })).toEqual(["reader: 1 posts twice"])
    expect(await judge({ ...base, version: 1, posts: now.posts })).toEqual([
      `reader: is at version 1, the database at ${version}`,
    ])
    expect(await judge({ ...base, posts: now.posts }, ["went back"])).toEqual(["reader: went back"])
  })
})

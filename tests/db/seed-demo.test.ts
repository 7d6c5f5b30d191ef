import { beforeEach, describe, expect, test } from "vitest"
import { createBlog } from "@/lib/blogs/create-blog"
import { db } from "@/lib/db/client"
import { APOLLO_11 } from "@/lib/demo/apollo-11/apollo-11"
import { seedDemo } from "@/lib/demo/seed-demo"
import { lastingPosts } from "@/lib/demo/story"
import { readBlogPage } from "@/lib/posts/read-page"
import { useDatabase } from "../setup/database"

useDatabase()
beforeEach(async () => {
  await db().blog.deleteMany()
})

const story = lastingPosts(APOLLO_11)

describe("the demo of an empty database", () => {
  test("is one ended blog whose posts have the times at which things happened", async () => {
    expect(await seedDemo()).toMatchObject({ slug: "apollo-11" })
    const blog = await db().blog.findUniqueOrThrow({ where: { slug: "apollo-11" } })
    const posts = await db().post.findMany({ where: { blogId: blog.id }, orderBy: { publishedAt: "asc" } })

    expect(blog.status).toBe("ended")
    expect(blog.startedAt).toEqual(new Date("1969-07-20T17:30:00Z"))
    expect(blog.endedAt).toEqual(posts.at(-1)?.publishedAt)
    expect(posts.map((post) => post.publishedAt)).toEqual(story.map((post) => new Date(post.at)))
    expect(posts.map((post) => post.authors)).toEqual(story.map((post) => [{ name: post.author, picture: null }]))
  })

  test("keeps every promise of the version line, so that old pages catch up with it like with any blog", async () => {
    await seedDemo()
    const blog = await db().blog.findUniqueOrThrow({ where: { slug: "apollo-11" } })
    const posts = await db().post.findMany({ where: { blogId: blog.id }, orderBy: { version: "asc" } })
    const changes = posts.map((post) => post.changedAt?.getTime() ?? 0)

    expect(posts.map((post) => post.version)).toEqual(story.map((_, index) => index + 1))
    expect(changes.every((time, index) => index === 0 || time > (changes[index - 1] ?? 0))).toBe(true)
    expect(changes[0]).toBeGreaterThan(Date.now() - 600_000)
    expect(blog).toMatchObject({ version: posts.length + 1, blogVersion: posts.length + 1, publicCount: posts.length })
    expect(blog.changedAt.getTime()).toBeGreaterThan(changes.at(-1) ?? Number.NaN)
    expect(await db().revision.count({ where: { source: "demo", number: 1 } })).toBe(posts.length)
  })

  test("opens as a reader's page with its pinned post, key events and picture", async () => {
    await seedDemo()
    const page = await readBlogPage("apollo-11", null)
    if (!page || "movedTo" in page) throw new Error("The demo has no page.")

    expect(page.feed.pinned).toHaveLength(1)
    expect(page.keyEvents).toHaveLength(story.filter((post) => post.keyEvent).length)
    const media = await db().media.findFirstOrThrow()
    const post = await db().post.findFirstOrThrow({ where: { title: "The descent in one picture" } })
    expect(JSON.stringify(post.content)).toContain(`"mediaId":"${media.id}"`)
    expect(media).toMatchObject({ width: 1600 })
  })

  test("is made once, even when two servers start at the same moment", async () => {
    const answers = await Promise.all([seedDemo(), seedDemo()])
    expect(answers.filter(Boolean)).toHaveLength(1)
    expect(await db().blog.count()).toBe(1)
    expect(await seedDemo()).toBeNull()
  })

  test("stays away from a database that has a blog", async () => {
    const editor = { kind: "system", name: "Test", source: "desk" } as const
    await createBlog(editor, { slug: "council-vote", title: "The council votes" })
    expect(await seedDemo()).toBeNull()
    expect(await db().blog.count()).toBe(1)
  })
})

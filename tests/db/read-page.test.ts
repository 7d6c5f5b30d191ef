import { describe, expect, it } from "vitest"
import { editBlog } from "@/lib/blogs/edit-blog"
import { closeDb } from "@/lib/db/client"
import { env, setDatabaseUrl } from "@/lib/env"
import { deletePost } from "@/lib/posts/delete-post"
import { editPost } from "@/lib/posts/edit-post"
import { readBlogPage } from "@/lib/posts/read-page"
import { PAGE_SIZE, type ReaderPage } from "@/lib/protocol/reader-page"
import { clearStaleCache } from "@/lib/stale-cache"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog, makePost } from "../setup/story"

useDatabase()

async function requirePage(slug: string, postId: string | null = null): Promise<ReaderPage> {
  const page = await readBlogPage(slug, postId)
  if (!page || "movedTo" in page) throw new Error("no page")
  return page
}

async function makePosts(blogId: string, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let index = 0; index < count; index += 1) ids.push((await makePost(blogId, `post ${index}`)).id)
  return ids
}

const idsOf = (page: ReaderPage) => page.feed.posts.map((post) => post.id)

describe("the pages of a blog", () => {
  it("hold each post exactly once, newest first: page 1 the remainder, older ones exactly their size", async () => {
    const blog = await makeBlog()
    const ids = (await makePosts(blog.id, PAGE_SIZE * 2 + 7)).reverse()
    const first = await requirePage(blog.slug)
    expect(idsOf(first)).toHaveLength(PAGE_SIZE + 7)
    expect(first).toMatchObject({ number: 1, count: 2, links: { newest: null, newer: null } })
    const second = await requirePage(blog.slug, first.links.older?.split("/").at(-1) ?? "")
    expect(idsOf(second)).toHaveLength(PAGE_SIZE)
    expect(second).toMatchObject({ number: 2, count: 2, links: { newer: `/${blog.slug}`, older: null } })
    expect([...idsOf(first), ...idsOf(second)]).toEqual(ids)
  })

  it("never change what an address holds while posts are added", async () => {
    const blog = await makeBlog()
    const ids = (await makePosts(blog.id, PAGE_SIZE * 3)).reverse()
    const inTheMiddle = ids[PAGE_SIZE + 5] ?? ""
    const before = idsOf(await requirePage(blog.slug, inTheMiddle))
    for (let round = 0; round < PAGE_SIZE + 3; round += 1) {
      await makePost(blog.id, `new ${round}`)
      expect(idsOf(await requirePage(blog.slug, inTheMiddle))).toEqual(before)
    }
  })

  it("link to their neighbours in both directions", async () => {
    const blog = await makeBlog()
    const ids = (await makePosts(blog.id, PAGE_SIZE * 3)).reverse()
    const middle = await requirePage(blog.slug, ids[PAGE_SIZE + 1] ?? "")
    expect(middle.number).toBe(2)
    const oldest = await requirePage(blog.slug, middle.links.oldest?.split("/").at(-1) ?? "")
    expect(idsOf(oldest).at(-1)).toBe(ids.at(-1))
    const back = await requirePage(blog.slug, oldest.links.newer?.split("/").at(-1) ?? "")
    expect(idsOf(back)).toEqual(idsOf(middle))
  })

  it("show no draft, hidden or deleted post, by any address", async () => {
    const blog = await makeBlog()
    const draft = await makePost(blog.id, "draft", { state: "draft" })
    const hidden = await makePost(blog.id, "hidden", { pinned: true, keyEvent: true, title: "Hidden" })
    await editPost(DESK, hidden.id, { state: "hidden" })
    const deleted = await makePost(blog.id, "deleted")
    await deletePost(DESK, deleted.id)
    const page = await requirePage(blog.slug)
    expect(page.feed.posts).toEqual([])
    expect(page.feed.pinned).toEqual([])
    expect(page.keyEvents).toEqual([])
    for (const { id } of [draft, hidden, deleted]) expect(await readBlogPage(blog.slug, id)).toBeNull()
  })

  it("are not there for a blog that is not public, and move with its address", async () => {
    const blog = await makeBlog({ status: "draft" })
    expect(await readBlogPage(blog.slug, null)).toBeNull()
    const { slug } = await editBlog(DESK, blog.id, { status: "live", slug: `${blog.slug}-renamed` })
    expect(await readBlogPage(blog.slug, null)).toEqual({ movedTo: `/${slug}` })
  })

  it("are not remembered once something was changed: words that were taken back stay away with the database", async () => {
    const blog = await makeBlog()
    await makePost(blog.id, "taken back")
    await requirePage(blog.slug)
    clearStaleCache()
    const url = env().DATABASE_URL ?? ""
    await closeDb()
    setDatabaseUrl("postgresql://nobody:nothing@127.0.0.1:1/none")
    try {
      await expect(readBlogPage(blog.slug, null)).rejects.toThrow()
    } finally {
      await closeDb()
      setDatabaseUrl(url)
    }
  })

  it("stay readable, and say that they are old, while the database is away", async () => {
    const blog = await makeBlog()
    await makePost(blog.id, "known")
    const fresh = await requirePage(blog.slug)
    const url = env().DATABASE_URL ?? ""
    await closeDb()
    setDatabaseUrl("postgresql://nobody:nothing@127.0.0.1:1/none")
    try {
      expect(await requirePage(blog.slug)).toEqual({ ...fresh, stale: true })
      await expect(readBlogPage("never-seen", null)).rejects.toThrow()
    } finally {
      await closeDb()
      setDatabaseUrl(url)
    }
    expect((await requirePage(blog.slug)).stale).toBe(false)
  })
})

describe("an ended blog that reads as it happened", () => {
  it("begins at its own address with the first post, and leads from there to the last, page by page", async () => {
    const blog = await makeBlog()
    const ids = (await makePosts(blog.id, PAGE_SIZE * 3 + 2)).reverse()
    await editBlog(DESK, blog.id, { asItHappened: true })
    expect(await requirePage(blog.slug)).toMatchObject({ number: 1 })
    await editBlog(DESK, blog.id, { status: "ended" })

    const first = await requirePage(blog.slug)
    expect(first).toMatchObject({ number: 3, count: 3, focus: null, links: { older: null, oldest: null } })
    const middle = await requirePage(blog.slug, first.links.newer?.split("/").at(-1) ?? "")
    expect(middle).toMatchObject({ number: 2, links: { older: `/${blog.slug}`, oldest: `/${blog.slug}` } })
    expect(middle.links.newest).toBe(middle.links.newer?.replace(/[^/]+$/, ids[0] ?? ""))
    const last = await requirePage(blog.slug, middle.links.newest?.split("/").at(-1) ?? "")
    expect(last).toMatchObject({ number: 1, links: { newest: null, newer: null, oldest: `/${blog.slug}` } })
    expect([last, middle, first].flatMap(idsOf)).toEqual(ids)

    await editBlog(DESK, blog.id, { asItHappened: false })
    expect(await requirePage(blog.slug)).toMatchObject({ number: 1 })
  })

  it("is one page like any other while it has few posts, or none", async () => {
    const blog = await makeBlog()
    await editBlog(DESK, blog.id, { asItHappened: true, status: "ended" })
    expect(await requirePage(blog.slug)).toMatchObject({ number: 1, count: 1, feed: { posts: [] } })
    const ids = (await makePosts(blog.id, PAGE_SIZE + 5)).reverse()
    expect(idsOf(await requirePage(blog.slug))).toEqual(ids)
  })
})

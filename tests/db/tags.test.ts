import { describe, expect, it } from "vitest"
import { editBlog } from "@/lib/blogs/edit-blog"
import { closeDb, requireDatabaseUrl } from "@/lib/db/client"
import { setDatabaseUrl } from "@/lib/env"
import { paths } from "@/lib/paths"
import { deletePost } from "@/lib/posts/delete-post"
import { editPost } from "@/lib/posts/edit-post"
import { readTagPage, type TagPageData } from "@/lib/posts/read-tag"
import { PAGE_SIZE } from "@/lib/protocol/reader-page"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog, makePost } from "../setup/story"

useDatabase()

async function requireTagPage(slug: string, tag: string, postId: string | null = null): Promise<TagPageData> {
  const page = await readTagPage(slug, tag, postId)
  if (!page || "movedTo" in page) throw new Error("no page")
  return page
}

const idsOf = (page: TagPageData) => page.posts.map((post) => post.id)
const lastPart = (address: string | null) => address?.split("/").at(-1) ?? ""

describe("the page of a tag", () => {
  it("holds each post with the tag once, newest first, however it is spelled, and no other", async () => {
    const [blog, other] = [await makeBlog(), await makeBlog()]
    const ids: string[] = []
    for (let index = 0; index < PAGE_SIZE * 2 + 3; index += 1) {
      ids.unshift((await makePost(blog.id, `post ${index}`, { tags: [index % 2 ? "Flood Water" : "flood water"] })).id)
      if (index % 10 === 0) await makePost(blog.id, "another", { tags: ["Flood"] })
    }
    await makePost(other.id, "of another blog", { tags: ["Flood Water"] })
    const first = await requireTagPage(blog.slug, "flood water")
    expect(first).toMatchObject({ tag: "flood water", links: { newest: null } })
    const second = await requireTagPage(blog.slug, "flood water", lastPart(first.links.older))
    expect(second.links.newest).toBe(`/${blog.slug}/tag/flood%20water`)
    const third = await requireTagPage(blog.slug, "flood water", lastPart(second.links.older))
    expect(third.links.older).toBeNull()
    expect([first, second, third].flatMap(idsOf)).toEqual(ids)
  })

  it("has one address: other spellings lead to it, and so does a former address of the blog", async () => {
    const blog = await makeBlog()
    await makePost(blog.id, "text", { tags: ["Überfluß"] })
    expect(await readTagPage(blog.slug, "ÜBERFLUß", null)).toEqual({ movedTo: paths.tag(blog.slug, "überfluß") })
    await editBlog(DESK, blog.id, { slug: `${blog.slug}-moved` })
    expect(await readTagPage(blog.slug, "überfluß", null)).toMatchObject({
      movedTo: paths.tag(`${blog.slug}-moved`, "überfluß"),
    })
  })

  it("keeps its older pages when the post that they begin with loses the tag or is taken back", async () => {
    const blog = await makeBlog()
    const ids: string[] = []
    for (let index = 0; index < 4; index += 1) ids.unshift((await makePost(blog.id, "text", { tags: ["Storm"] })).id)
    const from = ids[1] ?? ""
    expect(idsOf(await requireTagPage(blog.slug, "storm", from))).toEqual(ids.slice(1))
    await editPost(DESK, from, { tags: [] })
    expect(idsOf(await requireTagPage(blog.slug, "storm", from))).toEqual(ids.slice(2))
    await deletePost(DESK, from)
    expect(idsOf(await requireTagPage(blog.slug, "storm", from))).toEqual(ids.slice(2))
  })

  it("is not there for a tag that no public post has, nor for a blog that is not public", async () => {
    const blog = await makeBlog()
    const hidden = await makePost(blog.id, "text", { tags: ["Secret"] })
    await editPost(DESK, hidden.id, { state: "hidden" })
    await makePost(blog.id, "text", { tags: ["Draft"], state: "draft" })
    await makePost(blog.id, "text", { tags: ["Public"] })
    for (const tag of ["secret", "draft", "nothing", "%", "'"])
      expect(await readTagPage(blog.slug, tag, null)).toBeNull()
    expect(await readTagPage(blog.slug, "public", "post_unknown")).toBeNull()
    await editBlog(DESK, blog.id, { status: "draft" })
    expect(await readTagPage(blog.slug, "public", null)).toBeNull()
  })

  it("stays readable, and says that it is old, while the database is away", async () => {
    const blog = await makeBlog()
    await makePost(blog.id, "text", { tags: ["Storm"] })
    await requireTagPage(blog.slug, "storm")
    const url = requireDatabaseUrl()
    await closeDb()
    setDatabaseUrl("postgresql://nobody:nothing@127.0.0.1:1/none")
    try {
      expect(await readTagPage(blog.slug, "storm", null)).toMatchObject({ stale: true, tag: "Storm" })
    } finally {
      await closeDb()
      setDatabaseUrl(url)
    }
  })
})

import { describe, expect, it } from "vitest"
import { createBlog } from "@/lib/blogs/create-blog"
import { editBlog } from "@/lib/blogs/edit-blog"
import { createPreviewLink, revokePreviewLink } from "@/lib/blogs/preview-link"
import { documentFromText } from "@/lib/content/plain-text"
import { db } from "@/lib/db/client"
import type { Actor } from "@/lib/permissions/actor"
import { createPost } from "@/lib/posts/create-post"
import { readBlogPage } from "@/lib/posts/read-page"
import { readPreview, readPreviewChanges } from "@/lib/posts/read-preview"
import type { Delta } from "@/lib/protocol/delta"
import { useDatabase } from "../setup/database"

const DESK: Actor = { kind: "system", name: "test", source: "desk" }
const content = documentFromText("Words of the rehearsal")

async function openRehearsal(slug: string) {
  const blog = await createBlog(DESK, { slug, title: slug, status: "draft" })
  const post = await createPost(DESK, blog.id, { content })
  return { blog, post, token: await createPreviewLink(DESK, blog.id) }
}

const pageOf = async (token: string) => {
  const page = await readPreview(token, null)
  if (!page || "openedAs" in page) throw new Error("There is no rehearsal.")
  return page
}

describe("the rehearsal of a draft blog", () => {
  useDatabase()

  it("shows who has its link the page as readers will get it, and what changes on it", async () => {
    const { blog, post, token } = await openRehearsal("first-night")
    const { feed } = await pageOf(token)
    expect(feed.blog).toMatchObject({ status: "live", publisher: "interval-polling" })
    expect(feed.posts.map(({ id }) => id)).toEqual([post.id])
    expect(await readBlogPage(blog.slug, null)).toBeNull()

    const draft = await createPost(DESK, blog.id, { content, state: "draft" })
    const more = await createPost(DESK, blog.id, { content })
    const delta = JSON.parse(await readPreviewChanges(token, feed.epoch, feed.version)) as Delta
    expect(delta.posts.map(({ id }) => id)).toEqual([more.id])
    expect(JSON.stringify(delta)).not.toContain(draft.id)
    expect(JSON.parse(await readPreviewChanges(token, "another", 0))).toMatchObject({ reset: true })
  })

  it("keeps the secret as a hash alone, and a new link ends the one before", async () => {
    const { blog, token } = await openRehearsal("second-night")
    const row = await db().blog.findUniqueOrThrow({ where: { id: blog.id } })
    expect(JSON.stringify(row)).not.toContain(token)
    const newer = await createPreviewLink(DESK, blog.id)
    expect(await readPreview(token, null)).toBeNull()
    await pageOf(newer)
    await revokePreviewLink(DESK, blog.id)
    expect(await readPreview(newer, null)).toBeNull()
    await expect(readPreviewChanges(newer, "any", 0)).rejects.toMatchObject({ code: "blog_not_found" })
    const noted = await db().auditEvent.findMany({ where: { blogId: blog.id, action: { startsWith: "rehearsal" } } })
    expect(noted).toHaveLength(3)
  })

  it("goes live with the same ids; its link then leads to the public page, and never opens a later draft", async () => {
    const { blog, post, token } = await openRehearsal("third-night")
    await editBlog(DESK, blog.id, { status: "live" })
    expect(await readPreview(token, null)).toEqual({ openedAs: "/third-night" })
    await expect(readPreviewChanges(token, "any", 0)).rejects.toMatchObject({ code: "blog_not_found" })
    await expect(createPreviewLink(DESK, blog.id)).rejects.toMatchObject({ code: "wrong_blog_state" })
    const page = await readBlogPage(blog.slug, post.id)
    expect(page && "feed" in page && page.feed.posts[0]?.id).toBe(post.id)
    await editBlog(DESK, blog.id, { status: "draft" })
    expect(await readPreview(token, null)).toBeNull()
  })

  it("leads from page to page by its own link, never by an address that is not open", async () => {
    const { blog, token } = await openRehearsal("long-night")
    for (let index = 0; index < 45; index += 1) await createPost(DESK, blog.id, { content })
    const { links } = await pageOf(token)
    expect(links.older).toMatch(new RegExp(`^/rehearsal/${token}/post_`))
    const older = await readPreview(token, links.older?.split("/").at(-1) ?? "")
    expect(older && "links" in older && older.links.newest).toBe(`/rehearsal/${token}`)
  })
})

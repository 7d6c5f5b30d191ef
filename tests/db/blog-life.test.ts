import { expect, it } from "vitest"
import { archiveBlog, deleteBlog, duplicateBlog, removeDeletedBlogs, restoreBlog } from "@/lib/blogs/blog-life"
import { createPreviewLink, getPreviewRow } from "@/lib/blogs/preview-link"
import { listBlogs, requireBlog, requireBlogBySlug } from "@/lib/blogs/read-blogs"
import { readFrontPage } from "@/lib/blogs/read-front-page"
import { readChangesAfterVersion } from "@/lib/changes/read-changes"
import { db } from "@/lib/db/client"
import { editPost } from "@/lib/posts/edit-post"
import { publishDue } from "@/lib/posts/publish-due"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog, makePost } from "../setup/story"

useDatabase()

const HOUR_MS = 3_600_000

it("a deleted blog is gone from every door, takes no change, publishes nothing, and comes back private as it was", async () => {
  const blog = await makeBlog()
  const post = await makePost(blog.id, "Gone with it")
  const due = await makePost(blog.id, "Not to go out", { publishAt: new Date(Date.now() + HOUR_MS).toISOString() })
  await deleteBlog(DESK, blog.id)
  await expect(requireBlogBySlug(DESK, blog.slug)).rejects.toMatchObject({ code: "blog_not_found" })
  await expect(editPost(DESK, post.id, { title: "Late" })).rejects.toMatchObject({ code: "blog_not_found" })
  await expect(makePost(blog.id, "Late")).rejects.toMatchObject({ code: "blog_not_found" })
  expect((await listBlogs(DESK)).map(({ id }) => id)).not.toContain(blog.id)
  expect((await listBlogs(DESK, { deleted: true })).map(({ id }) => id)).toContain(blog.id)
  expect((await readChangesAfterVersion(blog.id, 0))?.snapshot.blog).toBeNull()
  await db().post.update({ where: { id: due.id }, data: { publishAt: new Date(Date.now() - 1_000) } })
  await publishDue()
  expect((await db().post.findUniqueOrThrow({ where: { id: due.id } })).state).toBe("scheduled")

  expect(await restoreBlog(DESK, blog.id)).toMatchObject({ status: "draft", deletedAt: null, publicCount: 1 })
  expect((await requireBlog(DESK, blog.id)).slug).toBe(blog.slug)
})

it("the preview link of a blog that was deleted opens nothing, also after it is restored", async () => {
  const blog = await makeBlog({ status: "draft" })
  const token = await createPreviewLink(DESK, blog.id)
  await deleteBlog(DESK, blog.id)
  expect(await getPreviewRow(token)).toBeNull()
  await restoreBlog(DESK, blog.id)
  expect(await getPreviewRow(token)).toBeNull()
})

it("a deleted blog is removed with all that is in it after thirty days, and not before", async () => {
  const [old, young] = [await makeBlog(), await makeBlog()]
  const post = await makePost(old.id, "For thirty days")
  for (const { id } of [old, young]) await deleteBlog(DESK, id)
  const ago = (days: number) => new Date(Date.now() - days * 24 * HOUR_MS)
  await db().blog.update({ where: { id: old.id }, data: { deletedAt: ago(30.1) } })
  await db().blog.update({ where: { id: young.id }, data: { deletedAt: ago(29.9) } })
  expect(await removeDeletedBlogs()).toBe(1)
  expect(await db().blog.findMany({ where: { id: { in: [old.id, young.id] } }, select: { id: true } })).toEqual([
    { id: young.id },
  ])
  expect(await db().post.findUnique({ where: { id: post.id } })).toBeNull()
  await expect(restoreBlog(DESK, old.id)).rejects.toMatchObject({ code: "blog_not_found" })
})

it("an archived blog leaves the front page and keeps its address; a live one is not archived", async () => {
  const blog = await makeBlog()
  await makePost(blog.id, "Last night")
  await expect(archiveBlog(DESK, blog.id, true)).rejects.toMatchObject({ code: "blog_is_live" })
  await db().blog.update({ where: { id: blog.id }, data: { status: "ended", endedAt: new Date() } })
  const named = async () => (await readFrontPage()).ended.map(({ id }) => id)
  expect(await named()).toContain(blog.id)
  await archiveBlog(DESK, blog.id, true)
  expect(await named()).not.toContain(blog.id)
  expect((await readChangesAfterVersion(blog.id, 0))?.snapshot.blog?.slug).toBe(blog.slug)
  await archiveBlog(DESK, blog.id, false)
  expect(await named()).toContain(blog.id)
})

it("a copy is private, has the settings, and no post", async () => {
  const blog = await makeBlog({ summary: "The whole night", timeZone: "Europe/Berlin", language: "de" })
  await makePost(blog.id, "Only in the first")
  const copy = await duplicateBlog(DESK, blog.id)
  expect(copy).toMatchObject({ status: "draft", summary: "The whole night", timeZone: "Europe/Berlin", publicCount: 0 })
  expect([copy.title, copy.slug.startsWith(blog.slug)]).toEqual([`${blog.title} (copy)`, true])
  expect(await db().post.count({ where: { blogId: copy.id } })).toBe(0)
})

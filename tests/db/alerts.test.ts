import { expect, it } from "vitest"
import { readChangesAfterVersion } from "@/lib/changes/read-changes"
import { db } from "@/lib/db/client"
import { createPost } from "@/lib/posts/create-post"
import { editPost } from "@/lib/posts/edit-post"
import { publishDue } from "@/lib/posts/publish-due"
import { readBlogPage } from "@/lib/posts/read-page"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog, makePost } from "../setup/story"

useDatabase()

it("breaking news runs from publication, reaches pages as a change, and ends by its time or by an editor", async () => {
  const blog = await makeBlog()
  const post = await makePost(blog.id, "The dam has burst.", { state: "draft", alertMinutes: 10 })
  expect([post.alertMinutes, post.alertUntil]).toEqual([10, null])
  const published = await editPost(DESK, post.id, { state: "published" })
  const left = Date.parse(published.alertUntil ?? "") - Date.now()
  expect(left).toBeGreaterThan(9 * 60_000)
  expect(left).toBeLessThanOrEqual(10 * 60_000)
  // It is named by its first words, and another edit starts no new time.
  expect(published.title).toBe("The dam has burst.")
  expect((await editPost(DESK, post.id, { tags: ["dam"] })).alertUntil).toBe(published.alertUntil)
  const alertOf = async () => {
    const page = await readBlogPage(blog.slug, null)
    return page && "alerts" in page ? page.alerts.map(({ id }) => id) : null
  }
  expect(await alertOf()).toEqual([post.id])

  await db().post.update({ where: { id: post.id }, data: { alertUntil: new Date(Date.now() - 1_000) } })
  const { version } = await db().blog.findUniqueOrThrow({ where: { id: blog.id } })
  await Promise.all([publishDue(), publishDue()])
  const changes = await readChangesAfterVersion(blog.id, version)
  expect(changes?.posts.map(({ id, alertUntil }) => [id, alertUntil])).toEqual([[post.id, null]])
  expect(changes?.snapshot.version).toBe(version + 1)
  expect(await alertOf()).toEqual([])
  expect(await db().revision.count({ where: { postId: post.id, action: "end-alert" } })).toBe(1)

  await editPost(DESK, post.id, { alertMinutes: 30 })
  expect(await alertOf()).toEqual([post.id])
  await editPost(DESK, post.id, { state: "hidden" })
  expect(await alertOf()).toEqual([])
  await editPost(DESK, post.id, { state: "published" })
  await editPost(DESK, post.id, { alertMinutes: 0 })
  expect(await alertOf()).toEqual([])
})

it("only those who may publish mark a post as breaking", async () => {
  const blog = await makeBlog()
  const contributor = {
    kind: "user",
    id: "u",
    name: "Con",
    role: "contributor",
    source: "desk",
    blogRoles: {},
  } as never
  const content = { type: "doc", content: [] }
  const draft = { state: "draft" as const, content, alertMinutes: 30 }
  await expect(createPost(contributor, blog.id, draft)).rejects.toMatchObject({ code: "forbidden" })
  await expect(createPost(DESK, blog.id, { ...draft, alertMinutes: 1_441 })).rejects.toMatchObject({
    code: "invalid_input",
  })
})

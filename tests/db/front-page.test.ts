import { expect, it } from "vitest"
import { editBlog } from "@/lib/blogs/edit-blog"
import { requireBlog } from "@/lib/blogs/read-blogs"
import { readFrontPage } from "@/lib/blogs/read-front-page"
import { editPost } from "@/lib/posts/edit-post"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog, makePost } from "../setup/story"

useDatabase()

it("the blog that an editor chose leads while it is live, whatever else is newer, and one blog leads at a time", async () => {
  const [flood, match] = await Promise.all([makeBlog({ title: "Flood" }), makeBlog({ title: "Match" })])
  await makePost(flood.id, "The river rises")
  await makePost(match.id, "Kick-off")
  const leader = async () => (await readFrontPage()).lead?.blogId
  expect(await leader()).toBe(match.id)

  const chosen = await editBlog(DESK, flood.id, { frontLead: true })
  await makePost(match.id, "A goal")
  expect([await leader(), chosen.frontLead]).toEqual([flood.id, true])

  await editBlog(DESK, match.id, { frontLead: true })
  expect((await requireBlog(DESK, flood.id)).frontLead).toBe(false)
  // A form that was open when the lead went elsewhere does not take it back.
  const late = editBlog(DESK, flood.id, { frontLead: true }, { revision: chosen.revision })
  await expect(late).rejects.toMatchObject({ code: "stale_revision" })
  expect(await leader()).toBe(match.id)

  await editBlog(DESK, match.id, { status: "ended" })
  expect(await leader()).toBe(flood.id)
})

it("a blog's time on the front page is that of words that readers see, not of its colour", async () => {
  const blog = await makeBlog()
  const post = await makePost(blog.id, "The river rises")
  const time = async () => (await readFrontPage()).live.find(({ id }) => id === blog.id)?.updatedAt
  const published = await time()
  await editBlog(DESK, blog.id, { accent: "#b3261e" })
  expect(await time()).toBe(published)
  await editPost(DESK, post.id, { title: "Higher than ever" })
  expect(Date.parse((await time()) ?? "")).toBeGreaterThan(Date.parse(published ?? ""))
})

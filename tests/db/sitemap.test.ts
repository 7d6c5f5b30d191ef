import { expect, it } from "vitest"
import { editBlog } from "@/lib/blogs/edit-blog"
import { readNews, readSitemapBlogs, readSitemapPosts } from "@/lib/feeds/read-sitemap"
import { renderUrlset, toBlogUrls } from "@/lib/feeds/sitemap"
import { savePicture } from "@/lib/media/save-picture"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog, makePost } from "../setup/story"
import { photo } from "./picture-samples"

useDatabase()

it("a blog's sitemap has its updates with their pictures, and a time that only new words move", async () => {
  const blog = await makeBlog()
  const { id: mediaId, width, height } = await savePicture(DESK, await photo(900, 600).jpeg().toBuffer())
  const image = { type: "image" as const, attrs: { mediaId, width, height, alt: "The dam" } }
  const post = await makePost(blog.id, "", { title: "Dam", content: { type: "doc", content: [image] } })
  await makePost(blog.id, "Not yet", { state: "draft" })
  const read = async () => (await readSitemapBlogs(blog.slug))[0]
  const found = await read()
  await editBlog(DESK, blog.id, { accent: "#b3261e" })
  expect((await read())?.changedAt).toEqual(found?.changedAt)
  const xml = found ? await renderUrlset(toBlogUrls(found, await readSitemapPosts([blog.id]))) : ""
  expect(xml).toContain(`/${blog.slug}/${post.id}</loc>`)
  expect(xml.match(/<image:loc>[^<]*/g)).toEqual([expect.stringContaining(`/media/${mediaId}/900.jpg`)])
  expect((await readNews()).map(({ id }) => id)).toContain(post.id)
  await editBlog(DESK, blog.id, { status: "draft" })
  expect([await read(), (await readNews()).filter(({ id }) => id === post.id)]).toEqual([undefined, []])
})

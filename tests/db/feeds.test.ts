import { XMLParser } from "fast-xml-parser"
import { describe, expect, it } from "vitest"
import { editBlog } from "@/lib/blogs/edit-blog"
import { documentFromText } from "@/lib/content/plain-text"
import { closeDb, requireDatabaseUrl } from "@/lib/db/client"
import { setDatabaseUrl } from "@/lib/env"
import { FEED_FORMATS, type FeedFormat } from "@/lib/feeds/formats"
import { feedHandler } from "@/lib/http/feed"
import { editPost } from "@/lib/posts/edit-post"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog, makePost } from "../setup/story"

useDatabase()

const FORMATS = Object.keys(FEED_FORMATS) as FeedFormat[]

function ask(slug: string, format: FeedFormat, query = "", headers: Record<string, string> = {}): Promise<Response> {
  const request = new Request(`http://localhost:3000/${slug}/feed.${format}${query}`, { headers })
  return feedHandler(format)(request, { params: Promise.resolve({ slug }) })
}

async function titles(slug: string, format: FeedFormat, query = ""): Promise<string[]> {
  const text = await (await ask(slug, format, query)).text()
  if (format === "json") return JSON.parse(text).items.map((item: { title: string }) => item.title)
  const parser = new XMLParser({ isArray: (name) => name === "item" || name === "entry" })
  const { rss, feed } = parser.parse(text)
  const entries: { title: string }[] = (rss ? rss.channel.item : feed.entry) ?? []
  return entries.map(({ title }) => title)
}

for (const format of FORMATS) {
  describe(`a blog's feed as ${FEED_FORMATS[format].name}`, () => {
    it("holds the newest public updates first, and no other words", async () => {
      const blog = await makeBlog()
      for (const title of ["First", "Second", "Third"]) await makePost(blog.id, "text", { title })
      await makePost(blog.id, "text", { title: "Draft", state: "draft" })
      const hidden = await makePost(blog.id, "text", { title: "Hidden" })
      await editPost(DESK, hidden.id, { state: "hidden" })
      expect(await titles(blog.slug, format)).toEqual(["Third", "Second", "First"])
    })

    it("can be limited in number and to key events, and ignores parameters that are not its own", async () => {
      const blog = await makeBlog()
      for (let index = 0; index < 22; index += 1)
        await makePost(blog.id, "text", { title: `Update ${index}`, keyEvent: index % 10 === 0 })
      expect(await titles(blog.slug, format, "?utm_source=x")).toHaveLength(20)
      expect(await titles(blog.slug, format, "?limit=2")).toEqual(["Update 21", "Update 20"])
      expect(await titles(blog.slug, format, "?only=key-events")).toEqual(["Update 20", "Update 10", "Update 0"])
      for (const query of ["?limit=0", "?limit=101", "?limit=x", "?only=me"])
        expect((await ask(blog.slug, format, query)).status, query).toBe(400)
    })

    it("can be of one tag, however it is spelled, and says what each update is about", async () => {
      const blog = await makeBlog()
      await makePost(blog.id, "text", { title: "One", tags: ["Flood & Storm"] })
      await makePost(blog.id, "text", { title: "Two", tags: ["Other"] })
      const last = await makePost(blog.id, "text", { title: "Three", tags: ["flood & storm", "Third"] })
      expect(await titles(blog.slug, format, "?tag=Flood%20%26%20STORM")).toEqual(["Three", "One"])
      expect(await titles(blog.slug, format, "?tag=nothing")).toEqual([])
      expect((await ask(blog.slug, format, "?tag=")).status).toBe(400)
      const text = await (await ask(blog.slug, format, "?tag=flood%20%26%20storm")).text()
      expect(text).toMatch(/flood (&amp;|&) storm/)
      expect(text).toContain("Third")
      expect(text).toContain(`feed.${format}?tag=flood+%26+storm`)
      await editPost(DESK, last.id, { tags: [] })
      expect(await titles(blog.slug, format, "?tag=flood%20%26%20storm")).toEqual(["One"])
    })

    it("is kept by who has it, until something changes", async () => {
      const blog = await makeBlog()
      const post = await makePost(blog.id, "before")
      const first = await ask(blog.slug, format)
      expect(first.headers.get("content-type")).toBe(`${FEED_FORMATS[format].type}; charset=utf-8`)
      expect(first.headers.get("cache-control")).toMatch(/^public, max-age=0, s-maxage=1,/)
      const tag = { "if-none-match": first.headers.get("etag") ?? "" }
      expect((await ask(blog.slug, format, "", tag)).status).toBe(304)
      await editPost(DESK, post.id, { content: documentFromText("after") })
      const second = await ask(blog.slug, format, "", tag)
      expect(second.status).toBe(200)
      expect(await second.text()).toContain("after")
    })

    it("is not there for a blog that is unknown or not public, and moves with its address", async () => {
      const blog = await makeBlog({ status: "draft" })
      expect((await ask(blog.slug, format)).status).toBe(404)
      expect((await ask("never-seen", format)).status).toBe(404)
      const { slug } = await editBlog(DESK, blog.id, { status: "live", slug: `${blog.slug}-moved` })
      const moved = await ask(blog.slug, format, "?limit=3")
      expect([moved.status, moved.headers.get("location")]).toEqual([308, `/${slug}/feed.${format}?limit=3`])
    })
  })
}

it("a feed is the last known one while the database is away", async () => {
  const blog = await makeBlog()
  await makePost(blog.id, "text", { title: "Known" })
  const before = await (await ask(blog.slug, "rss")).text()
  const database = requireDatabaseUrl()
  await closeDb()
  setDatabaseUrl("postgresql://nobody:nothing@127.0.0.1:1/none")
  try {
    const response = await ask(blog.slug, "rss")
    expect([response.status, await response.text()]).toEqual([200, before])
    expect((await ask("never-seen", "rss")).status).toBe(503)
  } finally {
    await closeDb()
    setDatabaseUrl(database)
  }
})

describe("an update's id", () => {
  it("stays the same when it is edited and when the blog moves", async () => {
    const blog = await makeBlog()
    const post = await makePost(blog.id, "text")
    const read = async (slug: string) => JSON.parse(await (await ask(slug, "json")).text()).items[0]
    const before = await read(blog.slug)
    await editPost(DESK, post.id, { title: "Corrected" })
    const { slug } = await editBlog(DESK, blog.id, { slug: `${blog.slug}-moved` })
    const after = await read(slug)
    expect(after.id).toBe(before.id)
    expect(after.url).not.toBe(before.url)
    expect(Date.parse(after.date_modified)).toBeGreaterThan(Date.parse(before.date_modified))
  })
})

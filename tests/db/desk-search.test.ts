import { beforeAll, describe, expect, it } from "vitest"
import { createBlog } from "@/lib/blogs/create-blog"
import { documentFromText } from "@/lib/content/plain-text"
import { db } from "@/lib/db/client"
import type { Actor } from "@/lib/permissions/actor"
import type { PostState } from "@/lib/permissions/post-policy"
import { createPost } from "@/lib/posts/create-post"
import { deletePost } from "@/lib/posts/delete-post"
import { type DeskSearch, deskSearchSchema, searchSql } from "@/lib/posts/desk-search"
import type { CreatePostInput } from "@/lib/posts/post-schemas"
import { listPosts, readSearchChoices } from "@/lib/posts/read-posts"
import { fillBlog } from "../../scripts/bench/fill-blog"
import { useDatabase } from "../setup/database"

const DESK: Actor = { kind: "system", name: "test", source: "desk" }

const searchFor = (part: Partial<DeskSearch>): DeskSearch => ({ ...deskSearchSchema.parse({}), ...part })

describe("an editor who looks for an update at the desk", () => {
  useDatabase()
  let blogId = ""
  const post = (title: string, fields: Partial<CreatePostInput> = {}) =>
    createPost(DESK, blogId, { title, content: documentFromText(`Text of ${title}`), ...fields })
  const titles = async (part: Partial<DeskSearch>, state?: PostState) =>
    (await listPosts(DESK, blogId, { search: searchFor(part), state })).posts.map(({ title }) => title)

  beforeAll(async () => {
    blogId = (await createBlog(DESK, { slug: "searched", title: "Searched", timeZone: "Asia/Tokyo" })).id
    await post("Harbour closed", { author: "Grace Hopper", tags: ["Weather"] })
    await post("Harbour draft", { state: "draft", author: "Ada Lovelace" })
    // 00:30 on the 4th in Tokyo, still the 3rd in UTC.
    await post("Old news", { publishedAt: "2026-11-03T15:30:00Z", tags: ["weather", "Roads"] })
    await deletePost(DESK, (await post("Harbour deleted")).id)
  })

  it("finds words and their beginnings in every state, deleted ones only when asked for", async () => {
    expect(await titles({ words: "harb" })).toEqual(["Harbour draft", "Harbour closed"])
    expect(await titles({ words: "harbour closed" })).toEqual(["Harbour closed"])
    expect(await titles({ words: "harbour" }, "deleted")).toEqual(["Harbour deleted"])
    expect(await titles({ words: "harbour" }, "draft")).toEqual(["Harbour draft"])
    expect(await titles({ words: "lighthouse" })).toEqual([])
  })

  it("finds by author and tag, however they are typed", async () => {
    expect(await titles({ author: "hopper" })).toEqual(["Harbour closed"])
    expect(await titles({ tag: "WEATHER" })).toEqual(["Old news", "Harbour closed"])
    expect(await titles({ tag: "weather", author: "grace" })).toEqual(["Harbour closed"])
    const choices = await readSearchChoices(DESK, blogId)
    expect(choices.authors).toContain("Grace Hopper")
    expect(choices.tags).toEqual(expect.arrayContaining(["Roads", "Weather", "weather"]))
  })

  it("reckons days in the blog's own time zone", async () => {
    expect(await titles({ from: "2026-11-04", to: "2026-11-04" })).toEqual(["Old news"])
    expect(await titles({ to: "2026-11-03" })).toEqual([])
  })

  it("treats what is typed as words, never as a part of the question", async () => {
    expect(await titles({ words: "'; drop table post; --" })).toEqual([])
    expect(await titles({ words: "harbour & !closed | :*" })).toEqual(["Harbour closed"])
    expect(await titles({ author: "%" })).toEqual([])
  })

  it("opens an address that it cannot read, without what it cannot read", () => {
    expect(deskSearchSchema.parse({ state: "gone", from: "yesterday", words: "harbour" })).toEqual(
      searchFor({ words: "harbour" }),
    )
  })

  it("goes on by key from page to page, and asks an index for words among 10,000 posts", async () => {
    const { slug } = await fillBlog("ten-thousand", 10_000)
    const blog = await db().blog.findUniqueOrThrow({ where: { slug } })
    const first = await listPosts(DESK, blog.id, { search: searchFor({ words: "provinc update" }), limit: 40 })
    const second = await listPosts(DESK, blog.id, {
      search: searchFor({ words: "provinc update" }),
      limit: 40,
      before: first.next ?? "",
    })
    const ids = [...first.posts, ...second.posts].map(({ id }) => id)
    expect(new Set(ids).size).toBe(80)
    expect(ids).toEqual((await listPosts(DESK, blog.id, { limit: 80 })).posts.map(({ id }) => id))

    const sql = searchSql(blog.id, searchFor({ words: "004711" }), { edge: null, take: 31 })
    const plan = await db().$queryRawUnsafe<{ "QUERY PLAN": string }[]>(
      `explain (analyze, costs off) ${sql.text}`,
      ...sql.values,
    )
    const lines = plan.map((line) => line["QUERY PLAN"]).join("\n")
    expect(lines).toContain("post_words_idx")
    expect(lines).not.toContain("Seq Scan on post")
    const found = await listPosts(DESK, blog.id, { search: searchFor({ words: "004711" }) })
    expect(found.posts).toHaveLength(1)
  })
})

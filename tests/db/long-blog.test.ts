import { beforeAll, describe, expect, it } from "vitest"
import { db, Prisma } from "@/lib/db/client"
import { readTagPage } from "@/lib/posts/read-tag"
import { searchPosts, searchStatement, toWanted } from "@/lib/posts/search-posts"
import { useDatabase } from "../setup/database"
import { makeBlog } from "../setup/story"

useDatabase()

const POSTS = 10_000
const SLOWEST_MS = 500

describe("in a blog of 10,000 posts among others", () => {
  let blog: Awaited<ReturnType<typeof makeBlog>>

  beforeAll(async () => {
    blog = await makeBlog()
    const other = await makeBlog()
    for (const id of [blog.id, other.id])
      await db().$executeRaw`
        insert into post (id, blog_id, state, title, content, text, tags, authors, version, changed_at, published_at)
        select 'post_' || ${id} || n, ${id}, 'published', 'Update ' || n, '{"type":"doc","content":[]}'::jsonb,
          'The water rises in the town ' || md5(n::text) || case when n % 1000 = 0 then ' lighthouse' else '' end,
          case when n % 500 = 0 then array['Lighthouse'] when n % 3 = 0 then array['Water'] else array[]::text[] end,
          '[]'::jsonb, n, now(), now() - (${POSTS} - n) * interval '1 second'
        from generate_series(1, ${POSTS}) as n`
    await db().$executeRaw`analyze post`
  }, 120_000)

  const time = async (read: () => Promise<unknown>) => {
    const before = performance.now()
    await read()
    return performance.now() - before
  }

  it("the search looks at the newest posts, then at the index of all words, and never reads all posts", async () => {
    const planOf = async (words: string, among: "newest" | "all") => {
      const statement = searchStatement(blog.id, (await toWanted(words)) ?? "", null, among)
      const rows = await db().$queryRaw<{ "QUERY PLAN": string }[]>(Prisma.sql`explain ${statement}`)
      return rows.map((row) => row["QUERY PLAN"]).join("\n")
    }
    for (const words of ["lighthouse", "light", "nowhere", "the lighthouse"]) {
      expect(await planOf(words, "all"), words).toContain("post_words_idx")
      expect(await planOf(words, "newest"), words).toContain("post_blog_id_state_published_at_id_idx")
      expect(await planOf(words, "newest"), words).not.toContain("Seq Scan on post")
    }
  })

  it("words, rare and common, and tags are found in little time", async () => {
    const found = async (words: string) => (await searchPosts(blog.slug, words, null))?.results.length
    expect([await found("lighthouse"), await found("the water"), await found("nowhere")]).toEqual([10, 20, 0])
    expect((await readTagPage(blog.slug, "lighthouse", null)) ?? {}).toMatchObject({ tag: "Lighthouse" })
    const times = {
      rare: await time(() => found("lighthouse")),
      common: await time(() => found("the water")),
      none: await time(() => found("nowhere")),
      tag: await time(() => readTagPage(blog.slug, "lighthouse", null)),
      commonTag: await time(() => readTagPage(blog.slug, "water", null)),
    }
    for (const [what, ms] of Object.entries(times)) expect(ms, what).toBeLessThan(SLOWEST_MS)
  })
})

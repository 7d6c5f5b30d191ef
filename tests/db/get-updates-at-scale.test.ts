import { beforeAll, describe, expect, it } from "vitest"
import { documentFromText } from "@/lib/content/plain-text"
import { db } from "@/lib/db/client"
import { handleGetUpdates } from "@/lib/http/live/get-updates"
import { editPost } from "@/lib/posts/edit-post"
import { renderPostHtml } from "@/lib/posts/render-html"
import { processHub } from "@/lib/realtime/broker"
import { fillBlog } from "../../scripts/bench/fill-blog"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog, makePost } from "../setup/story"

useDatabase()

const POSTS = 300
let drawn = 0

async function ask(slug: string, since: number) {
  const answer = await handleGetUpdates(processHub(), {
    method: "GET",
    channelId: slug,
    query: new URLSearchParams({ last_update_ts: String(since) }),
    signal: AbortSignal.timeout(60_000),
    pollingInterval: 3_000,
    pollingTimeout: 1,
    renderPost: (post, blog) => {
      drawn += 1
      return renderPostHtml(post, blog)
    },
  })
  const { updates = {}, ...rest } = JSON.parse(String(answer.body)) as {
    updates?: Record<string, { content: string }>
    currentPosts: string[]
    lastUpdateTimestamp: number
  }
  return { answer, updates, ids: Object.keys(updates), ...rest }
}

describe("a blog of many posts, asked in Wagtail Live's format from many times", () => {
  const slug = "many"
  let posts: { id: string; at: number }[]

  beforeAll(async () => {
    await fillBlog(slug, POSTS)
    const rows = await db().post.findMany({ where: { blog: { slug } }, orderBy: { version: "asc" } })
    posts = rows.map(({ id, changedAt }) => ({ id, at: (changedAt?.getTime() ?? 0) / 1_000 }))
  })

  it("is drawn once: all times between two changes are one position, with one answer", async () => {
    drawn = 0
    const first = await ask(slug, 0)
    expect(first.ids).toEqual(posts.map(({ id }) => id))
    expect(drawn).toBe(POSTS)
    const [tenth = 0, eleventh = 0] = [posts[9]?.at, posts[10]?.at]
    const times = Array.from({ length: 200 }, (_, number) => tenth + ((eleventh - tenth) * number) / 200)
    const answers = await Promise.all(times.map((time) => ask(slug, time)))
    expect(new Set(answers.map(({ answer }) => answer.body)).size).toBe(1)
    expect(answers[0]?.ids).toEqual(posts.slice(10).map(({ id }) => id))
    for (const [index, { at }] of posts.entries())
      expect((await ask(slug, at)).ids).toEqual(posts.slice(index + 1).map(({ id }) => id))
    expect(drawn).toBe(POSTS)
  })

  it("draws no other post anew when one is changed, and puts it in its place", async () => {
    await ask(slug, 0)
    drawn = 0
    const edited = posts[4]?.id ?? ""
    await editPost(DESK, edited, { content: documentFromText("Edited words.") })
    await expect.poll(async () => (await ask(slug, 0)).updates[edited]?.content).toContain("Edited words.")
    const { ids } = await ask(slug, posts[1]?.at ?? 0)
    expect(ids).toEqual(posts.slice(2).map(({ id }) => id))
    expect(drawn).toBe(1)
  })

  it("tells those whom it cannot answer at the moment when to come again, and serves the others", async () => {
    await makePost((await db().blog.findUniqueOrThrow({ where: { slug } })).id, "Newer.")
    const wanted = posts.slice(0, 250)
    const answers = await Promise.all(wanted.map(({ at }) => ask(slug, at)))
    const refused = answers.filter(({ answer }) => answer.status !== 200)
    expect(refused.length).toBeGreaterThan(0)
    expect(answers.length - refused.length).toBeGreaterThan(50)
    for (const { answer } of refused) {
      expect([answer.status, Number(answer.headers["Retry-After"])]).toEqual([503, 2])
      expect(String(answer.body)).toContain("Try again in a few seconds")
    }
  })
})

describe("a blog that was restored", () => {
  it("is drawn anew: the same version of a post may stand for other words", async () => {
    const blog = await makeBlog()
    const post = await makePost(blog.id, "Of before.")
    await expect.poll(async () => (await ask(blog.slug, 0)).updates[post.id]?.content).toContain("Of before.")
    await db().post.update({ where: { id: post.id }, data: { content: documentFromText("Of the backup.") } })
    await db().blog.update({ where: { id: blog.id }, data: { epoch: "another-line" } })
    processHub().invalidateAll()
    expect((await ask(blog.slug, 0)).updates[post.id]?.content).toContain("Of the backup.")
  })
})

describe("more than fits into one answer", () => {
  it("comes with the next questions: each post once, up to the newest change", async () => {
    const blog = await makeBlog()
    const wanted = Array.from({ length: 95 }, (_, number) => `post_long${number}`)
    const content = documentFromText("many words ".repeat(9_000))
    const start = new Date(blog.createdAt).getTime()
    const rows = wanted.map((id, index) => {
      const at = new Date(start + index * 1_000)
      const when = { version: index + 1, changedAt: at, publishedAt: at }
      return { id, blogId: blog.id, state: "published" as const, content, text: "", authors: [], ...when }
    })
    await db().post.createMany({ data: rows })
    await db().blog.update({
      where: { id: blog.id },
      data: { version: wanted.length, changedAt: rows.at(-1)?.changedAt ?? new Date() },
    })
    const got: string[] = []
    let since = 0
    let rounds = 0
    for (let last = -1; last !== since; rounds += 1) {
      const { answer, ids, currentPosts, lastUpdateTimestamp } = await ask(blog.slug, since)
      expect(Buffer.byteLength(answer.body ?? "")).toBeLessThan(9 * 1024 * 1024)
      expect(currentPosts).toEqual(wanted)
      got.push(...ids)
      last = since
      since = lastUpdateTimestamp
    }
    expect(got).toEqual(wanted)
    expect(rounds).toBe(3)
  })
})

import { afterEach, describe, expect, it } from "vitest"
import { findRunning } from "@/scripts/lib/postgres/data-dir-lock"
import { holdBlogs } from "../setup/hold-blogs"
import { useServer } from "../setup/server"
import { type Answer, apiClient, type ErrorBody, type Post } from "./client"

const SAVES = 14
/** The desk gives up on an answer after 12 s. */
const MAX_WAIT_MS = 11_000

describe("a blog that is held in the database", () => {
  const { url, send, makeBlog } = apiClient()
  const { dataDir } = useServer()
  let held: { release: () => Promise<void> } | null = null
  afterEach(async () => {
    await held?.release()
    held = null
  })

  async function hold(...slugs: string[]): Promise<void> {
    const running = await findRunning(dataDir)
    held = await holdBlogs(running?.databaseUrl ?? "", slugs)
  }

  async function release(): Promise<void> {
    await held?.release()
    held = null
  }

  const save = (path: string, number = 0) =>
    send<ErrorBody & Post>("POST", `${path}/posts`, {
      body: { text: `Update ${number}` },
      headers: { "idempotency-key": `${path}:${number}` },
    })
  const saveMany = (path: string, count = SAVES) =>
    Promise.all(Array.from({ length: count }, (_, number) => save(path, number)))

  it("keeps its own saves waiting and nobody else; what was told to come again arrives once", async () => {
    const [blog, other] = [await makeBlog(), await makeBlog()]
    await hold(blog.slug)
    const start = performance.now()
    const waiting = saveMany(blog.path)
    let answers: Answer<ErrorBody & Post>[] = []
    void waiting.then((all) => {
      answers = all
    })
    for (let round = 0; answers.length === 0; round += 1) {
      const [ready, page, feed, saved] = await Promise.all([
        fetch(`${url}/api/ready`),
        fetch(`${url}/${blog.slug}?round=${round}`),
        fetch(`${url}/${other.slug}/feed.json?round=${round}`),
        save(other.path, round),
      ])
      expect([ready.status, page.status, feed.status, saved.status]).toEqual([200, 200, 200, 201])
    }
    expect(performance.now() - start).toBeLessThan(MAX_WAIT_MS)
    for (const { status, body, headers } of answers) {
      expect([status, body.error.code, body.error.message]).toEqual([
        503,
        "blog_busy",
        "This blog is busy. Your text is kept: try again in a moment.",
      ])
      expect(Number(headers.get("retry-after"))).toBeLessThanOrEqual(5)
    }

    const again = saveMany(blog.path)
    await release()
    expect((await again).map(({ status }) => status)).toEqual(Array(SAVES).fill(201))
    const { body } = await send<{ posts: Post[] }>("GET", `${blog.path}/posts?limit=100`)
    expect(body.posts.map(({ version }) => version).sort((a, b) => a - b)).toEqual(
      Array.from({ length: SAVES }, (_, index) => index + 1),
    )
  })

  it("is one of five, and a sixth is saved to all the same", async () => {
    const blogs = await Promise.all(Array.from({ length: 5 }, () => makeBlog()))
    const other = await makeBlog()
    await hold(...blogs.map(({ slug }) => slug))
    const waiting = Promise.all(blogs.map(({ path }) => saveMany(path, 4)))
    for (let number = 0; number < 3; number += 1) {
      // One that waits behind a held blog is refused after eight seconds.
      expect((await save(other.path, number)).status).toBe(201)
    }
    await release()
    expect(new Set((await waiting).flat().map(({ status }) => status))).toEqual(new Set([201]))
  })
})

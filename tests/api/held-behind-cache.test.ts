import http from "node:http"
import { setTimeout as sleep } from "node:timers/promises"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { closeDb } from "@/lib/db/client"
import { setDatabaseUrl } from "@/lib/env"
import { editPost } from "@/lib/posts/edit-post"
import type { Delta } from "@/lib/protocol/delta"
import { findRunning } from "@/scripts/lib/postgres/data-dir-lock"
import { percentile } from "../../scripts/bench/statistics"
import { holdCrowd } from "../setup/clients"
import { type CountingOrigin, startCountingOrigin } from "../setup/counting-origin"
import { startNginx } from "../setup/nginx"
import { useServer } from "../setup/server"
import { DESK, makeBlog, makePost } from "../setup/story"
import { startVarnish } from "../setup/varnish"

/** One change a second; the long version, `npm run test:deploy`, takes five minutes. */
const held = process.env.LONG ? { readers: 10_000, changes: 300 } : { readers: 300, changes: 4 }

const CACHES = {
  nginx: (port: number) => startNginx("deploy/nginx-cdn.conf", { 3000: port }),
  varnish: (port: number) => startVarnish("deploy/varnish.vcl", port),
}

describe.each(Object.entries(CACHES))("readers behind %s, as we ship its file,", (_, start) => {
  let origin: CountingOrigin
  let cache: { url: string; stop: () => Promise<void> }
  /** Questions for changes that reached the app: a cache also asks whether it is there. */
  const asked = () => origin.asked.filter(({ url }) => url.startsWith("/api/blogs/")).map(({ url }) => url)
  beforeAll(async () => {
    const { url: product, dataDir } = useServer()
    setDatabaseUrl((await findRunning(dataDir))?.databaseUrl ?? "")
    origin = await startCountingOrigin(product)
    cache = await start(origin.port)
  })
  afterAll(async () => {
    await cache.stop()
    await origin.goAway()
    await closeDb()
  })

  const get = (path: string) =>
    new Promise<{ text: string; kept: string | undefined }>((resolve, reject) => {
      http
        .get(`${cache.url}${path}`, async (response) => {
          const chunks: Buffer[] = []
          for await (const chunk of response) chunks.push(chunk as Buffer)
          resolve({ text: Buffer.concat(chunks).toString(), kept: response.headers["x-cache"]?.toString() })
        })
        .on("error", reject)
    })

  it("who wait for news cost at most two requests for each change, and lose nothing", async () => {
    const blog = await makeBlog()
    const { slug, epoch } = blog
    origin.asked.length = 0
    const publishedAt = new Map<number, number>()
    const crowd = holdCrowd({ url: cache.url, slug, epoch, readers: held.readers, last: held.changes, publishedAt })
    for (let version = 1; version <= held.changes; version += 1) {
      await sleep(1_000)
      publishedAt.set(version, performance.now())
      await makePost(blog.id, `Change ${version}.`)
    }
    const { asked: questions, failed, doubled, lost, delays } = await crowd
    expect({ failed, doubled, lost }).toEqual({ failed: 0, doubled: 0, lost: 0 })
    expect(delays.length).toBe(held.readers * held.changes)
    process.stdout.write(
      `${held.readers} held readers asked ${questions} times; the app was asked ${asked().length} times for ` +
        `${held.changes} changes; 95 % had each within ${percentile(delays, 95).toFixed(0)} ms.\n`,
    )
    // And one for the interval that turns, every 20 seconds.
    expect(asked().length).toBeLessThanOrEqual(2 * held.changes + Math.ceil(held.changes / 20) + 1)
  }, 420_000)

  it("who wait where nothing happens are told so once for all of them, and ask on by another address", async () => {
    const { slug, epoch } = await makeBlog()
    const path = (cursor: number) => `/api/blogs/${slug}/changes?epoch=${epoch}&after=0&wait=1&cursor=${cursor}`
    origin.asked.length = 0
    const answers = await Promise.all(Array.from({ length: 50 }, () => get(path(0))))
    const [{ cursor = 0 } = {}] = answers.map(({ text }) => JSON.parse(text) as Delta)
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(asked().length).toBe(1)
    // It is kept for the next ones, who go on from it.
    expect((await get(path(0))).kept).toBe("HIT")
    expect((await get(path(cursor))).kept).toBe("MISS")
    expect(asked().length).toBe(2)
  })

  it("no longer get what was hidden, a second after its delta", async () => {
    const blog = await makeBlog()
    const post = await makePost(blog.id, "taken back")
    const path = `/api/blogs/${blog.slug}/changes?epoch=${blog.epoch}&after=0&wait=1&cursor=0`
    expect((await get(path)).text).toContain("taken back")
    await editPost(DESK, post.id, { state: "hidden" })
    await expect.poll(async () => (await get(path)).text, { timeout: 5_000 }).not.toContain("taken back")
  })
})

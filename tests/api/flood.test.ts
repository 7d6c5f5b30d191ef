import { connect, type Socket } from "node:net"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { closeDb, db } from "@/lib/db/client"
import { setDatabaseUrl } from "@/lib/env"
import { findRunning } from "@/scripts/lib/postgres/data-dir-lock"
import { type Filled, fillBlog } from "../../scripts/bench/fill-blog"
import { cpuMilliseconds, residentBytes } from "../../scripts/bench/process-stats"
import { type Product, startProduct } from "../../scripts/lib/start-product"

/*
 * Strangers who ask the built product for something else each time, by whatever a question lets them choose: neither the
 * memory nor the processor may be theirs. The heap is small: before, two hundred of the first kind ended the process.
 */

const HEAP_MB = 256
const POSTS = 2_000
const METRICS_TOKEN = "token-of-the-numbers"
const MB = 1024 * 1024
/** What the process may take beside its heap: the caches' bytes, and the programs themselves. */
const MAX_RESIDENT = (HEAP_MB + 450) * MB
const CONCURRENCY = 20
const QUESTIONS = 100

let product: Product
let blog: Filled
let ids: string[] = []
const sockets: Socket[] = []

beforeAll(async () => {
  product = await startProduct({ env: { NODE_OPTIONS: `--max-old-space-size=${HEAP_MB}`, METRICS_TOKEN } })
  setDatabaseUrl((await findRunning(product.dataDir))?.databaseUrl ?? "")
  blog = await fillBlog("flooded", POSTS)
  ids = (await db().post.findMany({ select: { id: true } })).map(({ id }) => id)
  await (await fetch(`${product.url}/api/get-updates/flooded?last_update_ts=0`)).arrayBuffer()
})

afterAll(async () => {
  for (const socket of sockets) socket.destroy()
  await closeDb()
  await product.stop()
})

const start = () => (Date.now() - POSTS * 1_000) / 1_000
const post = (n: number) => ids[n % ids.length]

/** By what is chosen: the n-th question, and the milliseconds of the processor that one may cost in the middle. */
const FLOODS: Record<string, [question: (n: number) => string, most: number]> = {
  "times before the first change": [(n) => `/api/get-updates/flooded?last_update_ts=${n / 7}`, 40],
  "times between all changes": [(n) => `/api/get-updates/flooded/?last_update_ts=${start() + n * 11.37}`, 60],
  "times to come": [(n) => `/api/get-updates/flooded?last_update_ts=${4_000_000_000 + n}`, 20],
  positions: [(n) => `/api/blogs/flooded/changes?epoch=${blog.epoch}&after=${n * 13}`, 80],
  "positions and a wait": [(n) => `/api/blogs/flooded/changes?epoch=${blog.epoch}&after=${n * 13 + 5}&wait=1`, 80],
  "lines of before": [(n) => `/api/blogs/flooded/changes?epoch=other-${n}&after=1`, 20],
  "parameters that mean nothing": [(n) => `/flooded?choice=${n}`, 40],
  "feeds by number": [(n) => `/flooded/feed.atom?limit=${(n % 100) + 1}&x=${n}`, 80],
  "feeds by tag": [(n) => `/flooded/feed.json?tag=tag-${n}`, 80],
  "words to search for": [(n) => `/flooded?q=word${n}`, 120],
  "updates' own addresses": [(n) => `/flooded/${post(n)}`, 150],
  "pages of tags": [(n) => `/flooded/tag/tag-${n}`, 150],
  "pictures to share, by version": [(n) => `/flooded/card.png?v=${n}`, 60],
  "widths of pictures": [(n) => `/media/${String(n).padStart(40, "0")}/${n + 1}.webp`, 20],
  "addresses of blogs": [(n) => `/api/blogs/no-blog-${n}/changes?epoch=x&after=0`, 20],
}

describe("a flood of questions that differ in what they choose", () => {
  it.each(Object.entries(FLOODS))(
    "%s: is answered, or told when to ask again, for little",
    async (_, [question, most]) => {
      const pid = product.process.pid ?? 0
      const before = cpuMilliseconds(pid)
      let next = 0
      const statuses = new Set<number>()
      const ask = async () => {
        while (next < QUESTIONS) {
          const response = await fetch(`${product.url}${question(next++)}`, { redirect: "manual" })
          await response.arrayBuffer()
          statuses.add(response.status)
          if (response.status === 503) expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0)
        }
      }
      await Promise.all(Array.from({ length: CONCURRENCY }, ask))
      expect([...statuses].filter((status) => ![200, 404, 503].includes(status))).toEqual([])
      expect((cpuMilliseconds(pid) - before) / QUESTIONS).toBeLessThan(most)
      await expectBounds()
    },
  )

  it("by readers who take nothing of their answers: holds a bounded part of the memory, and answers others", async () => {
    const { hostname, port } = new URL(product.url)
    const questions = Object.values(FLOODS).slice(0, 6)
    for (let n = 0; n < 300; n += 1) {
      const socket = connect(Number(port), hostname)
      socket.on("error", () => {})
      socket.pause()
      // Several at once, which nobody has to wait for.
      const [question] = questions[n % questions.length] ?? []
      for (let more = 0; more < 5; more += 1)
        socket.write(`GET ${question?.(n * 5 + more)} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
      sockets.push(socket)
    }
    for (let look = 0; look < 10; look += 1) {
      const health = await fetch(`${product.url}/api/health`, { signal: AbortSignal.timeout(3_000) })
      expect(health.status).toBe(200)
      await expectBounds()
    }
  })
})

/** Every cache is within what it may hold, all together and the process too. */
async function expectBounds(): Promise<void> {
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` }
  const numbers = await (await fetch(`${product.url}/api/metrics`, { headers })).text()
  const read = (name: string) =>
    new Map(
      [...numbers.matchAll(new RegExp(`^running_story_${name}\\{cache="([^"]+)"\\} (\\d+)$`, "gm"))].map(
        ([, cache = "", bytes]) => [cache, Number(bytes)],
      ),
    )
  const most = read("cache_max_bytes")
  expect(most.size).toBeGreaterThan(5)
  for (const [cache, bytes] of read("cache_bytes")) expect(bytes, cache).toBeLessThanOrEqual(most.get(cache) ?? 0)
  expect([...most.values()].reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(330 * MB)
  expect(Number(/^running_story_outgoing_bytes (\d+)$/m.exec(numbers)?.[1])).toBeLessThan(80 * MB)
  expect(residentBytes(product.process.pid ?? 0)).toBeLessThan(MAX_RESIDENT)
}

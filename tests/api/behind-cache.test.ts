import { execFileSync } from "node:child_process"
import http from "node:http"
import path from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createPreviewLink } from "@/lib/blogs/preview-link"
import { closeDb } from "@/lib/db/client"
import { setDatabaseUrl } from "@/lib/env"
import { paths } from "@/lib/paths"
import { findRunning } from "@/scripts/lib/postgres/data-dir-lock"
import { makePerson, signInAs } from "../db/people-helpers"
import { sendCrowd } from "../setup/clients"
import { type CountingOrigin, startCountingOrigin } from "../setup/counting-origin"
import { type Nginx, startNginx } from "../setup/nginx"
import { useServer } from "../setup/server"
import { DESK, makeBlog, makePost } from "../setup/story"

/** The long version, `npm run test:deploy`: ten thousand readers. */
const { readers, seconds, intervalMs } = process.env.LONG
  ? { readers: 10_000, seconds: 30, intervalMs: 3_000 }
  : { readers: 400, seconds: 6, intervalMs: 1_000 }

const { url, dataDir, secrets } = useServer()
let origin: CountingOrigin
let cache: Nginx

beforeAll(async () => {
  setDatabaseUrl((await findRunning(dataDir))?.databaseUrl ?? "")
  // Who signs in here signs in there.
  process.env.AUTH_SECRET = secrets.AUTH_SECRET
  origin = await startCountingOrigin(url)
  cache = await startNginx("deploy/nginx-cdn.conf", { 3000: origin.port })
})
afterAll(async () => {
  delete process.env.AUTH_SECRET
  await cache.stop()
  await origin.goAway()
  await closeDb()
})

type Got = { status: number; headers: http.IncomingHttpHeaders; text: string }

/** One request that says no more than it must: `fetch` adds words of its own. */
function get(door: string, headers: Record<string, string> = {}, from = cache.url): Promise<Got> {
  return new Promise((resolve, reject) => {
    const request = http.get(`${from}${door}`, { headers }, (answer) => {
      let text = ""
      answer.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")))
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }))
    })
    request.on("error", reject)
  })
}

describe("very many readers behind the cache that we ship", () => {
  it("cost one question a second for each position at which readers are, and miss nothing", async () => {
    const blog = await makeBlog()
    for (let number = 0; number < 8; number += 1) await makePost(blog.id, `Before ${number}.`)
    origin.asked.length = 0
    const { epoch } = blog
    const positions = Array.from({ length: 8 }, (_, version) => blog.version + version)
    const crowd = sendCrowd({
      url: cache.url,
      slug: blog.slug,
      epoch,
      positions,
      readers,
      intervalMs,
      milliseconds: seconds * 1000,
    })
    // One change a second, but for the end: so that all can be where the blog is. A slow machine makes fewer.
    const lastAt = performance.now() + (seconds - Math.ceil(intervalMs / 1000) - 3) * 1000
    let changes = 0
    for (; performance.now() + 500 < lastAt; changes += 1) {
      await new Promise((resolve) => setTimeout(resolve, 1000))
      await makePost(blog.id, `Meanwhile ${changes}.`)
    }
    const report = await crowd

    expect(report.failed).toBe(0)
    const newest = positions.length + blog.version + changes
    expect(report.versions.filter((version) => version !== newest)).toEqual([])
    // Each address at most once a second, give or take how punctual this process is, however many ask and whatever they write
    // behind it.
    const lastAsked = new Map<string, number>()
    for (const { url: address, at } of origin.asked) {
      expect(at - (lastAsked.get(address) ?? Number.NEGATIVE_INFINITY), address).toBeGreaterThan(700)
      lastAsked.set(address, at)
    }
    // So, in a second, the positions that readers can have: with one change a second, those of the last interval, of the
    // second for which an answer is kept, and the newest; and once those with which they came.
    const interval = Math.ceil(intervalMs / 1000)
    const most = positions.length + (interval + 3) * seconds
    expect(origin.asked.length).toBeLessThanOrEqual(most)
    process.stdout.write(
      `${readers} readers asked ${report.asked} times; the app was asked ${origin.asked.length} times.\n`,
    )
    expect(report.asked).toBeGreaterThan(readers * (seconds / interval) * 0.5)
    expect(origin.asked.length).toBeLessThan(report.asked / 20)
  }, 120_000)

  it("get a page that one of them asked for", async () => {
    const blog = await makeBlog({ title: "Wanted by all" })
    origin.asked.length = 0
    const all = await Promise.all(Array.from({ length: 200 }, () => get(`/${blog.slug}`)))
    expect(all.filter(({ status, text }) => status !== 200 || !text.includes("Wanted by all"))).toEqual([])
    expect(origin.asked.length).toBe(1)
  })
})

describe("the cache that we ship", () => {
  const SECRETS = { draft: "canarydraftwords", private: "canaryprivateblog" }

  it("keeps nothing that is not for everybody, whoever asked before", async () => {
    const { email } = await makePerson("admin")
    const cookie = (await signInAs(email)).get("cookie") ?? ""
    const blog = await makeBlog({ title: "everybodymayread" })
    const post = await makePost(blog.id, "everybodymayread too", { tags: ["common"] })
    await makePost(blog.id, SECRETS.draft, { title: SECRETS.draft, state: "draft" })
    const secret = await makeBlog({ title: SECRETS.private, status: "draft" })
    await makePost(secret.id, SECRETS.private)
    const rehearsal = await createPreviewLink(DESK, secret.id)
    const doors = [
      ...["/", "/login", "/setup", "/desk", "/desk/people", "/desk/account", "/desk/blogs/list", "/sitemap.xml"],
      ...[blog, secret].flatMap(({ slug }) => [
        `/${slug}`,
        `/${slug}?q=canary`,
        `/${slug}/feed.atom`,
        `/${slug}/tag/common`,
        `/${slug}/card.png`,
        `/api/blogs/${slug}/changes?epoch=${blog.epoch}&after=0`,
        `/api/get-updates/${slug}?last_update_ts=0`,
        `/api/v1/blogs/${slug}`,
        `/api/v1/blogs/${slug}/posts`,
      ]),
      ...[blog, secret].flatMap(({ id }) => [
        paths.deskBlog(id),
        paths.deskTimeline(id),
        paths.deskActivity(id),
        paths.deskOffers(id),
      ]),
      `/${blog.slug}/${post.id}`,
      paths.rehearsal(rehearsal),
      paths.rehearsalChanges(rehearsal),
    ]
    const inside: string[] = []
    const asking: Record<string, string>[] = [
      { cookie },
      { cookie },
      { cookie, rsc: "1" },
      { cookie, authorization: "Bearer rs_nothing" },
    ]
    for (const door of doors) {
      // Who may see it asks first, twice, in each way in which browsers ask; then come strangers.
      for (const headers of asking) inside.push((await get(door, headers)).text)
      const stranger = await get(door)
      const alone = await get(door, {}, url)
      expect([door, stranger.status]).toEqual([door, alone.status])
      expect(stranger.headers["set-cookie"], door).toBeUndefined()
      expect(stranger.headers["content-type"], door).toBe(alone.headers["content-type"])
      if (!door.includes(rehearsal))
        for (const word of [...Object.values(SECRETS), email]) expect(stranger.text.includes(word), door).toBe(false)
      if (/no-store|private/.test(stranger.headers["cache-control"] ?? ""))
        expect(stranger.headers["x-cache"] ?? "BYPASS", door).toMatch(/^(MISS|BYPASS|EXPIRED)$/)
    }
    // The crawl was in: those who may see them saw the words that nobody else must.
    for (const word of [SECRETS.draft, SECRETS.private, email])
      expect(
        inside.some((text) => text.includes(word)),
        word,
      ).toBe(true)
    // And what the cache wrote down holds none of it, but what is for everybody.
    const kept = (word: string) => find(word, cache.folder)
    expect(kept("everybodymayread")).not.toEqual([])
    const cookies = cookie.split("; ").map((pair) => pair.slice(pair.indexOf("=") + 1))
    for (const word of [SECRETS.draft, SECRETS.private, email, ...cookies, rehearsal])
      expect(kept(word), word).toEqual([])
    // Readers' pages are asked for without what tells who asks.
    const readers = origin.asked.filter((asked) => asked.url.startsWith(`/${blog.slug}`))
    expect(readers.length).toBeGreaterThan(3)
    expect(readers.filter(({ headers }) => headers.cookie !== undefined)).toEqual([])
  })

  it("gives nobody what another one's odd question got", async () => {
    const blog = await makeBlog({ title: "The right page" })
    const door = `/${blog.slug}`
    const odd: Record<string, string>[] = [
      { rsc: "1" },
      { rsc: "1", "next-router-prefetch": "1" },
      { "x-forwarded-host": "evil.example" },
      { "x-forwarded-proto": "gopher", "x-forwarded-for": "203.0.113.9" },
      { "accept-encoding": "gzip;q=0.1, zstd" },
      { range: "bytes=0-10" },
    ]
    for (const headers of odd) await get(door, headers)
    const page = await get(door)
    expect(page.status).toBe(200)
    expect(page.headers["content-type"]).toContain("text/html")
    expect(page.text).toContain("The right page")
    expect(page.text).not.toContain("evil.example")
  })

  it("shows the last page while the product is away, passes no question off as answered, and is right again after", async () => {
    const blog = await makeBlog({ title: "Seen before the outage" })
    const changes = `/api/blogs/${blog.slug}/changes?epoch=${blog.epoch}&after=${blog.version}`
    await get(`/${blog.slug}`)
    await get(changes)
    await origin.goAway()
    const kept = async () => {
      const { status, headers, text } = await get(`/${blog.slug}`)
      expect(text).toContain("Seen before the outage")
      return [status, headers["x-cache"]]
    }
    await expect.poll(kept, { timeout: 5_000 }).toEqual([200, "STALE"])
    // A page that asks learns that nobody is there, so it says so.
    await expect.poll(async () => (await get(changes)).status, { timeout: 5_000 }).toBeGreaterThanOrEqual(500)
    expect((await get("/desk")).status).toBeGreaterThanOrEqual(500)
    await makePost(blog.id, "Written during the outage.")
    await origin.comeBack()
    await expect.poll(async () => (await get(`/${blog.slug}`)).text).toContain("Written during the outage.")
    expect((await get(changes)).text).toContain("Written during the outage.")
  })
})

/** Files of the cache in which these bytes are. */
function find(word: string, folder: string): string[] {
  const caches = ["running-story-pages", "running-story-changes"].map((name) => path.join(folder, name))
  try {
    return execFileSync("grep", ["-rlaF", "--", word, ...caches], { encoding: "utf8" })
      .trim()
      .split("\n")
  } catch {
    return []
  }
}

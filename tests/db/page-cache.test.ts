import type { IncomingMessage, Server, ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest"
import { editBlog } from "@/lib/blogs/edit-blog"
import { readFrontPage } from "@/lib/blogs/read-front-page"
import { documentText } from "@/lib/content/plain-text"
import { closeDb, requireDatabaseUrl } from "@/lib/db/client"
import { setDatabaseUrl } from "@/lib/env"
import { READER_BUNDLE_HEADER } from "@/lib/page-cache/reader-bundle"
import { editPost } from "@/lib/posts/edit-post"
import { readBlogPage } from "@/lib/posts/read-page"
import { processHub, stopLive } from "@/lib/realtime/broker"
import { NONCE_HEADER } from "@/lib/security-headers/request-nonce"
import { createHttpServer } from "@/lib/server/http-server"
import { startTcpProxy } from "../../scripts/lib/fakes/tcp-proxy"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog, makePost } from "../setup/story"

useDatabase()

/** Stands for the app: draws the same data as the real pages, counts, and can be slow, fail or set cookies. */
const app = {
  renders: 0,
  running: 0,
  mostAtOnce: 0,
  slowMs: 0,
  /** A page leaves when this settles. */
  gate: Promise.resolve(),
  /** Pages whose data was read. */
  reads: 0,
  cookie: false,
  fails: false,
  asked: [] as IncomingMessage[],
}

async function draw(request: IncomingMessage, response: ServerResponse): Promise<void> {
  app.renders += 1
  app.running += 1
  app.mostAtOnce = Math.max(app.mostAtOnce, app.running)
  app.asked.push(request)
  if (app.fails) {
    app.running -= 1
    return void response.writeHead(500).end("failed")
  }
  const [, slug = "", postId = null] = (request.url ?? "").replace(/\?.*/, "").split("/")
  const page = slug ? await readBlogPage(slug, postId) : await readFrontPage()
  app.reads += 1
  await Promise.all([sleep(app.slowMs), app.gate])
  app.running -= 1
  if (!page || "movedTo" in page) return void response.writeHead(404).end("not here")
  const texts =
    "feed" in page ? page.feed.posts.map((post) => documentText(post.content)) : page.live.map((b) => b.slug)
  response.writeHead(200, {
    "content-type": "text/html",
    vary: "rsc",
    "cache-control": "private, no-store",
    ...(app.cookie ? { "set-cookie": "a=b" } : {}),
  })
  response.end(
    `<body>[${texts.join("|")}] asked as ${request.url} by ${request.headers.host} ${request.headers.cookie ?? ""}`,
  )
}

let server: Server
let url = ""

beforeAll(async () => {
  server = createHttpServer({ request: (request, response) => void draw(request, response), upgrade: null })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  Object.assign(app, {
    renders: 0,
    reads: 0,
    running: 0,
    gate: Promise.resolve(),
    mostAtOnce: 0,
    slowMs: 0,
    cookie: false,
    fails: false,
    asked: [],
  })
})

const read = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${url}${path}`, { headers, redirect: "manual" })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

describe("many pages that all must be made anew", () => {
  it("are made three at a time, and each shows the change", async () => {
    const blog = await makeBlog()
    const posts: string[] = []
    for (let number = 0; number < 12; number += 1) posts.push((await makePost(blog.id, `Number ${number}`)).id)
    app.slowMs = 20
    const pages = await Promise.all(posts.map((id) => read(`/${blog.slug}/${id}`)))
    expect(pages.every(({ text }) => text.includes("Number 11"))).toBe(true)
    expect(app).toMatchObject({ renders: 12, mostAtOnce: 3 })
  })
})

describe("searches, feeds and pictures to share", () => {
  it("are made once for each choice, and again after a change", async () => {
    const blog = await makeBlog()
    const same = [
      [`/${blog.slug}?q=words`, `/${blog.slug}?x=1&q=words`],
      [
        `/${blog.slug}/feed.rss?limit=3`,
        `/${blog.slug}/feed.rss?limit=3&x=2`,
        `/${blog.slug}/feed.rss?limit=9&limit=3`,
      ],
      [`/${blog.slug}/card.png`, `/${blog.slug}/card.png?v=1`, `/${blog.slug}/card.png?v=2`],
    ]
    for (const addresses of same) for (const address of addresses) await read(address)
    expect(app.asked.map(({ url }) => url)).toEqual(same.map(([first]) => first))
    await makePost(blog.id, "newer")
    await vi.waitFor(async () => expect((await read(`/${blog.slug}?q=words`)).text).toContain("[newer]"), 1_000)
    const search = await read(`/${blog.slug}?q=words`)
    expect(search.headers.get("cache-control")).toBe("private, no-store")
  })

  it("wait for each other, two at a time, and the blog's own page for none of them; one too many is told so", async () => {
    const blog = await makeBlog()
    app.slowMs = 30
    const searches = Array.from({ length: 150 }, (_, number) => read(`/${blog.slug}?q=${number}`))
    const pages = Array.from({ length: 150 }, (_, number) => read(`/${blog.slug}/post_${number}`))
    await vi.waitFor(() => expect(app.mostAtOnce).toBeGreaterThanOrEqual(5), 10_000)
    const start = Date.now()
    expect((await read(`/${blog.slug}`)).status).toBe(200)
    expect(Date.now() - start).toBeLessThan(1_000)
    expect(app.mostAtOnce).toBeLessThanOrEqual(6)
    expect(new Set((await Promise.all(pages)).map(({ status }) => status))).toEqual(new Set([404]))
    const answers = await Promise.all(searches)
    const refused = answers.filter(({ status }) => status === 503)
    expect(refused.length).toBeGreaterThan(0)
    for (const { headers } of refused) expect(Number(headers.get("retry-after"))).toBeGreaterThan(0)
    expect(answers.filter(({ status }) => status === 200).length).toBe(150 - refused.length)
  })

  it("of a feed that cannot be made at the moment say so to programs, not in a page", async () => {
    const blog = await makeBlog()
    app.slowMs = 20
    const answers = await Promise.all(
      Array.from({ length: 120 }, (_, number) => read(`/${blog.slug}/feed.json?limit=${number}`)),
    )
    const refused = answers.find(({ status }) => status === 503)
    expect(refused?.headers.get("content-type")).toContain("application/json")
    expect(JSON.parse(refused?.text ?? "")).toMatchObject({ error: { code: "busy" } })
  })
})

describe("what the app answers itself", () => {
  it("is done for eight strangers at a time; others wait, and too many are told so, while the desk goes on", async () => {
    app.slowMs = 50
    const strangers = Array.from({ length: 300 }, (_, number) => read(`/login?${number}`))
    await vi.waitFor(() => expect(app.running).toBe(8))
    let answered = false
    const answers = Promise.all(strangers).finally(() => {
      answered = true
    })
    const desk = { cookie: "running-story-session=somebody" }
    const ours = [await read("/desk", desk), await read("/api/health")]
    // By who waits, not by the clock: this machine may be slow.
    const wasBefore = !answered
    const statuses = (await answers).map(({ status }) => status)
    for (const { status } of ours) expect(status).toBeLessThan(500)
    expect(wasBefore).toBe(true)
    const refused = statuses.filter((status) => status === 503).length
    expect(refused).toBeGreaterThan(0)
    expect(refused).toBeLessThan(300 - 200)
    expect(app.mostAtOnce).toBeLessThanOrEqual(10)
  })
})

describe("addresses at which there is nothing", () => {
  it("share one page: who guesses thousands of them costs one rendering", async () => {
    const pages = await Promise.all(Array.from({ length: 50 }, (_, number) => read(`/guess-${number}`)))
    expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([404]))
    expect(app.renders).toBeLessThanOrEqual(2)
  })
})

describe("a page that all readers get alike", () => {
  it("is rendered once, however many readers come at once, and again only after a change", async () => {
    const blog = await makeBlog()
    await makePost(blog.id, "first")
    app.slowMs = 50
    const pages = await Promise.all(Array.from({ length: 200 }, () => read(`/${blog.slug}`)))
    expect(new Set(pages.map(({ text }) => text)).size).toBe(1)
    expect(pages[0]?.text).toContain("[first]")
    expect(app.renders).toBe(1)
    await makePost(blog.id, "second")
    await vi.waitFor(async () => expect((await read(`/${blog.slug}`)).text).toContain("[second|first]"), 1_000)
    expect(app.renders).toBe(2)
  })

  it("shows a change that comes while it is being rendered to whoever asks after it", async () => {
    const blog = await makeBlog()
    await makePost(blog.id, "first")
    let open = () => {}
    app.gate = new Promise((resolve) => {
      open = resolve
    })
    const early = read(`/${blog.slug}`)
    await vi.waitFor(() => expect(app.reads).toBe(1))
    await makePost(blog.id, "second")
    await vi.waitFor(() => expect(processHub().channels.get(blog.id)?.latestVersion).toBe(2))
    const late = read(`/${blog.slug}`)
    open()
    expect((await early).text).toContain("[first]")
    expect((await late).text).toContain("[second|first]")
    expect([app.renders, app.mostAtOnce]).toEqual([2, 1])
  })

  it("loses words that were taken back, at every address, and the page of a hidden update is gone", async () => {
    const blog = await makeBlog()
    const post = await makePost(blog.id, "secret")
    const other = await makePost(blog.id, "public")
    const addresses = [`/${blog.slug}`, `/${blog.slug}/${post.id}`, `/${blog.slug}/${other.id}`]
    for (const address of addresses) expect((await read(address)).text).toContain("secret")
    await editPost(DESK, post.id, { state: "hidden" })
    for (const address of addresses)
      await vi.waitFor(async () => expect((await read(address)).text).not.toContain("secret"), 1_000)
    expect((await read(`/${blog.slug}/${post.id}`)).status).toBe(404)
  })

  it("is the same for every reader: no cookie, host or header of one reaches another", async () => {
    const blog = await makeBlog()
    const mine = await read(`/${blog.slug}?utm_source=me&fbclid=1`, {
      cookie: "session=mine",
      "x-forwarded-host": "evil",
    })
    const yours = await read(`/${blog.slug}`)
    expect(yours.text).toBe(mine.text)
    expect(yours.text).toContain(`asked as /${blog.slug} by localhost:3000`)
    for (const { headers } of app.asked)
      expect(
        Object.keys(headers)
          .filter((name) => !(name in READER_BUNDLE_HEADER) && name !== NONCE_HEADER)
          // The rendering's own name for the log.
          .filter((name) => !name.startsWith("x-request-"))
          .sort(),
      ).toEqual(["accept", "accept-encoding", "connection", "host"])
  })

  it("is not kept when it sets a cookie, fails, or is not there", async () => {
    const blog = await makeBlog()
    app.cookie = true
    const [first, second] = [await read(`/${blog.slug}`), await read(`/${blog.slug}`)]
    expect([first.headers.get("set-cookie"), second.headers.get("set-cookie")]).toEqual(["a=b", "a=b"])
    expect(first.headers.get("cache-control")).toContain("no-store")
    app.cookie = false
    app.fails = true
    const failed = await read(`/${blog.slug}`)
    expect([failed.status, failed.headers.get("cache-control")]).toEqual([500, "no-store"])
    app.fails = false
    expect((await read(`/${blog.slug}`)).status).toBe(200)
    const draft = await makeBlog({ status: "draft" })
    expect((await read(`/${draft.slug}`)).status).toBe(404)
    await editBlog(DESK, draft.id, { status: "live" })
    await vi.waitFor(async () => expect((await read(`/${draft.slug}`)).status).toBe(200), 2_000)
  })

  it("says in the blog's language that it is our fault, without a script, when it cannot be made", async () => {
    const blog = await makeBlog({ language: "de" })
    app.fails = true
    const { status, text, headers } = await read(`/${blog.slug}`)
    expect(status).toBe(500)
    expect(text).toContain('<html lang="de" dir="ltr">')
    expect(text).toContain("Ein Fehler auf unserer Seite")
    expect(text).not.toContain("<script")
    expect(Number(headers.get("refresh"))).toBeGreaterThan(5)
    app.fails = false
    expect(await read(`/${blog.slug}`)).toMatchObject({ status: 200 })
  })

  it("is the same for every query that chooses nothing: who makes up thousands of them costs one rendering", async () => {
    const blog = await makeBlog()
    const queries = [
      "",
      "?order=oldest",
      "?x=1&y=2",
      "?before=post_1",
      "?q=a&q=b",
      ...Array.from({ length: 40 }, (_, n) => `?${n}`),
    ]
    const pages = await Promise.all(queries.map((query) => read(`/${blog.slug}${query}`)))
    expect(new Set(pages.map(({ text }) => text)).size).toBe(1)
    expect(app.renders).toBe(1)
  })

  it("goes to the app itself for parts of a page, and for every other address", async () => {
    const blog = await makeBlog()
    await read(`/${blog.slug}`)
    app.renders = 0
    await read(`/${blog.slug}`, { RSC: "1" })
    await read(`/${blog.slug}`, { "Next-Router-State-Tree": "x" })
    await read("/desk")
    await read("/login", { cookie: "session=mine" })
    expect(app.renders).toBe(4)
    expect(app.asked.at(-1)?.headers.cookie).toBe("session=mine")
    await fetch(`${url}/${blog.slug}`, { method: "POST" })
    expect(app.renders).toBe(5)
  })

  it("is sent compressed, tells who has it already so, and lets shared caches keep it for a second", async () => {
    const blog = await makeBlog()
    await makePost(blog.id, "word ".repeat(500))
    const plain = await read(`/${blog.slug}`, { "accept-encoding": "identity" })
    for (const encoding of ["br", "gzip"]) {
      const page = await read(`/${blog.slug}`, { "accept-encoding": encoding })
      expect(page.headers.get("content-encoding")).toBe(encoding)
      expect(page.text).toBe(plain.text)
    }
    expect(app.renders).toBe(1)
    expect(plain.headers.get("vary")).toBe("rsc, Accept-Encoding")
    expect(plain.headers.get("cache-control")).toMatch(
      /^public, max-age=0, s-maxage=1, stale-while-revalidate=\d+, stale-if-error=\d+$/,
    )
    const again = await read(`/${blog.slug}`, { "if-none-match": plain.headers.get("etag") ?? "" })
    expect([again.status, again.text]).toEqual([304, ""])
    const head = await fetch(`${url}/${blog.slug}`, { method: "HEAD" })
    expect([head.status, await head.text()]).toEqual([200, ""])
  })

  it("of all blogs changes with any of them", async () => {
    const blog = await makeBlog()
    await vi.waitFor(async () => expect((await read("/")).text).toContain(blog.slug), 1_000)
    // Once the last announcement has arrived, reading makes nothing.
    await vi.waitFor(async () => {
      const { renders } = app
      await read("/")
      expect(app.renders).toBe(renders)
    }, 1_000)
    await editBlog(DESK, blog.id, { slug: `${blog.slug}-moved` })
    await vi.waitFor(async () => expect((await read("/")).text).toContain(`${blog.slug}-moved`), 1_000)
  })

  it("of a renamed blog is asked of the app, which knows the new address", async () => {
    const blog = await makeBlog()
    await read(`/${blog.slug}`)
    await editBlog(DESK, blog.id, { slug: `${blog.slug}-moved` })
    await vi.waitFor(async () => expect((await read(`/${blog.slug}`)).status).toBe(404), 1_000)
    expect((await read(`/${blog.slug}-moved`)).status).toBe(200)
  })

  it("is shown as it was, and says so, while the database keeps silent or is away; not what was taken back", async () => {
    const [blog, other] = [await makeBlog({ language: "de" }), await makeBlog()]
    await makePost(blog.id, "known")
    const post = await makePost(other.id, "taken back")
    await vi.waitFor(async () => expect((await read(`/${other.slug}`)).text).toContain("taken back"), 1_000)
    expect((await read(`/${blog.slug}`)).text).toContain("[known]")
    await editPost(DESK, post.id, { state: "hidden" })
    const database = requireDatabaseUrl()
    const hub = processHub()
    await vi.waitFor(() => expect(hub.channels.get(other.id)?.announcedVersion).toBe(2))
    await stopLive()
    await closeDb()
    // Takes connections and passes nothing on, as a database that hangs.
    const silent = await startTcpProxy(new URL(database), () => {})
    setDatabaseUrl(`postgresql://nobody:nothing@127.0.0.1:${new URL(silent.url).port}/none`)
    Object.assign(app, { renders: 0, fails: true })
    const expectKnown = async () => {
      const page = await read(`/${blog.slug}`)
      expect([page.status, page.text]).toEqual([200, expect.stringContaining("[known]")])
      expect(page.text).toMatch(/<body><p role="status"[^>]*>[^<]*zuletzt gespeicherten Stand/)
    }
    try {
      // The hub's last look holds for half a second.
      await sleep(600)
      const asked = performance.now()
      const takenBack = read(`/${other.slug}`)
      await expectKnown()
      await expectKnown()
      // The hub still waits for the database, so nobody even began to make a page.
      expect(app.renders).toBe(0)
      // Nor does a reader wait longer for a page that is not known.
      expect(await takenBack).toMatchObject({
        status: 503,
        text: expect.stringContaining("Sorry, something went wrong"),
      })
      expect(performance.now() - asked).toBeLessThan(4_000)
      const feed = await read(`/${other.slug}/feed.rss`)
      expect([feed.status, feed.text]).toEqual([503, expect.not.stringContaining("Your text")])
      await silent.stop()
      await expectKnown()
    } finally {
      await silent.stop()
      await closeDb()
      setDatabaseUrl(database)
    }
  })
})

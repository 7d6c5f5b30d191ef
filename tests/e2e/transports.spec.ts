import type { Page } from "@playwright/test"
import { PUBLISHERS } from "@/lib/protocol/publishers"
import { asIs, drop, duplicate, swapPairs } from "../../scripts/lib/fakes/pusher-server"
import { expect } from "./fixtures"
import { postMany } from "./reader-helpers"
import { test } from "./transports-site"

// One after the other, on the one product.
test.describe.configure({ mode: "default" })

const live = (page: Page) => page.getByText("Live", { exact: true })
const article = (page: Page, name: string) => page.getByRole("article", { name, exact: true })

/** The ways that a page has used so far. */
function watchWays(page: Page): Set<string> {
  const ways = new Set<string>()
  page.on("request", (request) => {
    if (request.url().includes("/stream?")) ways.add("sse")
    if (request.url().includes("/changes?")) ways.add(request.url().includes("wait=") ? "long-polling" : "asking")
  })
  page.on("websocket", (socket) => ways.add(socket.url().includes("/ws/channel/") ? "websocket" : "pusher"))
  return ways
}

const OWN_WAY = {
  "interval-polling": "asking",
  "long-polling": "long-polling",
  sse: "sse",
  websocket: "websocket",
  pusher: "pusher",
}

for (const publisher of PUBLISHERS) {
  test(`by ${publisher} a reader sees what is new, edited, hidden and deleted, the end, and the reopening`, async ({
    page,
    story,
  }) => {
    const blog = await story.createBlog({ publisher })
    const ways = watchWays(page)
    await page.goto(blog.path)
    await expect(live(page)).toBeVisible()

    const post = await story.createPost(blog, { text: "Three ships are missing.", title: "Ships" })
    await expect(article(page, "Ships")).toBeVisible()
    await story.editPost(blog, post.id, { text: "Two ships are missing." })
    await expect(article(page, "Ships")).toContainText("Two ships are missing.")
    await story.editPost(blog, post.id, { state: "hidden" })
    await expect(article(page, "Ships")).toBeHidden()
    await story.editPost(blog, post.id, { state: "published" })
    await expect(article(page, "Ships")).toBeVisible()
    await story.deletePost(blog, post.id)
    await expect(article(page, "Ships")).toBeHidden()
    await story.editBlog(blog, { status: "ended" })
    await expect(page.getByText("As it happened", { exact: false })).toBeVisible()
    expect([...ways]).toContain(OWN_WAY[publisher])

    // Coverage goes on, and so does the page that has been open all the time.
    await story.editBlog(blog, { status: "live" })
    await story.createPost(blog, { text: "One came back.", title: "Back" })
    await page.evaluate(() => window.dispatchEvent(new Event("focus")))
    await expect(article(page, "Back")).toBeVisible()
    await expect(live(page)).toBeVisible()
    await story.createPost(blog, { text: "All came back.", title: "All" })
    await expect(article(page, "All")).toBeVisible()
  })
}

test.describe("when the blog's own way is blocked, the next one works, without a word to the reader", () => {
  for (const { blocked, left } of [
    { blocked: ["websocket"], left: "sse" },
    { blocked: ["websocket", "sse"], left: "long-polling" },
  ]) {
    test(`${blocked.join(" and ")} blocked: ${left}`, async ({ page, story, expectedErrors }) => {
      expectedErrors.push(/ERR_FAILED|WebSocket/)
      const blog = await story.createBlog({ publisher: "websocket" })
      if (blocked.includes("websocket")) await page.routeWebSocket(/\/ws\/channel\//, (socket) => socket.close())
      if (blocked.includes("sse")) await page.route(/\/stream\?/, (route) => route.abort())
      const ways = watchWays(page)
      await page.goto(blog.path)
      await expect(live(page)).toBeVisible({ timeout: 15_000 })
      await story.createPost(blog, { text: "It gets through.", title: "Through" })
      await expect(article(page, "Through")).toBeVisible()
      await expect.poll(() => [...ways]).toContain(left)
    })
  }

  test("a stream that something in between holds back is left within seconds", async ({ page, story }) => {
    const blog = await story.createBlog({ publisher: "sse" })
    await page.route(/\/stream\?/, () => {})
    await page.goto(blog.path)
    await expect(live(page)).toBeVisible({ timeout: 10_000 })
    await story.createPost(blog, { text: "It gets through.", title: "Through" })
    await expect(article(page, "Through")).toBeVisible()
  })
})

test.describe("a reader who was away has everything when the network is back", () => {
  for (const [publisher, missed] of [
    // One, ten and 500 missed on every transport: tests/e2e/promises-in-full.spec.ts.
    ["sse", 500],
    ["websocket", 10],
    ["pusher", 10],
  ] as const) {
    test(`by ${publisher}, ${missed} missed`, async ({ page, context, story, expectedErrors }) => {
      test.slow()
      expectedErrors.push(/ERR_INTERNET_DISCONNECTED|WebSocket|Pusher/)
      const blog = await story.createBlog({ publisher })
      await story.createPost(blog, { text: "Before.", title: "Before" })
      await page.goto(blog.path)
      await expect(live(page)).toBeVisible()
      await context.setOffline(true)
      await postMany(story, blog, missed)
      await context.setOffline(false)
      await expect(page.getByRole("article")).toHaveCount(missed + 1, { timeout: 15_000 })
      await expect(live(page)).toBeVisible()
      await story.createPost(blog, { text: "After.", title: "After" })
      await expect(page.getByRole("article").first()).toHaveAccessibleName("After")
    })
  }
})

test("eight tabs of one blog all follow, and the browser still has connections for everything else", async ({
  context,
  story,
}) => {
  test.slow()
  const blog = await story.createBlog({ publisher: "sse" })
  const pages: Page[] = []
  const streams: string[] = []
  for (let tab = 0; tab < 8; tab += 1) {
    const page = await context.newPage()
    page.on("request", (request) => void (request.url().includes("/stream?") && streams.push(request.url())))
    await page.goto(blog.path)
    pages.push(page)
  }
  for (let change = 1; change <= 20; change += 1) await story.createPost(blog, { text: `Number ${change}.` })
  for (const page of pages) await expect(page.getByRole("article")).toHaveCount(20)
  for (const page of pages) await expect(live(page)).toBeVisible()
  expect(streams).toHaveLength(2)
  const status = await pages[7]?.evaluate(() => fetch("/api/health").then((response) => response.status))
  expect(status).toBe(200)

  // The tabs with a stream close: others may hold one now.
  await Promise.all([pages[0]?.close(), pages[1]?.close()])
  await story.createPost(blog, { text: "Number 21." })
  for (const page of pages.slice(2)) await expect(page.getByRole("article")).toHaveCount(21)
})

test.describe("a hosted service in trouble costs the reader nothing", () => {
  test.beforeEach(({ expectedErrors }) => void expectedErrors.push(/Pusher|WebSocket/))
  test.afterEach(({ site }) => void Object.assign(site.service.faults, { http: null, connect: null, delivery: asIs }))

  test("one that refuses this page, before or while it is open", async ({ page, story, site }) => {
    site.service.faults.connect = 4001
    const blog = await story.createBlog({ publisher: "pusher" })
    await page.goto(blog.path)
    await expect(live(page)).toBeVisible()
    await story.createPost(blog, { text: "Without the service.", title: "One" })
    await expect(article(page, "One")).toBeVisible()

    site.service.faults.connect = null
    await page.reload()
    await expect.poll(() => site.service.countSubscribers(`live-${blog.slug}`)).toBe(1)
    site.service.faults.connect = 4004
    site.service.closeAll(4004)
    await expect.poll(() => site.service.countSubscribers(`live-${blog.slug}`)).toBe(0)
    await story.createPost(blog, { text: "Over quota.", title: "Two" })
    await expect(article(page, "Two")).toBeVisible()
  })

  for (const fault of process.env.LONG ? ([4200, "mute"] as const) : ([4200] as const)) {
    test(`one that ends its socket and meets new ones with ${fault} has one of the page at most, and no storm`, async ({
      page,
      story,
      site,
    }) => {
      const { service } = site
      const blog = await story.createBlog({ publisher: "pusher" })
      await page.goto(blog.path)
      await expect.poll(() => service.countSubscribers(`live-${blog.slug}`)).toBe(1)
      await story.createPost(blog, { text: "By the service.", title: "First" })
      await expect(article(page, "First")).toBeVisible()
      await expect.poll(() => service.openSockets).toBe(1)
      service.mostSockets = 1
      service.attempts.length = 0
      service.faults.connect = fault
      service.closeAll(4200)
      await story.createPost(blog, { text: "By another way.", title: "Other way" })
      await expect(article(page, "Other way")).toBeVisible()
      // Until the page has tried it again, and longer than a second attempt could take.
      await expect.poll(() => service.attempts.length, { timeout: 20_000 }).toBe(1)
      await new Promise((resolve) => setTimeout(resolve, 5_000))
      expect([service.attempts.length, service.mostSockets]).toEqual([1, 1])

      service.faults.connect = null
      await page.reload()
      await expect.poll(() => service.countSubscribers(`live-${blog.slug}`)).toBe(1)
      await page.close()
      await expect.poll(() => service.openSockets).toBe(0)
    })
  }

  test("one that is not told, for it refuses with 200: only the first change is late", async ({
    page,
    story,
    site,
  }) => {
    const blog = await story.createBlog({ publisher: "pusher" })
    await page.goto(blog.path)
    await story.createPost(blog, { text: "By the service.", title: "Told" })
    await expect(article(page, "Told")).toBeVisible()
    site.service.faults.http = { status: 200, body: '{"error":"Limit reached","code":4100}' }
    await story.createPost(blog, { text: "Nobody was told.", title: "Late" })
    await expect(article(page, "Late")).toBeVisible({ timeout: 10_000 })
    await story.createPost(blog, { text: "By another way.", title: "Soon" })
    await expect(article(page, "Soon")).toBeVisible({ timeout: 2_000 })
    await expect(live(page)).toBeVisible()

    site.service.faults.http = null
    await expect.poll(() => site.service.countSubscribers(`live-${blog.slug}`), { timeout: 45_000 }).toBe(1)
  })

  test("one that doubles and swaps what it is told", async ({ page, story, site }) => {
    const blog = await story.createBlog({ publisher: "pusher" })
    await page.goto(blog.path)
    await expect.poll(() => site.service.countSubscribers(`live-${blog.slug}`)).toBe(1)
    for (const delivery of [duplicate, swapPairs()]) {
      site.service.faults.delivery = delivery
      const before = await page.getByRole("article").count()
      for (let change = 0; change < 4; change += 1) await story.createPost(blog, { text: `Change ${change}.` })
      await expect(page.getByRole("article")).toHaveCount(before + 4)
    }
  })

  test("one that loses everything without a word", async ({ page, story, site }) => {
    await page.clock.install()
    const blog = await story.createBlog({ publisher: "pusher" })
    await page.goto(blog.path)
    await expect.poll(() => site.service.countSubscribers(`live-${blog.slug}`)).toBe(1)
    await expect(live(page)).toBeVisible()
    site.service.faults.delivery = drop
    await story.createPost(blog, { text: "Nobody heard.", title: "Unheard" })
    await expect.poll(() => site.service.events.at(-1)?.channels).toEqual([`live-${blog.slug}`])
    await expect(article(page, "Unheard")).toBeHidden()
    await page.clock.fastForward("00:10")
    await expect(article(page, "Unheard")).toBeVisible()
  })

  test("one that takes no large messages, and one that talks nonsense", async ({ page, story, site }) => {
    const blog = await story.createBlog({ publisher: "pusher" })
    const channel = `live-${blog.slug}`
    await page.goto(blog.path)
    await expect.poll(() => site.service.countSubscribers(channel)).toBe(1)
    await story.createPost(blog, { text: "All of it. ".repeat(2_000), title: "Long" })
    await expect(article(page, "Long")).toBeVisible()
    expect(Object.keys(JSON.parse(site.service.events.at(-1)?.data ?? "{}"))).toEqual([
      "epoch",
      "from",
      "version",
      "at",
    ])

    for (const nonsense of ["not JSON", "[]", '{"posts":[{"id":"x"}]}', '{"version":"9"}']) {
      site.service.inject(channel, "delta", nonsense)
    }
    await story.createPost(blog, { text: "After the nonsense.", title: "Sense" })
    await expect(article(page, "Sense")).toBeVisible()
    await expect(live(page)).toBeVisible()
  })

  test("its library is loaded on its own pages alone", async ({ page, story }) => {
    const scripts: Promise<string>[] = []
    page.on("response", (response) => {
      if (response.request().resourceType() === "script") scripts.push(response.text())
    })
    const isLoaded = async () =>
      (await Promise.all(scripts)).some((text) => text.includes("pusher:connection_established"))
    await page.goto((await story.createBlog({ publisher: "sse" })).path)
    await expect(live(page)).toBeVisible()
    expect(await isLoaded()).toBe(false)
    await page.goto((await story.createBlog({ publisher: "pusher" })).path)
    await expect(live(page)).toBeVisible()
    expect(await isLoaded()).toBe(true)
  })
})

import { chromium, type Route } from "@playwright/test"
import { PUBLISHERS } from "@/lib/protocol/publishers"
import { findChromium } from "../../scripts/lib/find-chromium"
import type { StoryBlog, StoryClient } from "../../scripts/lib/story-client"
import { expect } from "./fixtures"
import { article, freeze, setVisible, waitUntilLive } from "./reader-helpers"
import { test } from "./transports-site"

// One after the other, on the one product.
test.describe.configure({ mode: "default" })

/** How soon a reader who is back has everything. */
const SOON = { timeout: 2_000 }

const update = (story: StoryClient, blog: StoryBlog, title: string) =>
  story.createPost(blog, { text: `${title}.`, title })

/** One that asks and two that keep a connection, to the product or to a service; `LONG=1` tries all transports. */
const TRIED = PUBLISHERS.filter((each) => process.env.LONG || ["interval-polling", "sse", "pusher"].includes(each))

for (const publisher of TRIED) {
  test(`by ${publisher} a tab that the browser froze has everything soon after it wakes, each update once`, async ({
    page,
    context,
    story,
    expectedErrors,
  }) => {
    expectedErrors.push(/WebSocket|ERR_|Pusher/)
    const blog = await story.createBlog({ publisher })
    const gone = await update(story, blog, "Gone")
    const old = await update(story, blog, "Old")
    await page.goto(blog.path)
    await waitUntilLive(page)
    const wake = await freeze(context, page)
    await story.deletePost(blog, gone.id)
    await story.editPost(blog, old.id, { text: "Old words, changed." })
    await update(story, blog, "New")
    await wake()

    await expect(article(page, "New")).toHaveCount(1, SOON)
    await expect(article(page, "Old")).toContainText("Old words, changed.", SOON)
    await expect(article(page, "Gone")).toHaveCount(0)
    await update(story, blog, "Newest")
    await expect(article(page, "Newest")).toHaveCount(1)
    await expect(page.getByRole("article")).toHaveCount(3)
  })

  test(`by ${publisher} a reader who went elsewhere and comes back has everything at once`, async ({ site, story }) => {
    const blog = await story.createBlog({ publisher })
    await update(story, blog, "Before")
    await withPageCache(async (tab) => {
      await tab.open(site.product.url + blog.path)
      await expect.poll(() => tab.read("document.body.innerText")).toMatch(/^live$/im)
      await tab.read("addEventListener('pageshow', (event) => { window.wasKept = event.persisted })")
      await tab.open(`${site.product.url}/`)
      await update(story, blog, "Meanwhile")
      await tab.goBack()
      const articles = () =>
        tab.read("[...document.querySelectorAll('[data-timeline] h3')].map((each) => each.textContent).join()")
      await expect.poll(articles, { timeout: 5_000 }).toBe("Meanwhile,Before")
      await update(story, blog, "After")
      await expect.poll(articles).toBe("After,Meanwhile,Before")
      // What asks, holds no connection while it is away: the browser keeps the page, and it goes on where it was.
      if (publisher === "interval-polling") expect(await tab.read("window.wasKept")).toBe(true)
    })
  })
}

test("a hidden tab asks less often, and has everything as soon as it is looked at", async ({ page, story }) => {
  await page.clock.install()
  const blog = await story.createBlog({ publisher: "interval-polling" })
  await page.goto(blog.path)
  await waitUntilLive(page)
  const asked: string[] = []
  page.on("request", (request) => void (request.url().includes("/changes?") && asked.push(request.url())))
  const askedDuring = async (time: string) => {
    asked.length = 0
    // Moves on in steps, so that what is asked is answered before the next question is due.
    for (let step = 0; step < 20; step += 1) {
      await page.clock.runFor(time)
      await page.evaluate(() => fetch("/api/health").then((response) => response.text()))
    }
    return asked.length
  }
  const visible = await askedDuring("00:01")
  await setVisible(page, false)
  const hidden = await askedDuring("00:01")
  expect(visible).toBeGreaterThan(10)
  expect(hidden).toBeLessThan(visible / 3)

  await update(story, blog, "Unseen")
  await setVisible(page, true)
  await page.clock.runFor(500)
  await expect(article(page, "Unseen")).toHaveCount(1)
})

test("a page that ended, or whose blog was private for a while, is live again by its slow poll", async ({
  page,
  story,
  expectedErrors,
}) => {
  expectedErrors.push(/404/)
  await page.clock.install()
  const blog = await story.createBlog({ publisher: "interval-polling" })
  await page.goto(blog.path)
  await waitUntilLive(page)
  let asked = 0
  page.on("request", (request) => {
    if (request.url().includes("/changes?")) asked += 1
  })
  const isPrivate = (route: Route) => route.fulfill({ status: 404, json: {} })
  const ways = [
    {
      words: /^Ended$/,
      leave: () => story.editBlog(blog, { status: "ended" }),
      comeBack: () => story.editBlog(blog, { status: "live" }),
    },
    {
      words: /no longer available/,
      leave: () => page.route(/\/changes\?/, isPrivate),
      comeBack: () => page.unroute(/\/changes\?/, isPrivate),
    },
  ]
  for (const [index, { words, leave, comeBack }] of ways.entries()) {
    await leave()
    await page.clock.runFor(2_000)
    await expect(page.getByText(words)).toBeVisible()
    asked = 0
    await page.clock.runFor(42_000)
    expect(asked).toBe(0)
    await comeBack()
    await update(story, blog, `After ${index}`)
    // In steps, so that the question is answered before the clock says that it took too long.
    for (let step = 0; step < 20 && asked === 0; step += 1) {
      await page.clock.runFor(1_000)
      await page.evaluate(() => fetch("/api/health").then((response) => response.text()))
    }
    await expect(article(page, `After ${index}`)).toBeVisible()
    await page.clock.runFor(1_000)
    await waitUntilLive(page)
  }
})

for (const publisher of process.env.LONG ? (["interval-polling", "sse"] as const) : (["sse"] as const)) {
  test(`a page of yesterday, out of some cache, is brought up to date by ${publisher} and never shows old words again`, async ({
    page,
    story,
  }) => {
    test.slow()
    const blog = await story.createBlog({ publisher })
    const post = await update(story, blog, "Count")
    const hidden = await update(story, blog, "Withdrawn")
    const html = await (await page.request.get(blog.path)).text()
    // More than one answer can hold.
    for (let done = 0; done < 230; done += 10) {
      await Promise.all(Array.from({ length: 10 }, (_, index) => update(story, blog, `Later ${done + index}`)))
    }
    await story.editPost(blog, post.id, { text: "Counted again." })
    await story.editPost(blog, hidden.id, { state: "hidden" })
    await page.route(`**${blog.path}`, (route) =>
      route.fulfill({ contentType: "text/html; charset=utf-8", body: html }),
    )
    await page.goto(blog.path)

    await expect(article(page, "Count")).toContainText("Counted again.")
    await expect(article(page, "Withdrawn")).toHaveCount(0)
    await waitUntilLive(page)
    await update(story, blog, "Newest")
    await expect(article(page, "Newest")).toHaveCount(1)
    await expect(article(page, "Count")).toContainText("Counted again.")
  })
}

type Tab = {
  open: (url: string) => Promise<void>
  goBack: () => Promise<void>
  /** The value of an expression in the page. */
  read: (expression: string) => Promise<unknown>
}

/**
 * A tab of a browser that keeps pages for going back, which browsers under test do not; steered by the browser's own
 * protocol, because Playwright loses sight of a page that comes back out of that cache.
 */
async function withPageCache(use: (tab: Tab) => Promise<void>): Promise<void> {
  const browser = await chromium.launch({
    // The shell that runs the other tests keeps no pages.
    executablePath: await findChromium(),
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
  })
  try {
    const context = await browser.newContext()
    const steer = await context.newCDPSession(await context.newPage())
    await steer.send("Page.enable")
    const read = async (expression: string) =>
      (await steer.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true })).result.value
    const go = async (leave: () => Promise<unknown>, url?: string) => {
      const left = await read("performance.timeOrigin")
      await leave()
      const isThere = () => read("document.readyState === 'complete' && [location.href, performance.timeOrigin].join()")
      await expect.poll(isThere).not.toMatch(`,${left}`)
      if (url) await expect.poll(() => read("location.href")).toBe(url)
    }
    await use({
      open: (url) => go(() => steer.send("Page.navigate", { url }), url),
      goBack: async () => {
        const { currentIndex, entries } = await steer.send("Page.getNavigationHistory")
        const entryId = entries[currentIndex - 1]?.id ?? 0
        await go(() => steer.send("Page.navigateToHistoryEntry", { entryId }))
      },
      read,
    })
  } finally {
    await browser.close()
  }
}

import type { BrowserContext, Page } from "@playwright/test"
import { PUBLISHERS } from "@/lib/protocol/publishers"
import { startHoldingProxy } from "../fakes/http-proxy"
import { startImpatientProxy } from "../fakes/impatient-proxy"
import { expect } from "./fixtures"
import { addPost, article, createFilledBlog, freeze, postMany, read, waitUntilLive } from "./reader-helpers"
import { test } from "./transports-site"

/*
 * Promises that the other tests show with some of their numbers, with all of them; takes a quarter of an hour:
 * LONG=1 npx playwright test promises-in-full --workers=1
 */

const LONG = process.env.LONG === "1"
const SECOND = 1_000
const SOON_MS = 2 * SECOND
const STEP_DOWN_MS = 15 * SECOND
/** What one answer can hold (lib/changes/read-changes.ts). */
const ONE_ANSWER = 200

test.describe.configure({ mode: "default" })
test.use({ expectedErrors: [/ERR_|WebSocket|Pusher/] })

for (const publisher of LONG ? PUBLISHERS : []) {
  for (const missed of [1, 10, 500]) {
    for (const away of ["frozen", "offline"] as const) {
      test(`by ${publisher}, ${missed} missed by a tab that was ${away}: counted within two seconds`, async ({
        page,
        context,
        story,
      }) => {
        test.setTimeout(180 * SECOND)
        const { blog } = await createFilledBlog(story, 12, { publisher })
        await page.goto(blog.path)
        await waitUntilLive(page)
        await read(article(page, "Update 5"))
        const back = away === "frozen" ? await freeze(context, page) : await loseNetwork(context, page)
        await postMany(story, blog, missed)
        const asked = watchQuestions(page)
        const wokeAt = Date.now()
        await back()
        await page.getByRole("button", { name: `${missed} new update${missed === 1 ? "" : "s"}` }).waitFor()
        const tookMs = Date.now() - wokeAt
        tell(`${tookMs} ms, ${asked.length} questions`)
        expect(tookMs).toBeLessThanOrEqual(SOON_MS)
        expect(asked.length).toBeLessThanOrEqual(Math.ceil(missed / ONE_ANSWER))
      })
    }
  }

  for (const { age, changes } of [
    { age: 0, changes: 1 },
    { age: 1, changes: 2 },
    { age: 60, changes: 10 },
    { age: 600, changes: 50 },
    { age: 86_400, changes: 230 },
  ]) {
    test(`by ${publisher}, a page that is ${age} s old is brought up to date, and never shows old words again`, async ({
      page,
      story,
    }) => {
      test.setTimeout(120 * SECOND)
      const blog = await story.createBlog({ publisher })
      const count = await addPost(story, blog, "Count")
      const withdrawn = await addPost(story, blog, "Withdrawn")
      const html = await (await page.request.get(blog.path)).text()
      await postMany(story, blog, changes)
      await story.editPost(blog, count, { text: "Counted again." })
      await story.editPost(blog, withdrawn, { state: "hidden" })
      await page.route(`**${blog.path}`, (route) =>
        route.fulfill({ contentType: "text/html; charset=utf-8", body: html }),
      )
      await page.clock.install({ time: Date.now() + age * SECOND })
      const shown = await watchWords(page, count)
      await page.goto(blog.path)
      await expect(article(page, "Count")).toContainText("Counted again.")
      await expect(article(page, "Withdrawn")).toHaveCount(0)
      await expect(page.getByRole("article")).toHaveCount(changes + 1)
      await waitUntilLive(page)
      await addPost(story, blog, "Newest")
      await expect(article(page, "Newest")).toHaveCount(1)
      expect(await shown()).toEqual(["old", "new"])
    })
  }
}

if (LONG) {
  for (const publisher of PUBLISHERS) {
    test(`by ${publisher} through a proxy that keeps streams back for a minute: live within 15 seconds`, async ({
      page,
      site,
      story,
    }) => {
      const proxy = await startHoldingProxy(site.product.url, 60 * SECOND)
      const blog = await story.createBlog({ publisher })
      const openedAt = Date.now()
      await page.goto(proxy.url + blog.path)
      await page.getByText("Live", { exact: true }).waitFor({ timeout: 30 * SECOND })
      const tookMs = Date.now() - openedAt
      tell(`live after ${tookMs} ms`)
      expect(tookMs).toBeLessThanOrEqual(STEP_DOWN_MS)
      await addPost(story, blog, "Through")
      await expect(article(page, "Through")).toBeVisible()
      await page.close()
      await proxy.stop()
    })

    test(`by ${publisher} through a proxy that ends what is silent for 30 seconds: stays live, and misses nothing`, async ({
      page,
      site,
      story,
    }) => {
      test.setTimeout(180 * SECOND)
      const proxy = await startImpatientProxy(site.product.url, 30 * SECOND)
      const blog = await story.createBlog({ publisher })
      await page.goto(proxy.url + blog.path)
      await waitUntilLive(page)
      const states = await watchStates(page)
      // A condition to wait for: that two such times have gone by.
      await page.waitForFunction((until) => performance.now() > until, 75 * SECOND, { timeout: 100 * SECOND })
      await addPost(story, blog, "Later")
      await expect(article(page, "Later")).toBeVisible({ timeout: SOON_MS })
      tell(`${proxy.ended()} connections ended; ${(await states()).join(", ") || "always live"}`)
      expect(await states()).toEqual([])
      await page.close()
      await proxy.stop()
    })
  }

  test("where sockets and streams both hang, the page is live within 15 seconds", async ({ page, story }) => {
    const blog = await story.createBlog({ publisher: "websocket" })
    await page.routeWebSocket(/\/ws\/channel\//, () => {})
    await page.route(/\/stream\?/, () => {})
    const openedAt = Date.now()
    await page.goto(blog.path)
    await page.getByText("Live", { exact: true }).waitFor({ timeout: 30 * SECOND })
    tell(`live after ${Date.now() - openedAt} ms`)
    expect(Date.now() - openedAt).toBeLessThanOrEqual(STEP_DOWN_MS)
  })
}

function tell(description: string) {
  test.info().annotations.push({ type: "seen", description })
}

async function loseNetwork(context: BrowserContext, page: Page): Promise<() => Promise<void>> {
  await context.setOffline(true)
  await expect(page.getByText(/^Reconnecting/)).toBeVisible({ timeout: 30 * SECOND })
  return () => context.setOffline(false)
}

/** Every question for changes that is answered from now on, those that wait for news apart. */
function watchQuestions(page: Page): string[] {
  const answered: string[] = []
  page.on("response", (response) => {
    const url = response.url()
    if (url.includes("/changes?") && !url.includes("wait=")) answered.push(url)
  })
  return answered
}

/** What a post says from the first moment on, each state once after the other. */
async function watchWords(page: Page, id: string): Promise<() => Promise<unknown>> {
  await page.addInitScript((post) => {
    const seen: string[] = []
    Object.assign(window, { seen })
    new MutationObserver(() => {
      const text = document.getElementById(post)?.textContent
      const now = text?.includes("Counted again.") ? "new" : "old"
      if (text && seen.at(-1) !== now) seen.push(now)
    }).observe(document, { childList: true, subtree: true, characterData: true })
  }, id)
  return () => page.evaluate(() => (window as unknown as { seen: string[] }).seen)
}

/** Every word but "Live" that the page says of its connection from now on. */
async function watchStates(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const states: string[] = []
    Object.assign(window, { states })
    new MutationObserver(() => {
      const said = /Reconnecting|Connecting|Catching up/.exec(
        document.querySelector("main header")?.textContent ?? "",
      )?.[0]
      if (said && states.at(-1) !== said) states.push(said)
    }).observe(document.body, { childList: true, subtree: true, characterData: true })
  })
  return () => page.evaluate(() => (window as unknown as { states: string[] }).states)
}

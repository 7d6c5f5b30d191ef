import { expect, test } from "./fixtures"
import { addPost, article, createFilledBlog, documentOf, read, timeline, topOf, waitUntilLive } from "./reader-helpers"

/* What a reader can rely on while they read. Each test is named after its rule. */

test("R9 timestamp: a link to the update, relative and on the blog's own clock, exact for machines; edits are told", async ({
  page,
  story,
}) => {
  const { blog, idOf } = await createFilledBlog(story, 2, { timeZone: "Asia/Tokyo" })
  await page.goto(blog.path)
  await waitUntilLive(page)
  const link = article(page, "Update 2").getByRole("link").first()
  await expect(link).toHaveAttribute("href", `${blog.path}/${idOf(2)}#${idOf(2)}`)
  const time = link.locator("time")
  await expect(time).toHaveText(/^now \d\d:\d\d$/)
  await expect(page.getByText("All times GMT+9").first()).toBeVisible()
  const iso = await time.getAttribute("datetime")
  expect(Math.abs(Date.parse(iso ?? "") - Date.now())).toBeLessThan(60_000)
  await expect(time).toHaveAttribute("title", /\d{4}.*\d\d:\d\d:\d\d/)

  await expect(article(page, "Update 2")).not.toContainText("Updated")
  await story.editPost(blog, idOf(2), { content: documentOf("Better words.") })
  await expect(article(page, "Update 2")).toContainText(/Updated at \d\d:\d\d/)
})

test("R9 timestamp: relative times go on by themselves, and never backwards", async ({ page, story }) => {
  await page.clock.install()
  const { blog } = await createFilledBlog(story, 1)
  await page.goto(blog.path)
  const time = article(page, "Update 1").locator("time").first()
  await expect(time).toContainText("now")
  await page.clock.runFor(3 * 60_000)
  await expect(time).toContainText("3m ago")
})

test("R10 badge: live with the age of the last update; the end takes it away and every connection with it", async ({
  page,
  story,
}) => {
  const { blog } = await createFilledBlog(story, 1)
  await page.goto(blog.path)
  await waitUntilLive(page)
  await expect(page.getByText(/^Updated (just now|\dm ago)$/)).toBeVisible()
  await story.editBlog(blog, { status: "ended" })
  await expect(page.getByText("Ended", { exact: true }).first()).toBeVisible()
  await expect(page.getByText("Live", { exact: true })).toBeHidden()
  await expect(page.getByRole("button", { name: "Pause updates" })).toBeHidden()
  const asked = page.waitForRequest(/\/api\/blogs\//, { timeout: 1_500 })
  await expect(asked).rejects.toThrow("Timeout")
})

test.describe("R14 share", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] })

  test("without a share sheet the update's address is copied, and that is said politely", async ({ page, story }) => {
    const { blog, idOf } = await createFilledBlog(story, 2)
    await page.addInitScript(() => Object.defineProperty(navigator, "share", { value: undefined }))
    await page.goto(blog.path)
    await waitUntilLive(page)
    await article(page, "Update 1").getByRole("link", { name: "Share" }).click()
    await expect(page.getByRole("status")).toHaveText("Link copied")
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(new URL(copied).pathname + new URL(copied).hash).toBe(`${blog.path}/${idOf(1)}#${idOf(1)}`)
    expect(new URL(page.url()).pathname).toBe(blog.path)
  })

  test("where there is a share sheet it gets the title and the address", async ({ page, story }) => {
    const { blog, idOf } = await createFilledBlog(story, 1)
    await page.addInitScript(() => {
      const shared: unknown[] = []
      Object.assign(window, { shared })
      Object.defineProperty(navigator, "share", { value: async (what: unknown) => void shared.push(what) })
    })
    await page.goto(blog.path)
    await waitUntilLive(page)
    await article(page, "Update 1").getByRole("link", { name: "Share" }).click()
    const shared = () => page.evaluate(() => (window as unknown as { shared: object[] }).shared)
    const url = expect.stringMatching(new RegExp(`${blog.path}/${idOf(1)}#${idOf(1)}$`))
    await expect.poll(shared).toEqual([{ title: "Update 1", url }])
  })
})

test("R17 semantics: a plain list of articles, each named, under one heading; landmarks around", async ({
  page,
  story,
}) => {
  const { blog } = await createFilledBlog(story, 3)
  await addPost(story, blog, "", { title: "" })
  await page.goto(blog.path)
  await expect(timeline(page).getByRole("listitem")).toHaveCount(4)
  await expect(timeline(page).getByRole("article")).toHaveCount(4)
  await expect(timeline(page).getByRole("article").first()).toHaveAccessibleName(/^Update, \d\d:\d\d$/)
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Flood")
  await expect(page.getByRole("heading", { level: 2, name: "Updates" })).toHaveCount(1)
  await expect(page.getByRole("banner")).toHaveCount(1)
  await expect(page.getByRole("main")).toHaveCount(1)
  await expect(page.getByRole("contentinfo")).toHaveCount(1)
  await page.keyboard.press("Tab")
  await expect(page.getByRole("link", { name: "Skip to updates" })).toBeFocused()
})

test("R18 announcement: one polite status, there from the beginning, tells the number alone, twice a minute at most", async ({
  page,
  story,
}) => {
  const { blog } = await createFilledBlog(story, 2)
  const html = await (await page.request.get(blog.path)).text()
  expect(html.match(/role="status"/g)).toHaveLength(1)
  await page.clock.install()
  await page.goto(blog.path)
  await page.clock.runFor(1_000)
  await waitUntilLive(page)
  const status = page.getByRole("status")
  await expect(status).toHaveText("")
  const said: string[] = []
  await page.exposeFunction("note", (text: string) => said.push(text))
  await status.evaluate((element) => {
    const note = (window as unknown as { note: (text: string) => void }).note
    new MutationObserver(() => element.textContent && note(element.textContent)).observe(element, {
      childList: true,
      characterData: true,
      subtree: true,
    })
  })
  for (const name of ["A", "B", "C"]) {
    await addPost(story, blog, name)
    await page.clock.runFor(2_000)
    await expect(article(page, name)).toBeVisible()
  }
  await expect(status).toHaveText("1 new update")
  await page.clock.runFor(31_000)
  await expect.poll(() => said).toEqual(["1 new update", "2 new updates"])
  expect(await page.evaluate(() => window.document.activeElement?.tagName)).toBe("BODY")
})

test("R19 pause: a button holds the page still, times included, and says what waits; going on brings all of it", async ({
  page,
  story,
}) => {
  const { blog, idOf } = await createFilledBlog(story, 4)
  await page.goto(blog.path)
  await waitUntilLive(page)
  const pause = page.getByRole("button", { name: "Pause updates" })
  await pause.click()
  await expect(pause).toBeHidden()
  await expect(page.getByRole("button", { name: "Resume", exact: true })).toBeFocused()
  await expect(page.getByText("Paused", { exact: true })).toBeVisible()
  const before = await timeline(page).innerHTML()
  const top = await topOf(article(page, "Update 1"))

  await addPost(story, blog, "News 1")
  await story.editPost(blog, idOf(3), { title: "Corrected" })
  await story.deletePost(blog, idOf(2))
  await story.editBlog(blog, { title: "Flood recedes" })
  await addPost(story, blog, "News 2", { pinned: true, keyEvent: true })
  await expect(page.getByText("2 new updates", { exact: true })).toBeVisible()
  await expect(page).toHaveTitle(/^\(2\) Flood/)
  expect(await timeline(page).innerHTML()).toBe(before)
  expect(await topOf(article(page, "Update 1"))).toBe(top)
  await expect(page.getByRole("region", { name: "Pinned" })).toBeHidden()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Flood")

  await page.getByRole("button", { name: "Resume (2 new)" }).click()
  await expect(article(page, "News 2")).toBeVisible()
  await expect(article(page, "Corrected")).toBeVisible()
  await expect(article(page, "Update 2")).toBeHidden()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Flood recedes")
  await expect(page.getByText("Live", { exact: true })).toBeVisible()
})

test("R19 pause: who goes on further down keeps the text under their eyes", async ({ page, story }) => {
  const { blog } = await createFilledBlog(story, 12)
  await page.goto(blog.path)
  await waitUntilLive(page)
  await page.getByRole("button", { name: "Pause updates" }).click()
  const top = await read(article(page, "Update 6"))
  await addPost(story, blog, "News")
  await expect(page).toHaveTitle(/^\(1\)/)
  await page.getByRole("button", { name: "Resume (1 new)" }).evaluate((button: HTMLButtonElement) => button.click())
  await expect(article(page, "News")).toBeAttached()
  expect(await topOf(article(page, "Update 6"))).toBe(top)

  // Or they go to what waits, by the button that counts it wherever they are.
  await page.getByRole("button", { name: "Pause updates" }).evaluate((button: HTMLButtonElement) => button.click())
  await addPost(story, blog, "More news")
  await page.getByRole("button", { name: "1 new update" }).click()
  await expect(article(page, "More news")).toBeInViewport()
  await expect(page.getByText("Live", { exact: true })).toBeAttached()
})

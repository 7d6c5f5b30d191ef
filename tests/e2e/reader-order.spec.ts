import { expect, test } from "./fixtures"
import {
  addPost,
  article,
  createFilledBlog,
  read,
  setVisible,
  timeline,
  titles,
  topOf,
  waitUntilLive,
} from "./reader-helpers"

const order = "Sort updates"

test.describe("a reader who reads from the start", () => {
  test("turns the timeline around while it is live, without anything else moving, and finds it so next time", async ({
    page,
    story,
  }) => {
    const { blog } = await createFilledBlog(story, 5)
    await page.goto(blog.path)
    await waitUntilLive(page)
    const control = page.getByLabel(order)
    const before = await topOf(control)
    await control.selectOption("oldest")
    expect(await titles(page)).toEqual(["Update 1", "Update 2", "Update 3", "Update 4", "Update 5"])
    expect(await topOf(control)).toBe(before)

    await addPost(story, blog, "Update 6")
    await expect(timeline(page).getByRole("article").last()).toHaveAccessibleName(/Update [56]/)
    await page.reload()
    await waitUntilLive(page)
    await expect(page.getByLabel(order)).toHaveValue("oldest")
    expect((await titles(page)).at(-1)).toBe("Update 6")
    await page.getByLabel(order).selectOption("newest")
    expect((await titles(page))[0]).toBe("Update 6")
  })

  test("sees new updates come in at the end while they are there, and behind a button before that", async ({
    page,
    story,
  }) => {
    const { blog } = await createFilledBlog(story, 12)
    await page.goto(blog.path)
    await page.getByLabel(order).selectOption("oldest")
    const top = await read(article(page, "Update 4"))
    await addPost(story, blog, "Later 1")
    await addPost(story, blog, "Later 2")
    await expect(article(page, "Later 1")).toBeHidden()
    const button = page.getByRole("button", { name: "2 new updates" })
    await expect(button).toBeVisible()
    expect(await topOf(article(page, "Update 4"))).toBe(top)

    await button.click()
    await expect(article(page, "Later 1")).toBeInViewport()
    await expect(article(page, "Later 1")).toBeFocused()

    await page.evaluate(() => window.scrollTo({ top: document.body.scrollHeight, behavior: "instant" }))
    const last = await topOf(article(page, "Later 2"))
    await addPost(story, blog, "Later 3")
    await expect(article(page, "Later 3")).toBeVisible()
    expect(await topOf(article(page, "Later 2"))).toBe(last)
    expect((await titles(page)).slice(-3)).toEqual(["Later 1", "Later 2", "Later 3"])
  })

  test("sees the page in that order from the first moment on", async ({ page, story }) => {
    const { blog } = await createFilledBlog(story, 12)
    await page.goto(blog.path)
    await page.getByLabel(order).selectOption("oldest")
    await page.addInitScript(() => {
      const shifts: number[] = []
      Object.assign(window, { shifts })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value)
      }).observe({ type: "layout-shift", buffered: true })
    })
    await page.reload()
    await waitUntilLive(page)
    expect((await titles(page))[0]).toBe("Update 1")
    const moved = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)
    expect(moved.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(0.01)
  })
})

test.describe("a reader who comes back", () => {
  test("is told how many are new since when, exactly, although some are gone, and is led to where they left off", async ({
    page,
    story,
  }) => {
    const { blog, idOf } = await createFilledBlog(story, 6)
    await page.goto(blog.path)
    await waitUntilLive(page)
    await page.goto("about:blank")
    const gone = await addPost(story, blog, "New 1")
    for (const name of ["New 2", "New 3", "New 4"]) await addPost(story, blog, name)
    await story.deletePost(blog, gone)
    // The one they had seen last is gone as well.
    await story.deletePost(blog, idOf(6))

    await page.goto(blog.path)
    const note = page.getByText(/^3 new updates since \d\d:\d\d$/).and(page.locator(":not([role])"))
    await expect(note).toBeVisible()
    await expect(page.getByRole("status")).toHaveText(/3 new updates since/)
    await expect(timeline(page).getByText(/^You’d read up to here at \d\d:\d\d$/)).toBeVisible()
    await expect(timeline(page).getByText("New", { exact: true })).toHaveCount(3)
    await page.getByRole("link", { name: "Pick up where you left off" }).click()
    await expect(note).toBeHidden()
    expect(await article(page, "Update 5").evaluate((each) => each.matches(":target"))).toBe(true)
  })

  for (const publisher of ["interval-polling", "sse"]) {
    test(`to a tab that stayed open, is told the same (${publisher})`, async ({ page, story }) => {
      const { blog } = await createFilledBlog(story, 3, { publisher })
      await page.goto(blog.path)
      await waitUntilLive(page)
      await setVisible(page, false)
      await addPost(story, blog, "New 1")
      await addPost(story, blog, "New 2")
      await setVisible(page, true)
      await expect(page.getByText(/^2 new updates since/).first()).toBeVisible()
      await page.getByRole("button", { name: "Close" }).click()
      await expect(page.getByRole("button", { name: "Close" })).toBeHidden()
    })
  }

  test("for the first time, or to nothing new, is told nothing", async ({ page, story }) => {
    const { blog } = await createFilledBlog(story, 3)
    for (let visit = 0; visit < 2; visit += 1) {
      await page.goto(blog.path)
      await waitUntilLive(page)
      await expect(page.getByText(/new updates? since/)).toHaveCount(0)
    }
  })
})

test.describe("the keys j and k", () => {
  test("go from update to update, and can be switched off", async ({ page, story }) => {
    const { blog } = await createFilledBlog(story, 6)
    await page.goto(blog.path)
    await waitUntilLive(page)
    await page.keyboard.press("j")
    await expect(article(page, "Update 6")).toBeFocused()
    await page.keyboard.press("j")
    await expect(article(page, "Update 5")).toBeFocused()
    await page.keyboard.press("k")
    await expect(article(page, "Update 6")).toBeFocused()

    await page.getByText("Keyboard shortcuts").click()
    await page.getByLabel("Turn on shortcuts").uncheck()
    await page.getByText("Keyboard shortcuts").focus()
    await page.keyboard.press("j")
    await expect(page.getByText("Keyboard shortcuts")).toBeFocused()
    await page.reload()
    await waitUntilLive(page)
    await page.keyboard.press("j")
    await expect(article(page, "Update 6")).not.toBeFocused()
  })
})

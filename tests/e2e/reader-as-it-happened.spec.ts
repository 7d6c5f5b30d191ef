import { dayName } from "@/lib/i18n/format-dates"
import { expect, test } from "./fixtures"
import { createFilledBlog, titles, waitUntilLive } from "./reader-helpers"

const order = "Sort updates"

test("an ended blog reads as it happened from the first update on, page by page; its reader can turn it around", async ({
  page,
  story,
}) => {
  const { blog, idOf } = await createFilledBlog(story, 43)
  await story.editBlog(blog, { asItHappened: true })
  await page.goto(blog.path)
  await waitUntilLive(page)
  expect((await titles(page))[0]).toBe("Update 43")

  await story.editBlog(blog, { status: "ended" })
  await expect(page.getByText("Ended", { exact: true }).first()).toBeVisible()
  expect((await titles(page))[0], "the open page is not turned around").toBe("Update 43")

  await page.goto(blog.path)
  await expect(page.getByLabel(order)).toHaveValue("oldest")
  expect((await titles(page)).slice(0, 2)).toEqual(["Update 1", "Update 2"])
  await expect(page.getByText("1 of 2").first()).toBeVisible()
  await expect(page.locator('link[rel="canonical"]')).toHaveAttribute("href", new RegExp(`${blog.path}$`))
  await page.getByRole("link", { name: "Newer" }).last().click()
  expect((await titles(page)).at(0)).toBe("Update 21")
  expect((await titles(page)).at(-1)).toBe("Update 43")
  await expect(page.getByText("2 of 2").first()).toBeVisible()
  await page.getByRole("link", { name: "Oldest" }).first().click()
  await page.waitForURL((url) => url.pathname === blog.path)

  await page.goto(`${blog.path}/${idOf(30)}#${idOf(30)}`)
  await expect(page.getByRole("article", { name: "Update 30" })).toBeInViewport()
  expect((await titles(page))[0]).toBe("Update 21")

  await page.getByLabel(order).selectOption("newest")
  await page.reload()
  await expect(page.getByLabel(order)).toHaveValue("newest")
  expect((await titles(page))[0]).toBe("Update 43")
})

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false })

  test("it reads so as well", async ({ page, story }) => {
    const { blog } = await createFilledBlog(story, 3)
    await story.editBlog(blog, { asItHappened: true, status: "ended" })
    await page.goto(blog.path)
    expect(await titles(page)).toEqual(["Update 1", "Update 2", "Update 3"])
  })
})

test("before the first update readers are told when coverage starts, in the blog's own time", async ({
  page,
  story,
}) => {
  const start = new Date(Date.now() + 3 * 24 * 3_600_000)
  start.setUTCHours(19, 30, 0, 0)
  const blog = await story.createBlog({ title: "Election", timeZone: "Asia/Kolkata", coverageAt: start.toISOString() })
  await page.goto(blog.path)
  const day = dayName(start.toISOString(), { timeZone: "Asia/Kolkata", language: "en" })
  const words = page.locator("time", { hasText: `Coverage starts on ${day} at 01:00` })
  await expect(words).toBeVisible()
  await expect(words).toHaveAttribute("datetime", start.toISOString())
  const header = page.locator("main header")
  await expect(header.getByText(/^Starts on \w{3},? \d{1,2} \w{3,4} at 01:00/)).toBeVisible()
  await expect(header.getByText(/Live|Updated|Connecting/)).toHaveCount(0)
  expect(await page.locator('script[type="application/ld+json"]').textContent()).toContain(
    `"coverageStartTime":"${start.toISOString()}"`,
  )
  await story.createPost(blog, { text: "It begins." })
  await expect(page.getByText("It begins.")).toBeVisible()
  await expect(words).toHaveCount(0)
  await waitUntilLive(page)
  await expect(header.getByText(/^Updated/)).toBeVisible()
})

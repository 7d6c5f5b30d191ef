import type { Page } from "@playwright/test"
import type { StoryBlog, StoryClient } from "../../scripts/lib/story-client"
import { expect, test } from "./fixtures"

async function createLongBlog(story: StoryClient, count: number): Promise<{ blog: StoryBlog; ids: string[] }> {
  const blog = await story.createBlog({ title: "A long night" })
  const ids: string[] = []
  for (let number = 1; number <= count; number += 1) {
    ids.push((await story.createPost(blog, { text: `Text ${number}.`, title: `Update ${number}` })).id)
  }
  return { blog, ids }
}

async function titles(page: Page): Promise<string[]> {
  return page.getByRole("list").getByRole("article").getByRole("heading").allTextContents()
}

const numbers = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, index) => `Update ${from - index}`)
const pages = (page: Page) => page.getByRole("navigation", { name: "Pages of this live blog", exact: true })

test.describe("older updates are on pages of their own", () => {
  test("an address keeps its content when new updates come, and real links lead on", async ({ page, story }) => {
    const { blog } = await createLongBlog(story, 45)
    await page.goto(blog.path)
    expect(await titles(page)).toEqual(numbers(45, 21))
    await expect(pages(page)).toContainText("1 of 2")

    await pages(page).getByRole("link", { name: "Older" }).click()
    await expect(page.getByRole("heading", { level: 3, name: "Update 20", exact: true })).toBeVisible()
    const address = page.url()
    expect(await titles(page)).toEqual(numbers(20, 1))

    for (let number = 46; number <= 62; number += 1)
      await story.createPost(blog, { text: `Text ${number}.`, title: `Update ${number}` })
    await page.goto(address)
    expect(await titles(page)).toEqual(numbers(20, 1))
    await expect(pages(page)).toContainText("3 of 3")

    await pages(page).getByRole("link", { name: "Newer" }).click()
    await expect(page.getByRole("heading", { level: 3, name: "Update 40", exact: true })).toBeVisible()
    expect(await titles(page)).toEqual(numbers(40, 21))
    await pages(page).getByRole("link", { name: "Newest" }).click()
    await page.waitForURL(`**${blog.path}`)
    expect(await titles(page)).toEqual(numbers(62, 41))
  })

  test("an older page follows edits and removals, and links to what is new", async ({ page, story }) => {
    const { blog, ids } = await createLongBlog(story, 41)
    await page.goto(`${blog.path}/${ids[2]}`)
    await expect(page.getByRole("navigation", { name: /above/ })).toBeVisible()
    await story.editPost(blog, ids[2] ?? "", { title: "Corrected" })
    await expect(page.getByRole("article", { name: "Corrected" })).toBeVisible()
    await story.deletePost(blog, ids[3] ?? "")
    await expect(page.getByRole("article", { name: "Update 4", exact: true })).toBeHidden()

    await story.createPost(blog, { text: "News.", title: "Brand new" })
    await page.getByRole("link", { name: "1 new update" }).click()
    await page.waitForURL(`**${blog.path}`)
    await expect(page.getByRole("article", { name: "Brand new" })).toBeVisible()
  })
})

test.describe("every update has an address of its own", () => {
  test("it opens the page that holds the update, and marks it", async ({ page, story }) => {
    const { blog, ids } = await createLongBlog(story, 41)
    await page.goto(`${blog.path}/${ids[4]}#${ids[4]}`)
    const marked = page.getByRole("article", { name: "Update 5", exact: true })
    await expect(marked).toBeInViewport()
    expect(await marked.evaluate((element) => element.matches(":target"))).toBe(true)
    await expect(page).toHaveTitle(/^Update 5 \| A long night/)

    const href = await marked.getByRole("link").first().getAttribute("href")
    expect(href).toBe(`${blog.path}/${ids[4]}#${ids[4]}`)
  })

  test("a copy in the pinned box links to the update in the timeline", async ({ page, story }) => {
    const { blog, ids } = await createLongBlog(story, 4)
    await story.editPost(blog, ids[0] ?? "", { pinned: true })
    await page.goto(blog.path)
    const pinned = page.getByRole("region", { name: "Pinned" })
    await expect(async () => {
      await pinned.getByRole("button", { name: "Show more" }).click({ timeout: 1_000 })
      await expect(pinned.getByRole("link", { name: "See in timeline" })).toBeVisible({ timeout: 500 })
    }).toPass()
    await pinned.getByRole("link", { name: "See in timeline" }).click()
    const original = page.getByRole("article", { name: "Update 1", exact: true })
    expect(await original.evaluate((element) => element.matches(":target"))).toBe(true)
  })
})

test.describe("without scripts and without a fragment", () => {
  test.use({ javaScriptEnabled: false })

  test("an update's address shows it first, whole, under its own name, and leads to the live blog", async ({
    page,
    story,
  }) => {
    const { blog, ids } = await createLongBlog(story, 41)
    const id = ids[4] ?? ""
    await page.goto(`${blog.path}/${id}`)
    const articles = page.getByRole("article")
    await expect(articles.first()).toHaveAccessibleName("Update 5")
    await expect(articles.first()).toContainText("Text 5.")
    expect((await articles.first().boundingBox())?.y).toBeLessThan(200)
    expect(await page.locator(`[id="${id}"]`).count()).toBe(1)
    await expect(page.locator('link[rel="canonical"]')).toHaveAttribute("href", new RegExp(`${blog.path}/${id}$`))
    await expect(page.locator('meta[property="og:url"]')).toHaveAttribute("content", new RegExp(`${blog.path}/${id}$`))
    const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? "")
    expect(data).toMatchObject({ "@type": "BlogPosting", headline: "Update 5", isPartOf: { headline: "A long night" } })
    await page.getByRole("link", { name: "See the whole live blog" }).click()
    await page.waitForURL(`**${blog.path}`)
  })
})

test("oldest first starts at the first update of the whole story, and goes on to the newest", async ({
  page,
  story,
}) => {
  const { blog } = await createLongBlog(story, 41)
  await page.goto(blog.path)
  await expect(async () => {
    await page.getByLabel("Sort updates").selectOption("oldest", { timeout: 1_000 })
    await expect(page.getByText("1 of 2").first()).toBeVisible({ timeout: 2_000 })
    expect((await titles(page))[0]).toBe("Update 1")
  }).toPass()
  await page.getByRole("link", { name: "Newer" }).last().click()
  await expect.poll(async () => (await titles(page)).at(-1)).toBe("Update 41")
  await page.getByLabel("Sort updates").selectOption("newest")
  await expect.poll(async () => (await titles(page))[0]).toBe("Update 41")
})

test("the document that is sent says its language and direction", async ({ request, story }) => {
  const blog = await story.createBlog({ title: "فيضان", language: "ar" })
  await story.createPost(blog, { text: "Text.", title: "One", tags: ["river"] })
  for (const path of [blog.path, `${blog.path}/tag/river`, `${blog.path}?q=text`, `${blog.path}/nothing`])
    expect(await (await request.get(path)).text(), path).toMatch(/<html lang="ar" dir="rtl"/)
})

test.describe("what is not there is said in words, with the right status", () => {
  test.use({ expectedErrors: [/404/] })

  test("an unknown address", async ({ page }) => {
    const response = await page.goto("/no-such-story")
    expect(response?.status()).toBe(404)
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is no live blog at this address.")
    await page.getByRole("link", { name: "All live blogs" }).first().click()
    await page.waitForURL((url) => url.pathname === "/")
  })

  test("an update that was taken down, and one that never was", async ({ page, story }) => {
    const { blog, ids } = await createLongBlog(story, 2)
    await story.deletePost(blog, ids[0] ?? "")
    for (const id of [ids[0], "nothing"]) {
      const response = await page.goto(`${blog.path}/${id}`)
      expect(response?.status()).toBe(404)
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("This update isn’t available.")
    }
    await page.getByRole("link", { name: "Back to the live blog" }).click()
    await expect(page.getByRole("article", { name: "Update 2" })).toBeVisible()
  })
})

import type { Locator, Page } from "@playwright/test"
import type { StoryBlog, StoryClient } from "../../scripts/lib/story-client"
import { expect, test } from "./fixtures"

/** A blog with `count` updates, "Update 1" the oldest. */
async function fill(story: StoryClient, blog: StoryBlog, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let number = 1; number <= count; number += 1) {
    const text = `Text ${number}. ${"The water rises, and the town waits for the morning. ".repeat(6)}`
    ids.push((await story.createPost(blog, { text, title: `Update ${number}` })).id)
  }
  return ids
}

async function scrollTo(article: Locator): Promise<number> {
  await article.evaluate((element) => element.scrollIntoView({ block: "start", behavior: "instant" }))
  return topOf(article)
}

function topOf(article: Locator): Promise<number> {
  return article.evaluate((element) => element.getBoundingClientRect().top)
}

async function openAt(page: Page, story: StoryClient) {
  const blog = await story.createBlog({ title: "Flood" })
  const ids = await fill(story, blog, 12)
  await page.goto(blog.path)
  const reading = page.getByRole("article", { name: "Update 6", exact: true })
  const top = await scrollTo(reading)
  return { blog, ids, reading, top }
}

const idOf = (ids: string[], number: number) => ids[number - 1] ?? ""

test.describe("while somebody reads further down", () => {
  test("new updates wait behind a button and in the tab's title", async ({ page, story }) => {
    const { blog, reading, top } = await openAt(page, story)

    await story.createPost(blog, { text: "Later news.", title: "Later 1" })
    const button = page.getByRole("button", { name: "1 new update" })
    await expect(button).toBeVisible()
    await expect(page).toHaveTitle(/^\(1\) Flood/)
    await expect(page.getByRole("article", { name: "Later 1" })).toBeHidden()

    await story.createPost(blog, { text: "More news.", title: "Later 2" })
    await expect(page.getByRole("button", { name: "2 new updates" })).toBeVisible()
    expect(await topOf(reading)).toBe(top)

    await page.getByRole("button", { name: "2 new updates" }).click()
    await expect(page.getByRole("article").first()).toHaveAccessibleName("Later 2")
    await expect(page.getByRole("article", { name: "Later 2" })).toBeInViewport()
    await expect(page.getByRole("button", { name: /new update/ })).toBeHidden()
    await expect(page).toHaveTitle(/^Flood/)
  })

  test("reaching the top by scrolling shows them too", async ({ page, story }) => {
    const { blog } = await openAt(page, story)
    await story.createPost(blog, { text: "Later news.", title: "Later" })
    await expect(page.getByRole("button", { name: "1 new update" })).toBeVisible()
    await page.evaluate(() => window.scrollTo({ top: 0, behavior: "instant" }))
    await expect(page.getByRole("article", { name: "Later" })).toBeVisible()
    await expect(page.getByRole("button", { name: "1 new update" })).toBeHidden()
  })

  test("the text being read does not move by a pixel when others above it change or go", async ({ page, story }) => {
    const { blog, ids, reading, top } = await openAt(page, story)
    const longer = `Longer. ${"Much more is known by now than an hour ago. ".repeat(30)}`

    await story.editPost(blog, idOf(ids, 10), { content: { type: "doc", content: [paragraph(longer)] } })
    await expect(page.getByRole("article", { name: "Update 10" })).toContainText("Longer.")
    expect(await topOf(reading)).toBe(top)

    await story.editPost(blog, idOf(ids, 9), { state: "hidden" })
    await expect(page.getByRole("article", { name: "Update 9" })).toBeHidden()
    expect(await topOf(reading)).toBe(top)

    await story.deletePost(blog, idOf(ids, 12))
    await expect(page.getByRole("article", { name: "Update 12" })).toBeHidden()
    expect(await topOf(reading)).toBe(top)

    await story.editPost(blog, idOf(ids, 9), { state: "published" })
    await expect(page.getByRole("article", { name: "Update 9" })).toBeVisible()
    expect(await topOf(reading)).toBe(top)

    await story.editPost(blog, idOf(ids, 2), { keyEvent: true, pinned: true })
    await expect(page.getByRole("region", { name: "Pinned" })).toBeVisible()
    expect(await topOf(reading)).toBe(top)
  })

  test("when the text being read is taken down, the next one stays where it is", async ({ page, story }) => {
    const { blog, ids } = await openAt(page, story)
    const next = page.getByRole("article", { name: "Update 5", exact: true })
    const top = await topOf(next)
    await story.deletePost(blog, idOf(ids, 6))
    await expect(page.getByRole("article", { name: "Update 6", exact: true })).toBeHidden()
    expect(await topOf(next)).toBe(top)
  })

  test("the focus stays where the reader put it", async ({ page, story }) => {
    const { blog, ids, reading } = await openAt(page, story)
    await reading.getByRole("link").first().focus()
    await story.editPost(blog, idOf(ids, 10), { title: "Corrected" })
    await story.createPost(blog, { text: "Later news.", title: "Later" })
    await expect(page.getByRole("button", { name: "1 new update" })).toBeVisible()
    await expect(page.getByRole("article", { name: "Corrected" })).toBeVisible()
    await expect(reading.getByRole("link").first()).toBeFocused()
  })
})

function paragraph(text: string) {
  return { type: "paragraph", content: [{ type: "text", text }] }
}

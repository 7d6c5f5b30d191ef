import type { Page } from "@playwright/test"
import type { StoryClient } from "../../scripts/lib/story-client"
import { expectAccessible } from "./accessible"
import { makePicture } from "./desk-page"
import { expect, test } from "./fixtures"
import { addPost, article, timeline, waitUntilLive } from "./reader-helpers"

const SUMMARY = `The Ister has risen faster than at any time since 1954. Follow the night with our reporters on the dam, at the hospital and in the shelters.
- River at 7.1 metres, highest since 1954
- 4,200 people told to leave the lower town
- Trains stop between Vallmere and Ostrow
- The dam at Harrow holds, says the operator`
const LONG_WORD = "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung"

async function createWholeBlog(story: StoryClient, fields: Record<string, unknown> = {}) {
  const title = "Storm Ingrid: river passes seven metres at Vallmere, 4,200 people told to leave"
  const blog = await story.createBlog({ title, summary: SUMMARY, timeZone: "Europe/Berlin", ...fields })
  const { attrs } = await story.addPicture(await makePicture("#88aacc"), {})
  await story.editBlog(blog, { headerImage: { mediaId: attrs.mediaId, alt: "The flooded square" } })
  for (let number = 1; number <= 12; number += 1)
    await addPost(story, blog, `Update ${number}: United 5-0 Athletic`, { keyEvent: number % 2 === 0 })
  for (const town of ["new", "old"]) await story.createPost(blog, { text: `Power is back in the ${town} town.` })
  return blog
}

const firstPost = (page: Page) =>
  timeline(page)
    .getByRole("article")
    .first()
    .evaluate((each) => each.getBoundingClientRect().top + window.scrollY)

for (const javaScriptEnabled of [true, false]) {
  test.describe(`${javaScriptEnabled ? "with" : "without"} scripts`, () => {
    test.use({ javaScriptEnabled })

    test("news are on the first screen of phones and desktops, and a pin leaves them there", async ({
      page,
      story,
    }) => {
      const blog = await createWholeBlog(story)
      const sizes = [
        { width: 390, height: 844, most: 560 },
        { width: 1280, height: 900, most: 620 },
      ]
      const tops: number[] = []
      for (const { most, ...size } of sizes) {
        await page.setViewportSize(size)
        await page.goto(blog.path)
        tops.push(await firstPost(page))
        expect(tops.at(-1), `at ${size.width}`).toBeLessThanOrEqual(most)
      }
      const text = "City hotline: 0800 555 0199. Boil your water. ".repeat(20)
      await addPost(story, blog, "What to do now", { text, pinned: true })
      for (const [index, { most: _, ...size }] of sizes.entries()) {
        await page.setViewportSize(size)
        await page.goto(blog.path)
        expect((await firstPost(page)) - (tops[index] ?? 0), `at ${size.width}`).toBeLessThanOrEqual(130)
      }
    })
  })
}

test("a short update is short, and lines have 60 to 75 characters on wide screens", async ({ page, story }) => {
  const blog = await createWholeBlog(story)
  for (const width of [390, 820, 1280, 1600]) {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(blog.path)
    const short = timeline(page).getByRole("article").nth(1)
    expect((await short.boundingBox())?.height, `at ${width}`).toBeLessThanOrEqual(95)
    if (width === 390) continue
    const characters = await article(page, "Update 12: United 5-0 Athletic")
      .locator("p")
      .last()
      .evaluate((each) => {
        const range = document.createRange()
        range.selectNodeContents(each)
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size
        return (each.textContent?.length ?? 0) / (lines - 0.5)
      })
    expect(characters, `at ${width}`).toBeGreaterThanOrEqual(60)
    expect(characters, `at ${width}`).toBeLessThanOrEqual(75)
  }
})

test("nothing scrolls sideways, breaks a score or moves, however narrow the page and long its words", async ({
  page,
  story,
}) => {
  const blog = await createWholeBlog(story, { language: "de", title: `${LONG_WORD} bleibt` })
  await addPost(story, blog, LONG_WORD, { tags: ["Grundstücksverkehrsgenehmigungszust"], keyEvent: true, pinned: true })
  for (const [width, text] of [
    [320, 16],
    [360, 16],
    [390, 32],
    [820, 16],
    [1280, 16],
    [1600, 16],
  ] as const) {
    await page.setViewportSize({ width, height: 800 })
    await page.goto(blog.path)
    await page.addStyleTag({ content: `html { font-size: ${text}px }` })
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(tooWide, `${width} with text of ${text}px`).toBeLessThanOrEqual(0)
  }
  const score = page.getByRole("heading", { name: "Update 12: United 5-0 Athletic" }).getByText("5-0", { exact: true })
  expect(await score.evaluate((each) => each.getClientRects().length)).toBe(1)
})

test("a bar with title, news and tools stays while the headline is out of sight", async ({ page, story }) => {
  const blog = await createWholeBlog(story)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(blog.path)
  await waitUntilLive(page)
  const menu = page.locator("summary").and(page.getByLabel("Menu"))
  await expect(menu).toHaveCount(0)
  await page.evaluate(() => window.scrollTo({ top: 2_000, behavior: "instant" }))
  await expect(menu).toBeVisible()
  await addPost(story, blog, "News")
  await expect(page.getByRole("button", { name: "1 new update" })).toBeVisible()
  await menu.click()
  await expectAccessible(page)
  await expect(page.getByRole("button", { name: /^Pause/ }).last()).toBeVisible()
  await page.getByRole("button", { name: "Key events", exact: true }).click()
  const events = page.getByRole("navigation", { name: "Key events" })
  await events.getByRole("link", { name: "Update 8" }).click()
  await expect(article(page, "Update 8: United 5-0 Athletic")).toBeInViewport()
  await expect(events.locator("[aria-current]")).toHaveText(/Update 8/)
})

test("times are in the newsroom's zone, said once, and in the reader's when they ask", async ({ page, story }) => {
  const blog = await createWholeBlog(story, { timeZone: "America/New_York" })
  await page.goto(blog.path)
  await waitUntilLive(page)
  const clock = timeline(page).getByRole("article").first().getByRole("time")
  const before = await clock.textContent()
  await page.getByRole("button", { name: /^All times / }).click()
  await expect(
    page.getByRole("button", { name: "All times CET" }).or(page.getByRole("button", { name: "All times CEST" })),
  ).toBeVisible()
  await expect(clock).not.toHaveText(before ?? "")
})

import type { StoryBlog, StoryClient } from "../../scripts/lib/story-client"
import { expectAccessible } from "./accessible"
import { expect, test } from "./fixtures"

const content = {
  type: "doc",
  content: [
    { type: "paragraph", content: [{ type: "text", text: "The harbour is closed, " }, link("says the port")] },
    { type: "heading", attrs: { level: 2 }, content: [{ type: "text", text: "What we know" }] },
    { type: "bulletList", content: [{ type: "listItem", content: [paragraph("No ferries")] }] },
    { type: "blockquote", attrs: { source: "Jonas Petersen" }, content: [paragraph("The water came fast.")] },
    { type: "embed", attrs: { url: "https://www.youtube.com/watch?v=dQw4w9WgXcQ" } },
    { type: "embed", attrs: { url: "https://www.example.org/weather/tonight" } },
  ],
}

async function createFullBlog(story: StoryClient): Promise<StoryBlog> {
  const blog = await story.createBlog({ title: "Storm over the coast", summary: "Winds of 140 km/h." })
  for (let number = 1; number <= 40; number += 1) await story.createPost(blog, { text: `Text ${number}.` })
  await story.createPost(blog, { content, title: "Harbour closed", keyEvent: true, pinned: true })
  const edited = await story.createPost(blog, { content })
  await story.editPost(blog, edited.id, { content })
  return blog
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme} colours`, () => {
    test.use({ colorScheme, expectedErrors: [/404/] })

    test("no page has anything that axe objects to, on wide and narrow screens", async ({ page, story }) => {
      const blog = await createFullBlog(story)
      // Dark colours change the contrast only, whatever the width.
      const widths = colorScheme === "light" || process.env.LONG ? [1280, 390] : [390]
      for (const width of widths) {
        await page.setViewportSize({ width, height: 844 })
        for (const path of [blog.path, "/", "/no-such-story"]) {
          await page.goto(path)
          await expect(page.getByRole("main")).toBeVisible()
          await expectAccessible(page, `${path} at ${width}`)
          const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
          expect(tooWide, `${path} at ${width} scrolls sideways`).toBe(0)
        }
      }
      await story.editBlog(blog, { status: "ended" })
      await page.goto(blog.path)
      await expectAccessible(page)
    })
  })
}

test("with the keyboard alone a reader gets from the button to the news", async ({ page, story }) => {
  const blog = await createFullBlog(story)
  await page.goto(blog.path)
  await page.evaluate(() => window.scrollTo({ top: document.body.scrollHeight, behavior: "instant" }))
  await story.createPost(blog, { text: "Later news.", title: "Later" })
  const button = page.getByRole("button", { name: "1 new update" })
  await expect(button).toBeVisible()
  await button.focus()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("article", { name: "Later", exact: true })).toBeInViewport()
  await page.keyboard.press("Tab")
  await expect(page.getByRole("article", { name: "Later", exact: true }).getByRole("link").first()).toBeFocused()
})

test.describe("a reader who asked for less movement", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } })

  test("gets none: the badge stands still, and the way to the top is a jump", async ({ page, story }) => {
    const blog = await createFullBlog(story)
    await page.goto(blog.path)
    const moving = await page.evaluate(
      () => document.getAnimations().filter((each) => each.playState === "running").length,
    )
    expect(moving).toBe(0)
    await page.evaluate(() => window.scrollTo({ top: document.body.scrollHeight, behavior: "instant" }))
    await story.createPost(blog, { text: "Later news.", title: "Later" })
    await page.getByRole("button", { name: "1 new update" }).click()
    await expect(page.getByRole("article", { name: "Later", exact: true })).toBeInViewport()
  })
})

test("nothing is loaded from elsewhere until the reader asks, and then from the provider alone", async ({
  page,
  story,
}) => {
  const elsewhere: string[] = []
  await page.route(/^https:/, (route) => {
    elsewhere.push(route.request().url())
    return route.fulfill({ contentType: "text/html", body: "<title>Player</title>" })
  })
  const blog = await createFullBlog(story)
  await page.goto(blog.path)
  const film = page.getByRole("list").getByRole("article", { name: "Harbour closed" })
  const before = await film.boundingBox()
  expect(elsewhere).toEqual([])

  await film.getByRole("button", { name: "Load video from YouTube" }).click()
  await expect(film.locator("iframe")).toHaveAttribute(
    "src",
    "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0",
  )
  await expect(film.locator("iframe")).toHaveAttribute("sandbox", /allow-scripts/)
  await expect.poll(() => elsewhere.length).toBeGreaterThan(0)
  expect(new Set(elsewhere.map((url) => new URL(url).hostname))).toEqual(new Set(["www.youtube-nocookie.com"]))
  expect((await film.boundingBox())?.height).toBe(before?.height)
})

function paragraph(text: string) {
  return { type: "paragraph", content: [{ type: "text", text }] }
}

function link(text: string) {
  return { type: "text", text, marks: [{ type: "link", attrs: { href: "https://www.example.org/port" } }] }
}

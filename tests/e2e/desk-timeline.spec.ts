import type { Page } from "@playwright/test"
import { card, comeBack, composer, openDesk, publish, textOf, undoButton } from "./desk-page"
import { expect, test } from "./fixtures"
import { postMany } from "./reader-helpers"

/** Updates of a timeline that leaves rows out. */
const MANY = 240

/** Scrolls the timeline to a part of its length. */
function scrollTo(page: Page, part: number): Promise<void> {
  return page.evaluate((down) => {
    const pane = document.querySelector("[data-timeline]")?.closest("[data-pane]")
    pane?.scrollTo(0, down * pane.scrollHeight)
  }, part)
}

/** How much of the timeline's pane has rows in it. */
function filledPart(page: Page): Promise<number> {
  return page.evaluate(() => {
    const pane = document.querySelector("[data-timeline]")?.closest("[data-pane]")?.getBoundingClientRect()
    if (!pane) return 0
    const heights = [...document.querySelectorAll("[data-row]")].map((row) => {
      const { top, bottom } = row.getBoundingClientRect()
      return Math.max(Math.min(bottom, pane.bottom) - Math.max(top, pane.top), 0)
    })
    return heights.reduce((sum, height) => sum + height, 0) / pane.height
  })
}

test("a draft stays with the editors until it is published", async ({ desk, page, story }) => {
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  await textOf(desk).fill("Not checked yet")
  await composer(desk).getByRole("button", { name: "Save draft" }).click()
  await expect(card(desk, "Not checked yet").getByText("Draft")).toBeVisible()
  await page.goto(blog.path)
  await expect(page.getByText("Not checked yet")).toHaveCount(0)

  await card(desk, "Not checked yet").getByRole("button", { name: "Publish" }).click()
  await expect(card(desk, "Not checked yet").getByText("Draft")).toHaveCount(0)
  await expect(page.getByText("Not checked yet")).toBeVisible()
})

test("a post is edited in its place, and readers see the new words", async ({ desk, page, story }) => {
  const blog = await story.createBlog()
  await story.createPost(blog, { text: "Turnout 61 percent" })
  await openDesk(desk, blog)
  await page.goto(blog.path)
  await card(desk, "Turnout 61 percent").getByRole("button", { name: "Edit" }).click()
  const edit = desk.getByRole("region", { name: "Edit post" })
  await expect(textOf(desk, edit)).toBeFocused()
  await textOf(desk, edit).fill("Turnout 71 percent")
  await desk.keyboard.press("Control+Enter")
  await expect(card(desk, "Turnout 71 percent").getByText("edited")).toBeVisible()
  await expect(textOf(desk)).toBeFocused()
  await expect(page.getByText("Turnout 71 percent")).toBeVisible()
})

test("Escape leaves an edit at once when nothing changed, and asks when something did", async ({ desk, story }) => {
  const blog = await story.createBlog()
  await story.createPost(blog, { text: "As it was" })
  await openDesk(desk, blog)
  const edit = desk.getByRole("region", { name: "Edit post" })
  await card(desk, "As it was").getByRole("button", { name: "Edit" }).click()
  await expect(textOf(desk, edit)).toBeFocused()
  await desk.keyboard.press("Escape")
  await expect(edit).toHaveCount(0)

  await card(desk, "As it was").getByRole("button", { name: "Edit" }).click()
  await expect(textOf(desk, edit)).toBeFocused()
  await desk.keyboard.type(", nearly")
  await desk.keyboard.press("Escape")
  await desk.getByRole("dialog").getByRole("button", { name: "Keep writing" }).click()
  await expect(textOf(desk, edit)).toHaveText("As it was, nearly")
  await textOf(desk, edit).press("Escape")
  await desk.getByRole("dialog").getByRole("button", { name: "Discard" }).click()
  await expect(card(desk, "As it was")).toBeVisible()
})

test("a post is hidden and shown again, pinned and unpinned", async ({ desk, page, story }) => {
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  await publish(desk, "The bridge is closed")
  await page.goto(blog.path)
  const post = card(desk, "The bridge is closed")
  await post.getByRole("button", { name: "Hide" }).click()
  await expect(post.getByText("Hidden")).toBeVisible()
  await expect(page.getByText("The bridge is closed")).toHaveCount(0)
  await post.getByRole("button", { name: "Show" }).click()
  await expect(page.getByText("The bridge is closed").first()).toBeVisible()
  await post.getByRole("button", { name: "Pin", exact: true }).click()
  await expect(post.getByText("Pinned")).toBeVisible()
  await post.getByRole("button", { name: "Unpin" }).click()
  await expect(post.getByText("Pinned")).toHaveCount(0)
})

test("deleting can be undone from the message, by keyboard, and later from the deleted ones", async ({
  desk,
  page,
  story,
}) => {
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  await publish(desk, "Said too early")
  await page.goto(blog.path)
  await card(desk, "Said too early").getByRole("button", { name: "Delete" }).click()
  await expect(card(desk, "Said too early")).toHaveCount(0)
  await expect(page.getByText("Said too early")).toHaveCount(0)
  await desk.keyboard.press("Alt+t")
  await undoButton(desk).press("Enter")
  await expect(card(desk, "Said too early")).toBeVisible()
  await expect(page.getByText("Said too early")).toBeVisible()

  await card(desk, "Said too early").getByRole("button", { name: "Delete" }).click()
  await desk.getByRole("radio", { name: "Deleted" }).click()
  await card(desk, "Said too early").getByRole("button", { name: "Restore" }).click()
  await expect(desk.getByText("Nothing deleted")).toBeVisible()
  await desk.getByRole("radio", { name: "All" }).click()
  await expect(card(desk, "Said too early")).toBeVisible()
})

test("the timeline is filtered by state and loads older posts as one comes to them", async ({ desk, story }) => {
  const blog = await story.createBlog()
  for (let number = 1; number <= 33; number += 1) {
    await story.createPost(blog, { text: `Update number ${number}.`, state: number % 2 ? "published" : "draft" })
  }
  await openDesk(desk, blog)
  const posts = desk.getByRole("article")
  await posts.last().scrollIntoViewIfNeeded()
  await expect(posts).toHaveCount(33)
  await expect(desk.getByRole("button", { name: "Load older" })).toHaveCount(0)
  await desk.getByRole("radio", { name: "Drafts" }).click()
  await expect(posts).toHaveCount(16)
  await expect(posts.first()).toContainText("Update number 32.")
})

test("a timeline of some hundred updates has its rows in the view wherever one scrolls to", async ({ desk, story }) => {
  test.slow()
  const blog = await story.createBlog()
  await postMany(story, blog, MANY)
  await openDesk(desk, blog)
  const rows = desk.locator("[data-row]")
  await expect(async () => {
    await scrollTo(desk, 1)
    await expect(rows.last()).toHaveAttribute("aria-posinset", `${MANY}`, { timeout: 500 })
  }).toPass()
  // Of so many only those around the view are in the page.
  expect(await rows.count()).toBeLessThan(MANY / 2)
  for (const part of [0.9, 0.35, 0.6, 0.15, 0.75, 0.5]) {
    await scrollTo(desk, part)
    await expect.poll(() => filledPart(desk), { message: `at ${part} of the page` }).toBeGreaterThan(0.85)
  }
  await scrollTo(desk, 0)
  await expect(rows.first()).toHaveAttribute("aria-posinset", "1")
})

test("what others post appears when the editor comes back to the desk, and disturbs no open editor", async ({
  desk,
  story,
}) => {
  const blog = await story.createBlog()
  await story.createPost(blog, { text: "The first" })
  await openDesk(desk, blog)
  await card(desk, "The first").getByRole("button", { name: "Edit" }).click()
  const edit = desk.getByRole("region", { name: "Edit post" })
  await textOf(desk, edit).fill("The first, longer")
  await story.createPost(blog, { text: "From the wire" })
  await comeBack(desk)
  await expect(card(desk, "From the wire")).toBeVisible()
  await expect(textOf(desk, edit)).toHaveText("The first, longer")
})

import type { Page } from "@playwright/test"
import { card, composer, openDesk, textOf } from "./desk-page"
import { expect, test } from "./fixtures"
import { postMany } from "./reader-helpers"

/** Where rows of the timeline stand: the first one's top, and how many are whole in the window. */
function rowsOf(page: Page): Promise<{ first: number; visible: number; heights: number[] }> {
  return page.evaluate(() => {
    const boxes = [...document.querySelectorAll("[data-row]")].map((row) => row.getBoundingClientRect())
    const visible = boxes.filter(({ top, bottom }) => top >= 0 && bottom <= window.innerHeight)
    return { first: boxes[0]?.top ?? 0, visible: visible.length, heights: visible.map(({ height }) => height) }
  })
}

test("timeline and composer stand side by side, with many rows in view; the queue joins them on wide screens", async ({
  desk,
  story,
}) => {
  const blog = await story.createBlog()
  await postMany(story, blog, 25)
  for (const title of ["One", "Two", "Three"]) await story.createPost(blog, { title, text: "Words", pinned: true })
  await story.createPost(blog, { text: "Needle in the hay" })
  await story.createPost(blog, { text: "From a contributor", state: "submitted" })

  await desk.setViewportSize({ width: 1280, height: 800 })
  await openDesk(desk, blog)
  await expect(card(desk, "From a contributor")).toBeVisible()
  const normal = await rowsOf(desk)
  expect(normal.first).toBeLessThanOrEqual(220)
  expect(normal.visible).toBeGreaterThanOrEqual(10)
  expect(Math.max(...normal.heights)).toBeLessThanOrEqual(46)
  await expect(composer(desk).getByRole("button", { name: "Publish" })).toBeInViewport()

  await desk.getByRole("searchbox", { name: "Search posts" }).fill("needle")
  await expect(desk.getByText("1 found")).toBeInViewport()
  await expect(card(desk, "Needle in the hay")).toBeInViewport()
  await desk.getByRole("searchbox", { name: "Search posts" }).fill("")

  // A row opens in its place, and everything that can be done with a post is there by name.
  await card(desk, "Needle in the hay").getByRole("button", { name: "Needle in the hay" }).click()
  for (const name of ["Edit", "Hide", "Pin", "Key event", "Delete"]) {
    await expect(card(desk, "Needle in the hay").getByRole("button", { name, exact: true })).toBeVisible()
  }
  await card(desk, "Needle in the hay").getByRole("button", { name: "Close this post" }).click()

  await desk.getByRole("button", { name: "Queue 1" }).click()
  await desk.getByRole("dialog", { name: "Queue" }).getByRole("button", { name: "Edit" }).click()
  await expect(textOf(desk, desk.getByRole("region", { name: "Edit post" }))).toHaveText("From a contributor")

  await desk.setViewportSize({ width: 1920, height: 1080 })
  await openDesk(desk, blog)
  const queue = desk.getByRole("complementary", { name: "Queue" })
  await expect(queue.getByText("From a contributor")).toBeVisible()
  await queue.getByRole("button", { name: "Publish" }).click()
  await expect(queue.getByText("Nothing waits for approval.")).toBeVisible()
  expect((await rowsOf(desk)).visible).toBeGreaterThanOrEqual(16)
  await desk.getByRole("button", { name: "Comfortable view" }).click()
  await desk.reload()
  await expect(desk.getByRole("button", { name: "Compact view" })).toBeVisible()
})

test("on a phone the timeline comes first, and a post is written on a sheet of its own", async ({ desk, story }) => {
  const blog = await story.createBlog()
  await story.createPost(blog, { text: "Already out" })
  await desk.setViewportSize({ width: 390, height: 844 })
  await openDesk(desk, blog)
  await expect(card(desk, "Already out")).toBeInViewport()
  await expect(textOf(desk)).toBeHidden()
  await desk.getByRole("button", { name: "New post" }).click()
  await expect(textOf(desk)).toBeFocused()
  await desk.keyboard.type("From the street")
  await desk.getByRole("button", { name: "Publish" }).first().click()
  await expect(card(desk, "From the street")).toBeInViewport()
  await expect(textOf(desk)).toBeHidden()
})

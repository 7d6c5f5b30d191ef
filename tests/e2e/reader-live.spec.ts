import { expect, test } from "./fixtures"

test.describe("a reader with the page open sees every change without a reload", () => {
  test("a new update comes in at the top, marked for screen readers by its number alone", async ({ page, story }) => {
    const blog = await story.createBlog({ title: "Election night" })
    await page.goto(blog.path)
    await expect(page.getByText("Nothing has been posted yet")).toBeVisible()

    await story.createPost(blog, { text: "The first polling stations have closed.", title: "Polls closed" })

    await expect(page.getByRole("article", { name: "Polls closed" })).toBeVisible()
    await expect(page.getByRole("status")).toHaveText("1 new update")
    await expect(page.getByText("Nothing has been posted yet")).toBeHidden()

    await story.createPost(blog, { text: "Counting has begun.", title: "Counting" })
    await expect(page.getByRole("article").first()).toHaveAccessibleName("Counting")
  })

  test("an edit, a removal and a return happen in place", async ({ page, story }) => {
    const blog = await story.createBlog()
    const first = await story.createPost(blog, { text: "Three ships are missing.", title: "Ships" })
    await story.createPost(blog, { text: "The lighthouse is dark.", title: "Lighthouse" })
    await page.goto(blog.path)
    const ships = page.getByRole("article", { name: "Ships" })
    await expect(ships).not.toContainText("Updated")

    await story.editPost(blog, first.id, { content: paragraphs("Two ships are missing.") })
    await expect(ships).toContainText("Two ships are missing.")
    await expect(ships).toContainText(/Updated at \d\d:\d\d/)
    await expect(ships).not.toContainText("Three")

    await story.editPost(blog, first.id, { state: "hidden" })
    await expect(ships).toBeHidden()

    await story.editPost(blog, first.id, { state: "published" })
    await expect(ships).toBeVisible()
    await expect(page.getByRole("article").last()).toHaveAccessibleName("Ships")

    await story.deletePost(blog, first.id)
    await expect(ships).toBeHidden()
    await expect(page.getByRole("article")).toHaveCount(1)
  })

  test("key events and pinned updates follow", async ({ page, story }) => {
    const blog = await story.createBlog()
    const post = await story.createPost(blog, { text: "The bridge at Nordersand is closed.", title: "Bridge closed" })
    await page.goto(blog.path)
    await expect(page.getByRole("article", { name: "Bridge closed" })).toBeVisible()

    await story.editPost(blog, post.id, { keyEvent: true, pinned: true })
    const events = page.getByRole("navigation", { name: "Key events" })
    await expect(events.getByRole("link", { name: "Bridge closed" })).toBeVisible()
    const pinned = page.getByRole("region", { name: "Pinned" })
    await expect(pinned).toContainText("The bridge at Nordersand is closed.")

    await story.editPost(blog, post.id, { keyEvent: false, pinned: false })
    await expect(events).toBeHidden()
    await expect(pinned).toBeHidden()
  })

  test("the headline follows, in the tab too", async ({ page, story }) => {
    const blog = await story.createBlog({ title: "Storm warning" })
    await page.goto(blog.path)
    await story.editBlog(blog, { title: "Storm over the coast", summary: "Winds of 140 km/h." })
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Storm over the coast")
    await expect(page.getByText("Winds of 140 km/h.")).toBeVisible()
    await expect(page).toHaveTitle(/^Storm over the coast/)
  })

  test("when the blog ends, the page says so and asks no more", async ({ page, story }) => {
    const blog = await story.createBlog()
    await story.createPost(blog, { text: "Everybody is safe.", title: "Safe" })
    await page.goto(blog.path)
    await expect(page.getByText("Live", { exact: true })).toBeVisible()

    await story.editBlog(blog, { status: "ended" })
    await expect(page.getByText("As it happened", { exact: false })).toBeVisible()
    await expect(page.getByText("Live", { exact: true })).toBeHidden()

    // Three polling intervals, in which a page that still asked would have.
    const asked = page.waitForRequest(/\/changes/, { timeout: 1_500 })
    await story.editBlog(blog, { summary: "Written after the end." })
    await expect(asked).rejects.toThrow("Timeout")
  })

  test("a lost connection is told in words, and nothing is missed", async ({
    page,
    story,
    context,
    expectedErrors,
  }) => {
    expectedErrors.push(/ERR_INTERNET_DISCONNECTED/)
    const blog = await story.createBlog()
    await page.goto(blog.path)
    await context.setOffline(true)
    await expect(page.getByText(/Reconnecting, last update at \d\d:\d\d/)).toBeVisible()

    await story.createPost(blog, { text: "Sent while the reader was in a tunnel.", title: "Missed" })
    await context.setOffline(false)
    await expect(page.getByRole("article", { name: "Missed" })).toBeVisible()
    await expect(page.getByText("Live", { exact: true })).toBeVisible()
  })
})

function paragraphs(...texts: string[]) {
  return { type: "doc", content: texts.map((text) => ({ type: "paragraph", content: [{ type: "text", text }] })) }
}

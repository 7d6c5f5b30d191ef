import { expect, test } from "./fixtures"

test.describe("a page that the server keeps in memory", () => {
  test("comes alive from its reader's own position, and shows what was published meanwhile", async ({
    page,
    story,
  }) => {
    const blog = await story.createBlog({ title: "Kept" })
    await story.createPost(blog, { title: "First", text: "text" })
    await page.goto(blog.path)
    await page.goto(blog.path)
    await story.createPost(blog, { title: "Second", text: "text" })
    await expect(page.getByRole("heading", { name: "Second" })).toBeVisible()
    await page.reload()
    await expect(page.getByRole("heading", { level: 3 })).toHaveText(["Second", "First"])
  })

  test("comes alive below a line that says it is old", async ({ page, story }) => {
    const blog = await story.createBlog({ title: "Old" })
    await page.route(blog.path, async (route) => {
      const response = await route.fetch()
      const notice = '<p role="status">This is the last version we have.</p>'
      await route.fulfill({ response, body: (await response.text()).replace(/<body[^>]*>/, (start) => start + notice) })
    })
    await page.goto(blog.path)
    await expect(page.getByText("This is the last version we have.")).toBeVisible()
    await story.createPost(blog, { title: "Back again", text: "text" })
    await expect(page.getByRole("heading", { name: "Back again" })).toBeVisible()
  })
})

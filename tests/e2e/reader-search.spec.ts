import { expect, test } from "./fixtures"
import { createFilledBlog } from "./reader-helpers"

test.use({ javaScriptEnabled: false })

test.describe("the search within a blog", () => {
  test("finds words and their beginnings in what is public, marks them, and leads to the update", async ({
    page,
    story,
  }) => {
    const blog = await story.createBlog({ title: "Storm" })
    const { id } = await story.createPost(blog, { title: "Harbour closed", text: "No ferries leave tonight." })
    await story.createPost(blog, { text: "The ferry terminal is dry." })
    await story.createPost(blog, { title: "Ferries again", text: "A draft.", state: "draft" })
    const hidden = await story.createPost(blog, { text: "Ferries, hidden." })
    await story.editPost(blog, hidden.id, { state: "hidden" })
    await page.goto(blog.path)
    await page.getByRole("link", { name: "Search this live blog" }).click()
    await page.getByRole("searchbox").fill("FERR")
    await page.getByRole("button", { name: "Search" }).click()

    const results = page.getByRole("region", { name: /Results for “FERR”/ })
    await expect(results.getByRole("listitem")).toHaveCount(2)
    await expect(results.locator("mark")).toHaveText(["ferry", "ferries"])
    await results.getByRole("link", { name: "Harbour closed" }).click()
    expect(page.url()).toMatch(new RegExp(`${blog.path}/${id}#${id}$`))
  })

  test("says so when nothing is found, and takes any signs for words", async ({ page, story }) => {
    const { blog } = await createFilledBlog(story, 1)
    for (const words of ["zebra", "<script>", "'; drop table post; --", "a & !b | (c:*", "\\", "%"]) {
      const response = await page.goto(`${blog.path}?${new URLSearchParams({ q: words })}`)
      expect(response?.status(), words).toBe(200)
      await expect(page.getByText(`No updates match “${words}”.`)).toBeVisible()
    }
  })

  test("goes on to older results by links, and back", async ({ page, story }) => {
    const { blog } = await createFilledBlog(story, 45)
    await page.goto(`${blog.path}?q=water`)
    const items = page.getByRole("main").getByRole("listitem")
    await expect(items).toHaveCount(20)
    await page.getByRole("link", { name: "Older results" }).click()
    await expect(items.first()).toContainText("Update 25")
    await page.getByRole("link", { name: "Older results" }).click()
    await expect(items).toHaveCount(5)
    await expect(page.getByRole("link", { name: "Older results" })).toBeHidden()
    await page.getByRole("link", { name: "Newest results" }).click()
    await expect(items.first()).toContainText("Update 45")
  })
})

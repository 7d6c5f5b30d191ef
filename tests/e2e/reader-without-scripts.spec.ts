import { expect, test } from "./fixtures"

test.use({ javaScriptEnabled: false })

test("a reader without JavaScript reads, pages and follows links, and is told to reload", async ({ page, story }) => {
  const blog = await story.createBlog({ title: "Quiet reading" })
  for (let number = 1; number <= 41; number += 1)
    await story.createPost(blog, { text: `Text ${number}.`, title: `Update ${number}` })
  await story.createPost(blog, { text: "https://youtu.be/dQw4w9WgXcQ", title: "Film" })

  await page.goto(blog.path)
  await expect(page).toHaveTitle(/^Quiet reading/)
  await expect(
    page.getByText("JavaScript is off, so this page won’t update automatically. Reload for the latest."),
  ).toBeVisible()
  const film = page.getByRole("article", { name: "Film" })
  await expect(film.getByRole("link", { name: "Open on YouTube" })).toHaveAttribute(
    "href",
    "https://youtu.be/dQw4w9WgXcQ",
  )
  await expect(film.getByRole("button")).toBeHidden()

  await page.getByRole("link", { name: "Older" }).click()
  await expect(page.getByRole("article", { name: "Update 20", exact: true })).toBeVisible()

  await page.goto("/")
  await page.getByRole("link", { name: "Quiet reading" }).click()
  await expect(page.getByRole("article", { name: "Update 41", exact: true })).toBeVisible()
})

test.describe("where there is nothing", () => {
  test.use({ expectedErrors: [/404/] })

  test("a reader without JavaScript is told so in the blog's language, and where to go on", async ({ page, story }) => {
    const blog = await story.createBlog({ title: "Hochwasser", language: "de" })
    for (const path of [`${blog.path}/post_unknown`, `${blog.path}/tag/unknown`]) {
      const response = await page.goto(path)
      expect(response?.status()).toBe(404)
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Diese Meldung ist nicht verfügbar.")
      await page.getByRole("link", { name: "Zurück zum Liveblog" }).click()
      await page.waitForURL((url) => url.pathname === blog.path)
    }
    for (const path of ["/no-such-blog", "/nothing/is/here"]) {
      const response = await page.goto(path)
      expect(response?.status()).toBe(404)
      await expect(page.getByRole("heading", { level: 1 })).toContainText("There is")
      await expect(page.getByRole("main").getByRole("link", { name: /all live blogs/i })).toHaveAttribute("href", "/")
    }
  })
})

import { expectAccessible } from "./accessible"
import { expect, test } from "./fixtures"
import { addPost, article, waitUntilLive } from "./reader-helpers"

test("a reader follows a tag from an update to all updates with it, and subscribes to it there", async ({
  page,
  story,
}) => {
  const blog = await story.createBlog({ title: "Flood" })
  for (let number = 1; number <= 22; number += 1)
    await addPost(story, blog, `Water ${number}`, { tags: ["High Water"] })
  await addPost(story, blog, "Roads", { tags: ["Traffic", "50% off / closed"] })
  await page.goto(blog.path)
  const tags = article(page, "Roads").getByRole("list", { name: "Tags" })
  await expect(tags.getByRole("link")).toHaveText(["Traffic", "50% off / closed"])
  await tags.getByRole("link", { name: "50% off / closed" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Updates tagged “50% off / closed”")
  await expect(page.getByRole("article")).toHaveCount(1)

  await page.goto(`${blog.path}/tag/HIGH%20WATER`)
  expect(new URL(page.url()).pathname).toBe(`${blog.path}/tag/high%20water`)
  await expect(page.getByRole("article")).toHaveCount(20)
  await expect(page.getByRole("article").first()).toHaveAccessibleName("Water 22")
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute("content", "noindex, follow")
  await expect(page.locator('link[rel="canonical"]')).toHaveAttribute("href", /\/tag\/high%20water$/)
  const feed = await page.locator('link[type="application/feed+json"]').getAttribute("href")
  const { items } = await (await page.request.get(new URL(feed ?? "").pathname + new URL(feed ?? "").search)).json()
  expect(items[0]).toMatchObject({ title: "Water 22", tags: ["High Water"] })
  await expectAccessible(page)

  await page.getByRole("link", { name: "Older" }).click()
  await expect(page.getByRole("article")).toHaveCount(2)
  await page.getByRole("link", { name: "Newest" }).click()
  await expect(page.getByRole("article")).toHaveCount(20)
  await page.getByRole("link", { name: "Back to the live blog" }).click()
  await waitUntilLive(page)
})

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false, expectedErrors: [/404/] })

  test("the page of a tag can be read, and an update that lost its tag or was taken back is not on it", async ({
    page,
    story,
  }) => {
    const blog = await story.createBlog({ title: "Flood" })
    const [first, second] = [
      await addPost(story, blog, "First", { tags: ["Water"] }),
      await addPost(story, blog, "Second", { tags: ["Water"] }),
    ]
    await page.goto(`${blog.path}/tag/water`)
    await expect(page.getByRole("article")).toHaveCount(2)
    await story.editPost(blog, second, { tags: [] })
    await page.reload()
    await expect(page.getByRole("article")).toHaveCount(1)
    await story.editPost(blog, first, { state: "hidden" })
    expect((await page.reload())?.status()).toBe(404)
  })
})

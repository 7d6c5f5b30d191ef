import { expectAccessible } from "./accessible"
import { composer, openDesk, textOf } from "./desk-page"
import { expect, test } from "./fixtures"
import { waitUntilLive } from "./reader-helpers"

test("an editor publishes breaking news: open pages show a banner until it is closed or ended", async ({
  desk,
  page,
  story,
}) => {
  const blog = await story.createBlog()
  await story.createPost(blog, { text: "Counting has begun.", title: "Counting" })
  await page.goto(blog.path)
  await waitUntilLive(page)
  const banner = page.getByRole("complementary", { name: "Breaking" })
  await expect(banner).toBeHidden()

  await openDesk(desk, blog)
  await textOf(desk).fill("The minister has resigned.")
  await composer(desk).getByRole("button", { name: "Breaking" }).click()
  await composer(desk).getByRole("button", { name: "Publish" }).click()

  await expect(banner.getByRole("link", { name: "The minister has resigned." })).toBeVisible()
  await expect(page.getByRole("status")).toHaveText("Breaking: The minister has resigned.")
  await expectAccessible(page)
  await page.reload()
  await waitUntilLive(page)
  await banner.getByRole("link").click()
  await expect(page).toHaveURL(/#post_/)
  await banner.getByRole("button", { name: "Close" }).click()
  await expect(banner).toBeHidden()
  await page.reload()
  await waitUntilLive(page)
  await expect(banner).toBeHidden()

  const other = await page.context().browser()?.newContext({ javaScriptEnabled: false })
  const reader = await other?.newPage()
  if (!reader) throw new Error("There is no second browser.")
  await reader.goto(new URL(blog.path, page.url()).href)
  const plain = reader.getByRole("complementary", { name: "Breaking" })
  await expect(plain.getByRole("link", { name: "The minister has resigned." })).toBeVisible()
  await expect(plain.getByRole("button")).toBeHidden()

  await desk.getByRole("article", { name: "The minister has resigned." }).click()
  await desk.getByRole("button", { name: "End alert" }).click()
  await expect(desk.getByText("Alert ended")).toBeVisible()
  await expect
    .poll(async () => {
      await reader.reload()
      return plain.isVisible()
    })
    .toBe(false)
  await other?.close()
})

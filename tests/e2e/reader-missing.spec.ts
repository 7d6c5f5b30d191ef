import { expectAccessible } from "./accessible"
import { expect, test } from "./fixtures"
import { addPost, createFilledBlog } from "./reader-helpers"

test.use({ expectedErrors: [/404/] })

test("what is not there is said in the blog's language", async ({ page, story }) => {
  const blog = await story.createBlog({ title: "تغطية", language: "ar" })
  for (const path of [`${blog.path}/post_unknown`, `${blog.path}/tag/unknown`]) {
    const response = await page.goto(path)
    expect(response?.status()).toBe(404)
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("هذا التحديث غير متاح.")
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl")
    await page.getByRole("link", { name: "العودة إلى التغطية المباشرة" }).click()
    await page.waitForURL((url) => url.pathname === blog.path)
  }
})

test("an address that is no text is answered like any other at which there is nothing", async ({ page, story }) => {
  const { blog } = await createFilledBlog(story, 1)
  for (const path of [
    "/%zz",
    "/%",
    "/%E0%A4%A",
    "/%00",
    "/a%00b",
    `${blog.path}/%ff`,
    `${blog.path}/tag/%ff`,
    `${blog.path}/%00`,
    `${blog.path}?before=%00&q=x`,
  ]) {
    const response = await page.goto(path)
    expect(response?.status(), path).toBe(404)
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is nothing at this address.")
  }
  for (const path of ["/api/%zz", `/api/blogs/${blog.slug}%00/changes?epoch=x&after=0`]) {
    const response = await page.request.get(path)
    expect(response.status(), path).toBe(400)
    expect((await response.json()).error.code).toBe("bad_address")
  }
  expect((await page.goto(`${blog.path}?q=100%`))?.status()).toBe(200)
})

test.describe("under Next's own scripts", () => {
  // Who shows a token is answered by Next alone.
  test.use({ expectedErrors: [/Broken on purpose/], extraHTTPHeaders: { authorization: "Bearer nobody" } })

  test("a page that breaks in the browser says so in the blog's language", async ({ page, story }) => {
    const { blog } = await createFilledBlog(story, 1, { title: "تغطية", language: "ar" })
    await page.goto(blog.path)
    await expect(page.getByText("مباشر", { exact: true })).toBeVisible()
    await page.evaluate(() => {
      Intl.RelativeTimeFormat.prototype.format = () => {
        throw new Error("Broken on purpose")
      }
    })
    await addPost(story, blog, "News")
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("تعذّر عرض هذه الصفحة.")
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl")
    await expect(page.locator("html")).toHaveAttribute("lang", "ar")
    await expectAccessible(page)
  })
})

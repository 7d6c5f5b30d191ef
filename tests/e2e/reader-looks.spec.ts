import { contrast } from "../../lib/theme/accent"
import { expectAccessible } from "./accessible"
import { makePicture } from "./desk-page"
import { expect, test } from "./fixtures"
import { addPost, article, read, topOf, waitUntilLive } from "./reader-helpers"

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`on a ${colorScheme} page`, () => {
    test.use({ colorScheme })

    test("an editor gives a blog its colour and pictures, and an open page takes them on without moving what is read", async ({
      desk,
      page,
      story,
    }) => {
      const blog = await story.createBlog({ title: "Flood", summary: "Water.\n- One\n- Two" })
      for (let number = 1; number <= 12; number += 1)
        await addPost(story, blog, `Update ${number}`, { tags: ["Water"] })
      await page.goto(blog.path)
      await waitUntilLive(page)
      const top = await read(article(page, "Update 6"))

      await desk.goto(`/desk/blogs/${blog.id}/settings`)
      await desk.getByLabel("Accent colour").check()
      await desk.getByLabel("The colour").fill("#ffcc00")
      await expect(desk.getByText("darkened on the light page")).toBeVisible()
      const file = async (name: string, colour: string) => ({
        name,
        mimeType: "image/jpeg",
        buffer: await makePicture(colour),
      })
      await desk.getByLabel("Logo (optional)", { exact: true }).setInputFiles(await file("logo.jpg", "#202020"))
      await desk.getByLabel("Logo alt text").fill("The Harbour Times")
      await desk.getByLabel("Header image (optional)", { exact: true }).setInputFiles(await file("head.jpg", "#88aacc"))
      await desk.getByLabel("Header image alt text").fill("The flooded square")
      await expectAccessible(desk)
      await desk.getByRole("button", { name: "Save settings" }).click()
      await expect(desk.getByText("Settings saved")).toBeVisible()

      await expect(page.getByRole("img", { name: "The flooded square" })).toBeAttached()
      expect(await topOf(article(page, "Update 6"))).toBe(top)
      await page.goto(blog.path)
      await expect(page.getByRole("img", { name: "The Harbour Times" })).toBeVisible()
      const colour = await page
        .locator("[data-accent]")
        .evaluate((each) => getComputedStyle(each).getPropertyValue("--color-accent"))
      expect(contrast(colour, colorScheme === "dark" ? "#101214" : "#ffffff")).toBeGreaterThanOrEqual(4.5)
      await expectAccessible(page)
      const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? "")
      expect(data.publisher.logo.url).toMatch(/\/media\/[a-f0-9]{40}\//)
      expect(data.image[0]).toMatchObject({ "@type": "ImageObject", width: 900, height: 600 })
      expect((await page.request.get(`${blog.path}/card.png`)).headers()["content-type"]).toBe("image/png")
    })
  })
}

test("a header image keeps its place free before it is there", async ({ page, desk, story }) => {
  const blog = await story.createBlog({ title: "Flood" })
  await addPost(story, blog, "Update 1")
  await desk.goto(`/desk/blogs/${blog.id}/settings`)
  const buffer = await makePicture("#88aacc")
  await desk
    .getByLabel("Header image (optional)", { exact: true })
    .setInputFiles({ name: "a.jpg", mimeType: "image/jpeg", buffer })
  await desk.getByLabel("Header image alt text").fill("The square")
  await desk.getByRole("button", { name: "Save settings" }).click()
  await expect(desk.getByText("Settings saved")).toBeVisible()
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route("**/media/**", async (route) => {
    await held
    await route.continue()
  })
  await page.goto(blog.path, { waitUntil: "domcontentloaded" })
  const before = await topOf(article(page, "Update 1"))
  letGo()
  await page.waitForFunction(
    () => document.querySelector<HTMLImageElement>("header img[alt='The square']")?.naturalWidth,
  )
  expect(await topOf(article(page, "Update 1"))).toBe(before)
})

import type { Locator, Page } from "@playwright/test"
import type { StoryClient } from "../../scripts/lib/story-client"
import { expectAccessible } from "./accessible"
import { makePicture } from "./desk-page"
import { expect, test } from "./fixtures"
import { article, waitUntilLive } from "./reader-helpers"

/** A post with three pictures in a row, and one without any; "The quay" comes first. */
async function createPictureBlog(story: StoryClient, fields: Record<string, unknown> = {}) {
  const blog = await story.createBlog({ title: "Flood", ...fields })
  const shots = [
    await story.addPicture(await makePicture("#7799bb"), { alt: "The quay", caption: "At noon.", credit: "Ann Ode" }),
    await story.addPicture(await makePicture("#bb9977"), { alt: "The mole" }),
    await story.addPicture(await makePicture("#77bb99"), { alt: "The square" }),
  ]
  const content = { type: "doc", content: [{ type: "gallery", content: shots }] }
  const { id } = await story.createPost(blog, { title: "Pictures", content })
  return { blog, id }
}

const dialog = (page: Page) => page.getByRole("dialog")
const picture = (within: Locator, name: string) => within.getByRole("img", { name })

test("a reader sees a picture large, and goes on to the others of its post and back to where they were", async ({
  page,
  story,
}) => {
  const { blog } = await createPictureBlog(story)
  await page.goto(blog.path)
  await waitUntilLive(page)
  const link = article(page, "Pictures").getByRole("link", { name: "The quay" })
  await link.focus()
  const before = await page.evaluate(() => window.scrollY)
  await page.keyboard.press("Enter")
  await expect(picture(dialog(page), "The quay")).toBeVisible()
  await expect(dialog(page)).toContainText("At noon. Photo: Ann Ode")
  const small = await picture(article(page, "Pictures"), "The mole").evaluate((each) => each.clientWidth)
  await expect.poll(() => picture(dialog(page), "The quay").evaluate((each) => each.clientWidth)).toBeGreaterThan(small)
  await expectAccessible(page)

  await page.keyboard.press("ArrowRight")
  await expect(picture(dialog(page), "The mole")).toBeVisible()
  await expect(picture(dialog(page), "The quay")).toHaveCount(0)
  await dialog(page).getByRole("button", { name: "Next image" }).click()
  await expect(picture(dialog(page), "The square")).toBeVisible()
  await dialog(page).getByRole("button", { name: "Next image" }).click()
  await expect(picture(dialog(page), "The quay")).toBeVisible()
  await page.keyboard.press("ArrowLeft")
  await expect(picture(dialog(page), "The square")).toBeVisible()

  await page.keyboard.press("Escape")
  await expect(dialog(page)).toHaveCount(0)
  await expect(link).toBeFocused()
  expect(await page.evaluate(() => window.scrollY)).toBe(before)
})

test("a picture that the newsroom takes back leaves, also where it is looked at", async ({ page, story }) => {
  const { blog, id } = await createPictureBlog(story)
  await page.goto(blog.path)
  await waitUntilLive(page)
  await article(page, "Pictures").getByRole("link", { name: "The quay" }).click()
  await expect(picture(dialog(page), "The quay")).toBeVisible()
  await story.deletePost(blog, id)
  await expect(dialog(page)).toHaveCount(0)
  await expect(article(page, "Pictures")).toHaveCount(0)
})

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  /** One finger from the middle, so far to the right. */
  async function swipe(page: Page, by: number) {
    const browser = await page.context().newCDPSession(page)
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", x?: number) =>
      browser.send("Input.dispatchTouchEvent", { type, touchPoints: x === undefined ? [] : [{ x, y: 420 }] })
    await touch("touchStart", 195)
    await touch("touchMove", 195 + by)
    await touch("touchEnd")
  }

  test("one swipes, in Arabic the other way around, and a tap beside the picture closes it", async ({
    page,
    story,
  }) => {
    for (const [language, forward] of [
      ["en", -120],
      ["ar", 120],
    ] as const) {
      const { blog } = await createPictureBlog(story, { language })
      await page.goto(blog.path)
      await page.getByText(/^(Live|مباشر)$/).waitFor()
      const link = article(page, "Pictures").getByRole("link", { name: "The quay" })
      await link.tap()
      await expect(picture(dialog(page), "The quay")).toBeVisible()
      await page.touchscreen.tap(195, 40)
      await expect(dialog(page)).toHaveCount(0)
      await link.tap()
      await expect(picture(dialog(page), "The quay")).toBeVisible()
      await swipe(page, forward)
      await expect(picture(dialog(page), "The mole")).toBeVisible()
      await swipe(page, -forward)
      await expect(picture(dialog(page), "The quay")).toBeVisible()
    }
  })
})

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false })

  test("the picture's link leads to the largest file", async ({ page, story }) => {
    const { blog } = await createPictureBlog(story)
    await page.goto(blog.path)
    const link = article(page, "Pictures").getByRole("link", { name: "The quay" })
    const answer = await page.request.get((await link.getAttribute("href")) ?? "")
    expect(answer.headers()["content-type"]).toBe("image/jpeg")
  })
})

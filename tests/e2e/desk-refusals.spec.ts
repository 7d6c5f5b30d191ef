import type { Locator, Page } from "@playwright/test"
import { expectAccessible } from "./accessible"
import { card, composer, giveFiles, makePicture, openDesk, paste, textOf } from "./desk-page"
import { expect, test } from "./fixtures"

const summary = (where: Locator) => where.getByRole("list", { name: "Fields to correct" })

async function addPictures(page: Page, count: number): Promise<void> {
  const bytes = await makePicture("#406080")
  const files = Array.from({ length: count }, (_, index) => ({ name: `${index}.jpg`, bytes }))
  await giveFiles(textOf(page), "paste", files)
  await expect(composer(page).getByLabel("Alt text")).toHaveCount(count)
}

test("a refused post says why at each field, and by the button, which leads there", async ({ desk, page, story }) => {
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  const send = composer(desk).getByRole("button", { name: "Publish", exact: true })
  await send.click()
  await expect(textOf(desk)).toHaveAttribute("aria-invalid", "true")
  await expect(textOf(desk)).toHaveAccessibleDescription(/Write something first/)
  await expect(textOf(desk)).toBeFocused()
  await desk.keyboard.type("Three halls")
  await expect(textOf(desk)).not.toHaveAttribute("aria-invalid", "true")
  await expect(composer(desk).getByRole("alert")).toHaveCount(0)

  await addPictures(desk, 3)
  const alt = composer(desk).getByLabel("Alt text")
  await composer(desk).getByLabel("Credit (optional)").nth(1).fill("Jo Lens")
  await composer(desk).getByRole("button", { name: "Same credit for all 3" }).click()
  await expect(composer(desk).getByLabel("Credit (optional)").nth(2)).toHaveValue("Jo Lens")
  await send.click()
  await expect(composer(desk).getByRole("alert")).toContainText("Describe each picture")
  await expect(alt.first()).toBeFocused()
  for (const at of [0, 1, 2]) await expect(alt.nth(at)).toHaveAttribute("aria-invalid", "true")
  await expectAccessible(desk)
  await summary(composer(desk)).getByRole("button", { name: "Alt text 3" }).click()
  await expect(alt.nth(2)).toBeFocused()
  await expect(alt.nth(2)).toBeInViewport()
  await alt.nth(2).fill("The last hall")
  await expect(summary(composer(desk)).getByRole("button")).toHaveCount(2)
  await alt.nth(0).fill("The first hall")

  // The text goes out; the picture that is left waits in an edit of it.
  await composer(desk).getByRole("button", { name: "Publish now, describe later" }).click()
  await expect(textOf(desk)).toBeEmpty()
  await expect(desk.getByText("Published without pictures that need alt text")).toBeVisible()
  await page.goto(blog.path)
  await expect(page.getByText("Three halls").first()).toBeVisible()
  await expect(page.locator("article figure img")).toHaveCount(2)
  await desk.getByRole("button", { name: "Add alt text" }).click()
  const edit = desk.getByRole("region", { name: "Edit post" })
  await expect(edit.getByLabel("Alt text").nth(1)).toBeFocused()
  await desk.reload()
  await edit.getByLabel("Alt text").nth(1).fill("The second hall")
  await edit.getByRole("button", { name: "Update", exact: true }).click()
  await expect(edit).toHaveCount(0)
  await page.reload()
  await expect(page.getByRole("img", { name: "The second hall" })).toBeVisible()
  await expect(card(desk, "Three halls")).toHaveCount(1)
})

test("settings that are refused name each field by the button", async ({ desk, story }) => {
  const blog = await story.createBlog()
  await desk.goto(`/desk/blogs/${blog.id}/settings`)
  const form = desk.locator("form").filter({ has: desk.getByRole("button", { name: "Save settings" }) })
  await form.getByLabel("Title").fill("")
  await form.getByLabel("URL").fill("Not an address!")
  await form.getByRole("button", { name: "Save settings" }).click()
  await expect(form.getByLabel("Title")).toBeFocused()
  await expect(form.getByRole("alert")).toContainText("Not saved")
  await summary(form).getByRole("button", { name: "URL" }).click()
  await expect(form.getByLabel("URL")).toBeFocused()
  await expectAccessible(desk)
})

const tools = (page: Page) => composer(page).getByRole("toolbar", { name: "Format" })

test("tools and Publish stay in view with 120 paragraphs", async ({ desk, story }) => {
  await desk.setViewportSize({ width: 1280, height: 800 })
  await openDesk(desk, await story.createBlog())
  const paragraphs = Array.from({ length: 120 }, (_, at) => `<p>Paragraph ${at + 1} of a long night.</p>`)
  await textOf(desk).focus()
  await paste(textOf(desk), { text: "", html: paragraphs.join("") })
  await desk.keyboard.press("Control+End")
  await expect(textOf(desk).getByText("Paragraph 120 of a long night.")).toBeInViewport()
  await expect(tools(desk)).toBeInViewport({ ratio: 1 })
  await expect(composer(desk).getByRole("button", { name: "Publish", exact: true })).toBeInViewport({ ratio: 1 })
  await textOf(desk).getByText("Paragraph 60 of a long night.").scrollIntoViewIfNeeded()
  await expect(tools(desk)).toBeInViewport({ ratio: 1 })
  await expect(composer(desk).getByRole("button", { name: "Publish", exact: true })).toBeInViewport({ ratio: 1 })
  expect(await desk.evaluate(() => document.documentElement.scrollHeight)).toBe(800)
})

test("tools and Publish stay in view with three pictures on a phone", async ({ desk, story }) => {
  await desk.setViewportSize({ width: 390, height: 844 })
  await openDesk(desk, await story.createBlog())
  await desk.getByRole("button", { name: "New post" }).click()
  await addPictures(desk, 3)
  for (const at of [0, 1, 2]) {
    await composer(desk).getByLabel("Alt text").nth(at).fill(`Hall ${at}`)
    await expect(tools(desk)).toBeInViewport({ ratio: 0.9 })
    await expect(desk.getByRole("button", { name: "Publish", exact: true }).first()).toBeInViewport({ ratio: 1 })
  }
})

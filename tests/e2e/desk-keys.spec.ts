import { expectAccessible } from "./accessible"
import { card, openDesk } from "./desk-page"
import { expect, test } from "./fixtures"
import { ADMIN } from "./global-setup"

const MAX_KEYS = 12

test("with the keyboard alone it is at most twelve keys from signing in to a published update", async ({
  page,
  story,
}) => {
  const word = `Zq${Date.now().toString(36)}`
  const blog = await story.createBlog({ title: `${word} evening` })
  let keys = 0
  const press = async (key: string) => {
    keys += 1
    await page.keyboard.press(key)
  }
  await page.goto("/login")
  await page.keyboard.type(ADMIN.email)
  await press("Tab")
  await page.keyboard.type(ADMIN.password)
  await press("Enter")
  await page.waitForURL("**/desk")
  await expect(page.getByRole("heading", { name: "Live blogs", exact: true })).toBeVisible()
  await expect(page.getByRole("button", { name: "Go to" })).toBeVisible()
  await press("Control+k")
  const palette = page.getByRole("dialog", { name: "Go to or do" })
  await expect(
    palette
      .getByText(blog.slug)
      .or(palette.getByText(`${word} evening`))
      .first(),
  ).toBeVisible()
  for (const letter of word.slice(-4)) await press(letter)
  await expect(palette.getByRole("option", { selected: true })).toContainText(`${word} evening`)
  await press("Enter")
  await expect(page.getByRole("textbox", { name: "Text of the update" })).toBeVisible()
  await press("n")
  await page.keyboard.type("Written without a mouse")
  await press("Control+Enter")
  await expect(card(page, "Written without a mouse")).toBeVisible()
  await page.goto(blog.path)
  await expect(page.getByText("Written without a mouse")).toBeVisible()
  expect(keys).toBeLessThanOrEqual(MAX_KEYS)
})

test("keys lead from update to update and do what its buttons do", async ({ desk, page, story }) => {
  const blog = await story.createBlog()
  for (const text of ["The first", "The second", "The third"]) await story.createPost(blog, { text })
  await openDesk(desk, blog)
  await desk.keyboard.press("j")
  await expect(card(desk, "The third")).toBeFocused()
  await desk.keyboard.press("j")
  await expect(card(desk, "The second")).toBeFocused()
  await desk.keyboard.press("k")
  await expect(card(desk, "The third")).toBeFocused()
  await desk.keyboard.press("h")
  await expect(card(desk, "The third").getByText("Hidden from readers")).toBeVisible()
  await expect(card(desk, "The third")).toBeFocused()
  await desk.keyboard.press("h")
  await expect(card(desk, "The third").getByText("Hidden from readers")).toHaveCount(0)
  await desk.keyboard.press("i")
  await expect(card(desk, "The third").getByRole("button", { name: "Unmark" })).toBeEnabled()
  await desk.keyboard.press("t")
  await expect(card(desk, "The third").getByText("Pinned")).toBeVisible()
  await page.goto(blog.path)
  await expect(page.getByText("The third").first()).toBeVisible()
  await desk.keyboard.press("e")
  const edit = desk.getByRole("region", { name: "Edit update" })
  await expect(edit.getByRole("textbox", { name: "Text of the update" })).toBeFocused()
  await desk.keyboard.type(", jkhd")
  await expect(edit.getByText("The third, jkhd")).toBeVisible()
})

test("the list of keys opens with a question mark, and single keys can be turned off", async ({ desk, story }) => {
  const blog = await story.createBlog()
  await story.createPost(blog, { text: "Here" })
  await openDesk(desk, blog)
  await desk.keyboard.press("/")
  await expect(desk.getByRole("searchbox", { name: "Search updates" })).toBeFocused()
  await desk.keyboard.type("?")
  await expect(desk.getByRole("searchbox", { name: "Search updates" })).toHaveValue("?")
  await desk.keyboard.press("Escape")
  await desk.getByRole("heading", { name: "Updates" }).focus()
  await desk.keyboard.press("?")
  const keys = desk.getByRole("dialog", { name: "Keyboard" })
  await expect(keys.getByText("Hide, or show again")).toBeVisible()
  await expectAccessible(desk)
  await keys.getByRole("checkbox", { name: /Single keys/ }).uncheck()
  await desk.keyboard.press("Escape")
  await expect(keys).toHaveCount(0)
  await desk.keyboard.press("j")
  await desk.keyboard.press("?")
  await expect(card(desk, "Here")).not.toBeFocused()
  await expect(keys).toHaveCount(0)
  await desk.keyboard.press("Control+k")
  await expect(desk.getByRole("dialog", { name: "Go to or do" }).getByRole("option").first()).toBeVisible()
  await expectAccessible(desk)
})

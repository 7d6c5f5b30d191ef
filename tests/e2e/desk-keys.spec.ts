import type { Page } from "@playwright/test"
import { expectAccessible } from "./accessible"
import { card, openDesk, textOf } from "./desk-page"
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
  await expect(page.getByRole("textbox", { name: "Text of the post" })).toBeVisible()
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
  await expect(desk.getByText("Press H again to hide")).toBeVisible()
  await desk.keyboard.press("h")
  await expect(card(desk, "The third").getByText("Hidden")).toBeVisible()
  await expect(card(desk, "The third")).toBeFocused()
  await desk.keyboard.press("h")
  await desk.keyboard.press("h")
  await expect(card(desk, "The third").getByText("Hidden")).toHaveCount(0)
  await desk.keyboard.press("i")
  await expect(card(desk, "The third").getByRole("button", { name: "Remove key event" })).toBeEnabled()
  await desk.keyboard.press("t")
  await expect(card(desk, "The third").getByText("Pinned")).toBeVisible()
  await page.goto(blog.path)
  await expect(page.getByText("The third").first()).toBeVisible()
  await desk.keyboard.press("e")
  const edit = desk.getByRole("region", { name: "Edit post" })
  await expect(edit.getByRole("textbox", { name: "Text of the post" })).toBeFocused()
  await desk.keyboard.type(", jkhd")
  await expect(edit.getByText("The third, jkhd")).toBeVisible()
})

test("the list of keys opens with a question mark, and single keys can be turned off", async ({ desk, story }) => {
  const blog = await story.createBlog()
  await story.createPost(blog, { text: "Here" })
  await openDesk(desk, blog)
  await desk.keyboard.press("/")
  await expect(desk.getByRole("searchbox", { name: "Search posts" })).toBeFocused()
  await desk.keyboard.type("?")
  await expect(desk.getByRole("searchbox", { name: "Search posts" })).toHaveValue("?")
  await desk.keyboard.press("Escape")
  await desk.getByRole("heading", { name: "Posts" }).focus()
  await desk.keyboard.press("?")
  const keys = desk.getByRole("dialog", { name: "Keyboard" })
  await expect(keys.getByText("Hide (press twice)")).toBeVisible()
  await expectAccessible(desk)
  await keys.getByRole("checkbox", { name: /Single-key/ }).uncheck()
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

const KEY_MS = 15

/** Types as a hand does, 15 ms from key to key by the events' own clock, however late a busy machine sends them. */
async function typeQuickly(page: Page, words: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const start = Date.now()
  for (const [index, key] of [...words].entries()) {
    const code = /[a-z0-9 ]/i.test(key) ? key.toUpperCase().charCodeAt(0) : 0
    const timestamp = (start + index * KEY_MS) / 1000
    const about = { key, windowsVirtualKeyCode: code, timestamp }
    await session.send("Input.dispatchKeyEvent", { type: "keyDown", text: key, ...about })
    await session.send("Input.dispatchKeyEvent", { type: "keyUp", ...about })
  }
  await session.detach()
}

const SENTENCES = [
  "Here is the PM: he has hit the target",
  "Declared: dead heat, pinned down",
  "kick-off is at 9",
  "Jim",
]

test("whatever is typed after a save, a dialog, Escape or a click, no post changes", async ({ desk, story }) => {
  test.setTimeout(90_000)
  const blog = await story.createBlog()
  for (const text of ["A first one", "A second one"]) await story.createPost(blog, { text })
  await story.createPost(blog, { text: "A draft", state: "draft" })
  await openDesk(desk, blog)
  const post = card(desk, "A second one")
  const edit = desk.getByRole("region", { name: "Edit post" })
  const startEdit = async () => {
    await post.getByRole("button", { name: "Edit", exact: true }).click()
    await expect(edit.getByRole("textbox", { name: "Text of the post" })).toBeFocused()
  }
  const moments: [string, () => Promise<unknown>][] = [
    ["an edit is saved", () => startEdit().then(() => desk.keyboard.press("Control+Enter"))],
    ["an edit is left by Escape", () => startEdit().then(() => desk.keyboard.press("Escape"))],
    [
      "a dialog is closed",
      async () => {
        await card(desk, "A draft").getByRole("button", { name: "Schedule" }).click()
        await desk.keyboard.press("Escape")
      },
    ],
    ["the composer is left", () => textOf(desk).press("Escape")],
    ["a post is clicked", () => post.getByText("A second one").last().click()],
    [
      "a button is clicked",
      async () => {
        const pin = post.getByRole("button", { name: /^(Pin|Unpin)$/ })
        const name = await pin.textContent()
        await pin.click()
        await expect(pin).not.toHaveText(name ?? "")
      },
    ],
  ]
  const state = () =>
    desk.evaluate(async (url) => {
      const { posts } = (await (await fetch(url)).json()) as { posts: { id: string; state: string }[] }
      return JSON.stringify(posts)
    }, `/desk/blogs/${blog.id}/timeline?limit=50`)
  const close = async (name: string) => {
    // It closes by itself once the server has it.
    if (name === "an edit is saved") await expect(edit).toHaveCount(0)
    for (let left = await desk.getByRole("dialog").count(); left > 0; left -= 1) await desk.keyboard.press("Escape")
    if ((await edit.count()) > 0) {
      await edit.getByRole("button", { name: "Cancel" }).click()
      const discard = desk.getByRole("button", { name: "Discard" })
      if ((await discard.count()) > 0) await discard.click()
    }
    await textOf(desk).fill("")
  }
  for (const [name, reach] of moments) {
    await test.step(name, async () => {
      const letters = name === "the composer is left" ? [..."abcdefghijklmnopqrstuvwxyz"] : []
      for (const words of [...SENTENCES, ...letters]) {
        await reach()
        await expect(desk.locator("[aria-busy=true]")).toHaveCount(0)
        const before = await state()
        await typeQuickly(desk, words)
        await close(name)
        expect(await state(), `${words} after ${name}`).toBe(before)
      }
    })
  }
})

test("a dialog begins in its first field, offers a copied link, and gives the focus back to the text", async ({
  desk,
  story,
}) => {
  await desk.context().grantPermissions(["clipboard-read", "clipboard-write"])
  await openDesk(desk, await story.createBlog())
  await textOf(desk).focus()
  await desk.evaluate(() => navigator.clipboard.writeText("https://vimeo.com/76979871"))
  await desk.keyboard.press("Control+k")
  await expect(desk.getByLabel("Address")).toBeFocused()
  await expect(desk.getByLabel("Address")).toHaveValue("https://vimeo.com/76979871")
  await desk.keyboard.press("Escape")
  await expect(textOf(desk)).toBeFocused()
  await desk.getByRole("button", { name: "Embed" }).click()
  await expect(desk.getByLabel("Address")).toBeFocused()
  await expect(desk.getByLabel("Address")).toHaveValue("https://vimeo.com/76979871")
  await desk.keyboard.press("Enter")
  await expect(textOf(desk).getByText("Vimeo video")).toBeVisible()
  await expect(textOf(desk)).toBeFocused()
  await desk.keyboard.press("Control+Shift+Enter")
  await expect(desk.getByRole("dialog").getByLabel("Day")).toBeFocused()
  await expect(desk.getByRole("dialog").getByRole("button").last()).toHaveAccessibleName("Close")
})

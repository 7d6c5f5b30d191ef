import type { Page } from "@playwright/test"
import { card, comeBack, composer, openDesk, publish, textOf } from "./desk-page"
import { expect, test } from "./fixtures"

test("a text newer than the one edited is shown beside it, and either can be chosen", async ({ desk, story }) => {
  const blog = await story.createBlog()
  const { id } = await story.createPost(blog, { text: "Two injured" })
  await openDesk(desk, blog)
  const edit = desk.getByRole("region", { name: "Edit post" })
  const newer = edit.getByRole("region", { name: /newer text/ })

  await card(desk, "Two injured").getByRole("button", { name: "Edit" }).click()
  await textOf(desk, edit).fill("Two injured, says the fire brigade")
  await story.editPost(blog, id, { text: "Three injured" })
  await edit.getByRole("button", { name: "Update" }).click()
  await expect(newer).toContainText(/Three/)
  await expect(textOf(desk, edit)).toHaveText("Two injured, says the fire brigade")
  await edit.getByRole("button", { name: "Use theirs" }).click()
  await expect(textOf(desk, edit)).toHaveText("Three injured")
  await desk.getByRole("button", { name: "Restore my text" }).click()
  await expect(textOf(desk, edit)).toHaveText("Two injured, says the fire brigade")

  await story.editPost(blog, id, { text: "Four injured" })
  await edit.getByRole("button", { name: "Update" }).click()
  await expect(newer).toContainText(/Four/)
  await edit.getByRole("button", { name: "Use mine" }).click()
  await expect(card(desk, "Two injured, says the fire brigade")).toBeVisible()
})

test("a colleague who only pinned the post is no reason to ask", async ({ desk, story }) => {
  const blog = await story.createBlog()
  const { id } = await story.createPost(blog, { text: "Doors open" })
  await openDesk(desk, blog)
  await card(desk, "Doors open").getByRole("button", { name: "Edit" }).click()
  await textOf(desk, desk.getByRole("region", { name: "Edit post" })).fill("Doors open at nine")
  await story.editPost(blog, id, { pinned: true })
  await desk.keyboard.press("Control+Enter")
  await expect(card(desk, "Doors open at nine").getByText("Pinned")).toBeVisible()
})

test("an edit stays open when a colleague deletes the post, and says so when it is saved", async ({ desk, story }) => {
  const blog = await story.createBlog()
  const { id } = await story.createPost(blog, { text: "Soon gone" })
  await openDesk(desk, blog)
  await card(desk, "Soon gone").getByRole("button", { name: "Edit" }).click()
  const edit = desk.getByRole("region", { name: "Edit post" })
  await textOf(desk, edit).fill("Soon gone, or not")
  await story.deletePost(blog, id)
  await story.createPost(blog, { text: "After it" })
  await comeBack(desk)
  await expect(card(desk, "After it")).toBeVisible()
  await edit.getByRole("button", { name: "Update" }).click()
  await expect(edit.getByRole("alert")).toContainText("has changed since")
  await expect(textOf(desk, edit)).toHaveText("Soon gone, or not")
})

test("a text is kept when its writer goes to another page of the desk in the same moment", async ({ desk, story }) => {
  await openDesk(desk, await story.createBlog())
  await textOf(desk).fill("Just one more look")
  await desk.getByRole("link", { name: "Settings of this live blog" }).click()
  await expect(desk.getByRole("heading", { name: "Settings" })).toBeVisible()
  await desk.goBack()
  await expect(textOf(desk)).toHaveText("Just one more look")
})

test("a text is there again after the tab was closed, and can be discarded", async ({ desk, story }) => {
  const blog = await story.createBlog()
  await story.createPost(blog, { text: "An old one" })
  await openDesk(desk, blog)
  await composer(desk).getByLabel("Headline").fill("Long night")
  await textOf(desk).fill("Half a sentence about")
  await card(desk, "An old one").getByRole("button", { name: "Edit" }).click()
  await textOf(desk, desk.getByRole("region", { name: "Edit post" })).fill("An old one, better")
  await expect.poll(() => keptTexts(desk)).toBe(2)
  const again = await desk.context().newPage()
  await desk.close()

  await openDesk(again, blog)
  await expect(textOf(again)).toHaveText("Half a sentence about")
  await expect(composer(again).getByLabel("Headline")).toHaveValue("Long night")
  await expect(composer(again).getByText(/Unfinished draft restored from/)).toBeVisible()
  const edit = again.getByRole("region", { name: "Edit post" })
  await expect(textOf(again, edit)).toHaveText("An old one, better")
  await composer(again).getByRole("button", { name: "Discard" }).click()
  await expect(textOf(again)).toHaveText("")
  await again.getByRole("button", { name: "Restore my text" }).click()
  await composer(again).getByRole("button", { name: "Publish" }).click()
  await expect(card(again, "Long night")).toBeVisible()
  await expect.poll(() => keptTexts(again)).toBe(1)
  await again.close()
})

test("leaving is only asked about while something is unsaved", async ({ desk, story }) => {
  await openDesk(desk, await story.createBlog())
  const asks = () =>
    desk.evaluate(() => {
      const event = new Event("beforeunload", { cancelable: true })
      window.dispatchEvent(event)
      return event.defaultPrevented
    })
  expect(await asks()).toBe(false)
  await textOf(desk).fill("Unsaved")
  expect(await asks()).toBe(true)
  await composer(desk).getByRole("button", { name: "Publish" }).click()
  await expect(card(desk, "Unsaved")).toBeVisible()
  await expect.poll(asks).toBe(false)
})

test("a double click on Publish makes one post", async ({ desk, story }) => {
  await openDesk(desk, await story.createBlog())
  await textOf(desk).fill("Only once")
  await composer(desk).getByRole("button", { name: "Publish" }).dblclick()
  await expect(card(desk, "Only once")).toBeVisible()
  await publish(desk, "And another")
  await expect(card(desk, "Only once")).toHaveCount(1)
})

function keptTexts(page: Page): Promise<number> {
  return page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("running-story:text:")).length)
}

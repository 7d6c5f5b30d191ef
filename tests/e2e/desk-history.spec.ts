import { readFileSync } from "node:fs"
import type { Browser, Page } from "@playwright/test"
import { expectAccessible } from "./accessible"
import { card, openDesk, publish, textOf, undoButton } from "./desk-page"
import { expect, test, watchErrors } from "./fixtures"

async function expectNoSideways(page: Page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(over).toBe(0)
}

/** Another browser at the same desk. */
async function openSecond(browser: Browser) {
  const context = await browser.newContext({ storageState: process.env.E2E_SESSION ?? "" })
  const page = await context.newPage()
  return { page, errors: watchErrors(page, []), close: () => context.close() }
}

/** Writes at the end of a paragraph of an open editor. */
async function addTo(page: Page, paragraph: string, words: string) {
  const editor = textOf(page, page.getByRole("region", { name: "Edit post" }))
  await editor.getByText(paragraph).click()
  await page.keyboard.press("End")
  await page.keyboard.type(words)
}

test("what was done is taken back with Ctrl+Z, one deed after another, and done again", async ({
  desk,
  page,
  story,
}) => {
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  await publish(desk, "Said too early")
  await page.goto(blog.path)
  await expect(page.getByText("Said too early")).toBeVisible()
  const post = card(desk, "Said too early")
  await post.getByRole("button", { name: "Hide" }).click()
  await expect(desk.getByRole("region", { name: /^Messages/ }).getByText("Hidden")).toBeVisible()
  await expect(page.getByText("Said too early")).toHaveCount(0)

  await post.getByRole("button", { name: "Show" }).focus()
  await desk.keyboard.press("Control+z")
  await expect(desk.getByText("Undone: hidden")).toBeVisible()
  await expect(page.getByText("Said too early")).toBeVisible()
  await desk.keyboard.press("Control+Shift+z")
  await expect(desk.getByText("Done again: hidden")).toBeVisible()
  await expect(page.getByText("Said too early")).toHaveCount(0)
  await desk.keyboard.press("Control+z")
  await expect(page.getByText("Said too early")).toBeVisible()

  // In a text the keys belong to the text.
  await textOf(desk).fill("Another")
  await desk.keyboard.press("Control+z")
  await expect(textOf(desk)).toHaveText("")
  await expect(page.getByText("Said too early")).toBeVisible()
})

test("an undo that comes after somebody else's change is refused and says why", async ({ desk, story }) => {
  const blog = await story.createBlog()
  const { id } = await story.createPost(blog, { text: "Doors open" })
  await openDesk(desk, blog)
  await card(desk, "Doors open").getByRole("button", { name: "Pin", exact: true }).click()
  const undo = undoButton(desk)
  await expect(undo).toBeVisible()
  await story.editPost(blog, id, { text: "Doors open at nine" })
  await undo.click()
  await expect(desk.getByText("was changed again after that")).toBeVisible()
  await expect(card(desk, "Doors open at nine")).toBeVisible()
  const messages = desk.getByRole("region", { name: /^Messages/ })
  await messages.getByRole("button", { name: "History" }).first().click()
  await expect(desk.getByRole("heading", { name: /Version 3/ })).toBeVisible()
})

test("the history shows what changed in words, and brings back an earlier text with one click", async ({
  desk,
  page,
  story,
}) => {
  const blog = await story.createBlog()
  const { id } = await story.createPost(blog, { title: "Bridge", text: "Two injured on the old bridge.\n\nMore soon." })
  await story.editPost(blog, id, { text: "Three injured on the bridge.\n\nMore soon.\n\nPolice speak at noon." })
  await story.editPost(blog, id, { pinned: true })
  await openDesk(desk, blog)
  await card(desk, "Bridge").getByRole("link", { name: "History" }).click()
  await expect(desk.getByRole("heading", { name: "History" })).toBeVisible()
  await expect(desk.getByRole("heading", { name: /Version 3/ })).toBeVisible()
  await expectAccessible(desk)

  await desk.getByRole("link", { name: /^2.*edited/ }).click()
  await expect(desk.getByRole("heading", { name: "Version 2 compared with version 1" })).toBeVisible()
  await expect(desk.locator("del")).toContainText(["Two", "old"])
  await expect(desk.locator("ins")).toContainText(["Three"])
  await expect(desk.getByText("Added", { exact: true })).toBeVisible()
  await expectAccessible(desk)
  await desk.getByLabel("Compare with").selectOption("3")
  await desk.getByRole("button", { name: "Compare" }).click()
  await expect(desk.getByRole("heading", { name: "Version 2 compared with version 3" })).toBeVisible()

  await page.goto(blog.path)
  await desk.getByRole("link", { name: /^1/ }).click()
  await expect(desk.getByRole("heading", { name: "Version 1" })).toBeVisible()
  await desk.setViewportSize({ width: 390, height: 800 })
  await expectNoSideways(desk)
  await desk.getByRole("button", { name: "Restore this version" }).click()
  await expect(desk.getByRole("heading", { name: /Version 4/ })).toBeVisible()
  await expect(page.getByText("Two injured on the old bridge.").first()).toBeVisible()
  await desk.getByRole("button", { name: "Undo this change" }).click()
  await expect(desk.getByRole("heading", { name: /Version 5/ })).toBeVisible()
  await expect(page.getByText("Three injured on the bridge.").first()).toBeVisible()
})

test("two editors change one update: their texts are merged by block, and readers get the words of both", async ({
  desk,
  page,
  story,
  browser,
}) => {
  const blog = await story.createBlog()
  await story.createPost(blog, {
    title: "Bridge",
    text: "Two injured on the bridge.\n\nThe road is closed.\n\nMore soon.",
  })
  const second = await openSecond(browser)
  for (const each of [desk, second.page]) {
    await openDesk(each, blog)
    await card(each, "Bridge").getByRole("button", { name: "Edit" }).click()
    await expect(textOf(each, each.getByRole("region", { name: "Edit post" }))).toBeVisible()
  }
  await addTo(second.page, "Two injured on the bridge.", " One of them badly.")
  await addTo(second.page, "The road is closed.", " It opens at noon.")
  await second.page.getByRole("region", { name: "Edit post" }).getByRole("button", { name: "Update" }).click()
  await expect(card(second.page, "Bridge")).toContainText("It opens at noon.")

  const edit = desk.getByRole("region", { name: "Edit post" })
  // The first editor learns it where they write, before they save.
  await expect(edit.getByText(/saved this post at \d\d:\d\d/)).toBeVisible()
  await addTo(desk, "Two injured on the bridge.", " Police confirm.")
  await addTo(desk, "More soon.", " The mayor speaks at one.")
  await edit.getByRole("button", { name: "Review", exact: true }).click()
  const newer = edit.getByRole("region", { name: /newer text/ })
  await expect(newer).toBeVisible()
  await expect(newer.getByRole("heading", { name: /newer text/ })).toBeFocused()
  await expect(newer.getByText("Theirs, taken")).toBeVisible()
  await expect(newer.getByText("Yours, taken")).toBeVisible()
  await expect(newer.getByRole("link", { name: /history/ })).toHaveAttribute("href", /\/history\/post_/)
  await expectAccessible(desk)

  await newer.getByRole("button", { name: "Merge" }).click()
  await expect(newer.getByText("One place is left to choose.")).toBeVisible()
  const place = newer.getByRole("group", { name: /changed by both of you/ })
  await expect(place.locator("ins")).toContainText(["Police confirm.", "One of them badly."])
  await place.getByRole("radio", { name: "Use both, theirs first" }).check()
  await newer.getByRole("button", { name: "Merge" }).click()
  await expect(newer).toHaveCount(0)
  await expect(textOf(desk, edit)).toContainText("One of them badly.")
  await addTo(desk, "The road is closed. It opens at noon.", " At last.")
  await edit.getByRole("button", { name: "Update" }).click()

  await page.goto(blog.path)
  for (const words of [
    "One of them badly.",
    "Police confirm.",
    "It opens at noon. At last.",
    "The mayor speaks at one.",
  ]) {
    await expect(page.getByText(words)).toBeVisible()
  }
  expect(second.errors).toEqual([])
  await second.close()
})

test("several updates are chosen, hidden and tagged at once, and one undo takes it back", async ({
  desk,
  page,
  story,
}) => {
  const blog = await story.createBlog()
  for (let number = 1; number <= 5; number += 1) await story.createPost(blog, { text: `Update ${number}` })
  await story.createPost(blog, { text: "A draft", state: "draft" })
  await openDesk(desk, blog)
  const bar = desk.getByRole("region", { name: "Selected posts" })
  const choose = (name: string) => card(desk, name).getByRole("checkbox", { name: `Select “${name}”` })
  await choose("Update 4").click()
  await choose("Update 2").click({ modifiers: ["Shift"] })
  await expect(bar.getByText("3 selected")).toBeVisible()
  await card(desk, "A draft").getByRole("button", { name: "Edit" }).focus()
  await desk.keyboard.press("x")
  await expect(bar.getByText("4 selected")).toBeVisible()
  await expectAccessible(desk)

  await page.goto(blog.path)
  await bar.getByRole("button", { name: "Hide" }).click()
  await expect(desk.getByText("Hidden: 3 posts", { exact: true })).toBeVisible()
  await expect(bar.getByText("Only a published post can be hidden.")).toBeVisible()
  await expect(page.getByText("Update 3")).toHaveCount(0)
  await expect(page.getByText("Update 5")).toBeVisible()
  await undoButton(desk).click()
  await expect(desk.getByText("Undone: hidden: 3 posts")).toBeVisible()
  await expect(page.getByText("Update 3")).toBeVisible()

  await bar.getByRole("button", { name: "Clear" }).click()
  await bar.getByRole("button", { name: "Close" }).click()
  await expect(bar).toHaveCount(0)
  await choose("Update 1").press("Space")
  await choose("Update 5").click({ modifiers: ["Shift"] })
  await bar.getByRole("button", { name: "Tag", exact: true }).click()
  await desk.getByRole("dialog").getByLabel("Tag").fill("Rescue")
  await desk.getByRole("dialog").getByRole("button", { name: "Tag" }).click()
  await expect(desk.getByText("Tagged: 5 posts", { exact: true })).toBeVisible()
  await expect(bar).toHaveCount(0)
  await choose("Update 1").click()
  await bar.getByRole("button", { name: "Remove tag" }).click()
  await expect(desk.getByRole("dialog").getByLabel("Tag")).toHaveValue("Rescue")
  await desk.keyboard.press("Escape")
  await desk.setViewportSize({ width: 390, height: 800 })
  await expectNoSideways(desk)
})

test("the activity log tells who did what, can be narrowed down and taken away", async ({ desk, story }) => {
  const blog = await story.createBlog()
  const { id } = await story.createPost(blog, { title: "=1+1", text: "Words" })
  await story.editPost(blog, id, { pinned: true })
  await openDesk(desk, blog)
  await publish(desk, "By hand")
  await desk.getByRole("link", { name: "Activity on this live blog" }).click()
  await expect(desk.getByRole("heading", { name: "Activity" })).toBeVisible()
  const lines = desk.getByRole("main").getByRole("listitem")
  await expect(lines).toHaveCount(4)
  await expect(lines.first()).toContainText("Ada Admin published")
  await expectAccessible(desk)
  await desk.getByLabel("What was done").selectOption({ label: "pinned" })
  await desk.getByRole("button", { name: "Show", exact: true }).click()
  await expect(lines).toHaveCount(1)
  await expect(lines.first()).toContainText("pinned")
  await desk.getByRole("link", { name: "Show everything" }).click()
  await expect(lines).toHaveCount(4)
  await desk.getByLabel("Person").selectOption({ label: "Ada Admin" })
  await desk.getByRole("button", { name: "Show", exact: true }).click()
  await expect(lines).toHaveCount(1)
  await desk.getByRole("link", { name: "Show everything" }).click()
  await expect(lines).toHaveCount(4)
  const [download] = await Promise.all([
    desk.waitForEvent("download"),
    desk.getByRole("link", { name: "Export as CSV" }).click(),
  ])
  const csv = readFileSync(await download.path(), "utf8")
  expect(csv.trimEnd().split("\r\n")).toHaveLength(5)
  expect(csv).not.toMatch(/(^|,)"?=/m)
  await desk.getByRole("link", { name: "=1+1" }).first().click()
  await expect(desk.getByRole("heading", { name: "History" })).toBeVisible()
  await desk.goBack()
  await desk.setViewportSize({ width: 390, height: 800 })
  await expectNoSideways(desk)
})

test("a message under the pointer stays there while another post goes out", async ({ desk, story }) => {
  await openDesk(desk, await story.createBlog())
  await publish(desk, "The first")
  await undoButton(desk).hover()
  const before = await undoButton(desk).boundingBox()
  await textOf(desk).focus()
  await desk.keyboard.type("The second")
  await desk.keyboard.press("Control+Enter")
  await expect(card(desk, "The second")).toBeVisible()
  expect(await undoButton(desk).boundingBox()).toEqual(before)
  await desk.mouse.down()
  await desk.mouse.up()
  await expect(card(desk, "The first")).toHaveCount(0)
  await expect(textOf(desk)).toHaveText("The first")
  // Its own message comes when the pointer has left.
  await desk.mouse.move(200, 300)
  await expect(undoButton(desk)).toBeVisible()
})

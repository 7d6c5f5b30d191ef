import type { Page } from "@playwright/test"
import { expectAccessible } from "./accessible"
import { card, composer, openDesk, textOf } from "./desk-page"
import { expect, test } from "./fixtures"

const PAGES = ["/desk", "/desk/blogs/new", "/desk/people", "/desk/tokens", "/desk/account"]

async function expectNoSideways(page: Page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  expect(over).toBe(0)
}

test.use({ expectedErrors: [/404/] })

for (const scheme of ["light", "dark"] as const) {
  test(`every desk page is accessible (${scheme})`, async ({ desk, story }) => {
    test.slow()
    const blog = await story.createBlog()
    await story.createPost(blog, { title: "A key event", text: "With words", keyEvent: true, pinned: true })
    await story.createPost(blog, { text: "A draft", state: "draft" })
    await desk.emulateMedia({ colorScheme: scheme })
    const pages = [...PAGES, `/desk/blogs/${blog.id}/settings`, `/desk/blogs/${blog.id}/settings/team`]
    // Dark colours change the contrast only: two pages and the blog's own have all components.
    const tried = scheme === "light" || process.env.LONG ? pages : pages.filter((path) => /new$|settings$/.test(path))
    for (const path of tried) {
      await desk.goto(path)
      await expect(desk.getByRole("heading", { level: 1 })).toBeVisible()
      await expectAccessible(desk)
    }
    await openDesk(desk, blog)
    await expectAccessible(desk)
    await card(desk, "A draft").getByRole("button", { name: "Edit" }).click()
    await textOf(desk).fill("Something new")
    await expect(desk.getByRole("region", { name: "Edit post" }).getByRole("textbox").first()).toBeVisible()
    await expectAccessible(desk)
    await desk.getByRole("button", { name: "End coverage" }).click()
    await expect(desk.getByRole("dialog")).toBeVisible()
    await expectAccessible(desk)
  })

  test(`signing in, and a desk address that leads nowhere, are accessible (${scheme})`, async ({ desk, page }) => {
    for (const each of [desk, page]) await each.emulateMedia({ colorScheme: scheme })
    await page.goto("/login")
    await expectAccessible(page)
    await desk.goto("/desk/nowhere")
    await expect(desk.getByRole("heading", { name: "There is nothing here" })).toBeVisible()
    await expectAccessible(desk)
  })
}

test("on a phone nothing is cut, and every target can be hit with a thumb", async ({ desk, story }) => {
  const blog = await story.createBlog({ title: "A live blog with quite a long title about a long evening" })
  await story.createPost(blog, { title: "A key event", text: `With ${"wordswithoutspaces".repeat(8)}`, keyEvent: true })
  await story.createPost(blog, { text: "Not out yet", state: "draft" })
  await desk.setViewportSize({ width: 390, height: 844 })
  for (const path of [...PAGES, `/desk/blogs/${blog.id}/settings`, `/desk/blogs/${blog.id}/settings/team`]) {
    await desk.goto(path)
    await expect(desk.getByRole("heading", { level: 1 })).toBeVisible()
    await expectNoSideways(desk)
  }
  await openDesk(desk, blog)
  await expectNoSideways(desk)
  await card(desk, "Not out yet").getByRole("button", { name: "Not out yet" }).click()
  await card(desk, "Not out yet").getByRole("button", { name: "Edit" }).click()
  const edit = desk.getByRole("region", { name: "Edit post" })
  await expect(textOf(desk, edit)).toBeVisible()
  for (const button of await edit.getByRole("button", { name: /Cancel|draft|Schedule|Publish/ }).all()) {
    const { x = 0, width = 0 } = (await button.boundingBox()) ?? {}
    expect(x + width, (await button.textContent()) ?? "").toBeLessThan(390 - 16)
  }
  await edit.getByRole("button", { name: "Cancel" }).click()
  await desk.getByRole("button", { name: "New post" }).click()
  const box = await composer(desk).boundingBox()
  expect(box?.width).toBeGreaterThan(350)
  for (const button of await desk.getByRole("main").getByRole("button").all()) {
    const size = await button.boundingBox()
    expect(size?.height, (await button.textContent()) ?? "").toBeGreaterThanOrEqual(43)
  }
  await desk.getByRole("button", { name: "Cancel" }).click()
  await desk.getByRole("button", { name: "Menu" }).click()
  await desk.getByRole("menuitem", { name: "People" }).click()
  await expect(desk.getByRole("heading", { name: "People" })).toBeVisible()
})

test("the toolbar is one stop for the Tab key, with arrows inside", async ({ desk, story }) => {
  await openDesk(desk, await story.createBlog())
  await textOf(desk).focus()
  await desk.keyboard.press("Tab")
  await expect(composer(desk).getByRole("button", { name: "Add pictures" })).toBeFocused()
  await desk.keyboard.press("ArrowRight")
  await expect(composer(desk).getByRole("button", { name: "Bold" })).toBeFocused()
  await desk.keyboard.press("Tab")
  await expect(composer(desk).getByRole("toolbar").locator(":focus")).toHaveCount(0)
  await expect(composer(desk).locator(":focus")).toHaveCount(1)
})

import { card, composer, openDesk, publish } from "./desk-page"
import { expect, test } from "./fixtures"

// A page that was open asks for a blog that is private now.
test.use({ expectedErrors: [/404/] })

test("an editor makes a live blog, whose address is suggested from its title", async ({ desk, page }) => {
  const title = `Été à Köln ${Date.now()}`
  await desk.goto("/desk")
  await desk.getByRole("link", { name: "New live blog" }).click()
  await desk.getByLabel("Title").fill(title)
  const slug = await desk.getByLabel("URL").inputValue()
  expect(slug).toMatch(/^ete-a-koln-\d+$/)
  await desk.getByLabel("Summary (optional)").fill("The whole summer")
  await desk.getByLabel("Time zone").selectOption("Europe/Berlin")
  await desk.getByRole("radio", { name: /^Private/ }).check()
  await desk.getByRole("button", { name: "Create live blog" }).click()
  await expect(desk.getByRole("heading", { name: title })).toBeVisible()
  await expect(desk.getByText("Only your team sees this page.")).toBeVisible()
  expect((await page.request.get(`/${slug}`)).status()).toBe(404)

  await publish(desk, "Only a rehearsal")
  await expect(composer(desk)).not.toContainText(/\blive\b/i)
  await desk.getByRole("button", { name: "Go live" }).click()
  const dialog = desk.getByRole("dialog", { name: "Go live with 1 post?" })
  await dialog.getByLabel("Clear rehearsal posts first").check()
  await dialog.getByRole("button", { name: "Go live" }).click()
  await expect(desk.getByRole("button", { name: "End coverage" })).toBeVisible()
  await expect(card(desk, "Only a rehearsal")).toHaveCount(0)
  await page.goto(`/${slug}`)
  await expect(page.getByRole("heading", { name: title })).toBeVisible()
  await expect(page.getByText("The whole summer")).toBeVisible()
  await expect(page.getByText("Only a rehearsal")).toHaveCount(0)

  await desk.getByRole("button", { name: "Back to private" }).click()
  await expect(desk.getByText("Only your team sees this page.")).toBeVisible()
  expect((await page.request.get(`/${slug}`)).status()).toBe(404)
})

test("an address that is taken or impossible is told at its field, and the form keeps what was typed", async ({
  desk,
  story,
}) => {
  const blog = await story.createBlog()
  await desk.goto("/desk/blogs/new")
  const make = desk.getByRole("button", { name: "Create live blog" })
  await desk.getByLabel("Title").fill("Another one")
  await desk.getByLabel("URL").fill(blog.slug)
  await desk.getByLabel("Language").selectOption("de")
  await desk.getByRole("radio", { name: /^Private/ }).check()
  await make.click()
  await expect(desk.getByText("Another live blog has this address.")).toBeVisible()
  await expect(desk.getByLabel("URL")).toBeFocused()
  await expect(desk.getByLabel("Title")).toHaveValue("Another one")
  await expect(desk.getByLabel("Language")).toHaveValue("de")
  await expect(desk.getByRole("radio", { name: /^Private/ })).toBeChecked()
  await desk.getByLabel("URL").fill("desk")
  await make.click()
  await expect(desk.getByText("used by the application itself")).toBeVisible()
})

test("ending the coverage reaches open pages, and so does reopening it", async ({ desk, page, story }) => {
  const blog = await story.createBlog()
  await story.createPost(blog, { text: "The last word" })
  await story.createPost(blog, { text: "At the wrong time", publishAt: new Date(Date.now() + 3_600_000).toISOString() })
  await story.createPost(blog, { text: "Rather now", state: "draft" })
  await openDesk(desk, blog)
  await page.goto(blog.path)
  await desk.getByRole("button", { name: "End coverage" }).click()
  const dialog = desk.getByRole("dialog")
  await expect(dialog.getByLabel("What happens to “At the wrong time”")).toHaveValue("unschedule")
  await dialog.getByLabel("What happens to “Rather now”").selectOption("Publish now")
  await dialog.getByRole("button", { name: "End coverage" }).click()
  await expect(desk.getByText("Coverage has ended.")).toBeVisible()
  await expect(card(desk, "At the wrong time").getByText("Draft")).toBeVisible()
  await expect(composer(desk).getByRole("button", { name: "Add to archive" })).toBeVisible()
  await expect(page.getByText("Rather now").first()).toBeVisible()
  await expect(page.getByText("Ended").first()).toBeVisible()
  await desk.getByRole("button", { name: "Reopen" }).click()
  await expect(desk.getByRole("button", { name: "End coverage" })).toBeVisible()
  await page.evaluate(() => window.dispatchEvent(new Event("focus")))
  await expect(page.getByText("Live", { exact: true })).toBeVisible()
})

test("the settings of a blog are changed, and its old address leads on", async ({ desk, page, story }) => {
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  await desk.getByRole("link", { name: "Settings of this live blog" }).click()
  await desk.getByLabel("Title", { exact: true }).fill("A better title")
  await desk.getByLabel("URL").fill(`${blog.slug}-new`)
  await desk.getByLabel("Publisher").selectOption("long-polling")
  await desk.getByRole("button", { name: "Save settings" }).click()
  await expect(desk.getByText("Settings saved")).toBeVisible()
  await desk.reload()
  await expect(desk.getByLabel("Publisher")).toHaveValue("long-polling")
  await page.goto(blog.path)
  await expect(page.getByRole("heading", { name: "A better title" })).toBeVisible()
})

test("addresses of the desk that lead nowhere say so", async ({ desk }) => {
  const watched = { failOnStatusCode: false }
  expect((await desk.request.get("/desk/blogs/blog_none", watched)).status()).toBe(404)
  expect((await desk.request.get("/desk/nowhere", watched)).status()).toBe(404)
})

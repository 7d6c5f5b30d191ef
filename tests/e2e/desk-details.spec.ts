import { expectAccessible } from "./accessible"
import { card, composer, makePicture, openDesk, textOf, undoButton } from "./desk-page"
import { expect, test } from "./fixtures"

test.use({ deskView: "cards" })

test("tags are typed, chosen and picked up from hashtags; they stay with the update", async ({ desk, story }) => {
  const blog = await story.createBlog()
  await story.createPost(blog, { text: "Earlier", tags: ["Élections", "Turnout"] })
  await openDesk(desk, blog)
  await textOf(desk).pressSequentially("Long queues in #Northfield today")
  const tags = composer(desk).getByRole("group", { name: "Tags" })
  await expect(tags.getByText("Northfield")).toBeVisible()
  const input = composer(desk).getByRole("combobox", { name: "Tags" })
  await input.fill("ele")
  await expect(desk.getByRole("option", { name: "Élections" })).toBeVisible()
  await expectAccessible(desk)
  await input.press("ArrowDown")
  await input.press("Enter")
  await input.fill("#queues")
  await input.press(",")
  await input.fill("northfield")
  await input.press("Enter")
  // What was typed and not finished is saved too.
  await input.fill("Last one")
  await input.press("Control+Enter")
  const post = card(desk, "Long queues")
  await expect(post.getByRole("list", { name: "Tags" }).getByRole("listitem")).toHaveText([
    "#Northfield",
    "#Élections",
    "#queues",
    "#Last one",
  ])
  await expect(tags.getByRole("listitem")).toHaveCount(0)
})

test("an update names its authors in the order they are put in, and readers see their pictures", async ({
  desk,
  page,
  story,
}) => {
  const blog = await story.createBlog()
  await story.createPost(blog, { text: "Earlier", author: "Agency" })
  await desk.goto("/desk/account")
  const stored = desk.waitForResponse((response) => response.url().endsWith("/api/desk/media"))
  await desk
    .getByLabel("Picture for your byline")
    .setInputFiles({ name: "me.jpg", mimeType: "image/jpeg", buffer: await makePicture("#345") })
  expect((await stored).status()).toBe(201)
  await expect(desk.getByRole("img", { name: "Your byline" })).toBeVisible()

  await openDesk(desk, blog)
  await textOf(desk).fill("Signed by three")
  const authors = composer(desk).getByRole("group", { name: "Byline" })
  const input = composer(desk).getByRole("combobox", { name: "Byline" })
  await expect(authors.getByRole("listitem")).toHaveText(["Ada Admin"])
  await input.fill("age")
  await desk.getByRole("option", { name: "Agency" }).click()
  await input.fill("Zoë Free")
  await input.press("Enter")
  await authors.getByRole("button", { name: "Remove Ada Admin" }).press("Alt+ArrowRight")
  await expect(authors.getByRole("listitem")).toHaveText(["Agency", "Ada Admin", "Zoë Free"])
  await authors.getByText("Zoë Free").dragTo(authors.getByText("Agency"))
  await expect(authors.getByRole("listitem")).toHaveText(["Zoë Free", "Agency", "Ada Admin"])
  await composer(desk).getByRole("button", { name: "Publish" }).click()
  await expect(card(desk, "Signed by three")).toBeVisible()

  await page.goto(blog.path)
  const post = page.getByRole("article").filter({ hasText: "Signed by three" })
  await expect(post.getByText("By Zoë Free, Agency and Ada Admin")).toBeVisible()
  const picture = post.locator("img.portrait")
  await expect(picture).toHaveCount(1)
  await expect(picture).toHaveJSProperty("complete", true)
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(320)
  expect(await picture.boundingBox()).toMatchObject({ width: 28, height: 28 })

  await desk.goto("/desk/account")
  await desk.getByRole("button", { name: "Remove" }).click()
  await expect(desk.getByRole("button", { name: "Choose a picture" })).toBeVisible()
})

test("pins are put in order at the desk, by buttons and by dragging, and open pages follow", async ({
  desk,
  page,
  story,
}) => {
  const blog = await story.createBlog()
  for (const title of ["First", "Second", "Third"]) await story.createPost(blog, { title, text: "Words", pinned: true })
  await openDesk(desk, blog)
  await page.goto(blog.path)
  await desk.getByRole("button", { name: "Pinned (3)" }).click()
  const pins = desk.getByRole("region", { name: /Pinned/ }).getByRole("listitem")
  const readers = page.getByRole("region", { name: "Pinned" }).getByRole("article")
  await expect(pins).toHaveText(["Third", "Second", "First"])
  await expect(readers).toContainText(["Third", "Second", "First"])
  await desk.getByRole("button", { name: "Move up: First" }).click()
  await expect(pins).toHaveText(["Third", "First", "Second"])
  await expect(readers).toContainText(["Third", "First", "Second"])
  await desk.getByRole("button", { name: "Move up: First" }).press("Enter")
  await expect(pins).toHaveText(["First", "Third", "Second"])
  await expect(desk.getByRole("button", { name: "Move up: First" })).toBeFocused()
  await pins.filter({ hasText: "Second" }).dragTo(pins.filter({ hasText: "First" }))
  await expect(pins).toHaveText(["Second", "First", "Third"])
  await expect(readers).toContainText(["Second", "First", "Third"])
  await desk.getByRole("button", { name: "Unpin: First" }).click()
  await expect(readers).toContainText(["Second", "Third"])
  await expect(readers).toHaveCount(2)
})

test("a template begins an update with one click or two keys, and is renamed and deleted", async ({ desk, story }) => {
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  await composer(desk).getByLabel("Headline").fill("Goal!")
  await textOf(desk).fill("1:0 by")
  await composer(desk).getByRole("button", { name: "Key event" }).click()
  await composer(desk).getByRole("button", { name: "Save as template" }).click()
  await desk.getByLabel("Name").fill("Goal")
  await expectAccessible(desk)
  await desk.getByRole("button", { name: "Save template" }).click()
  await expect(composer(desk).getByRole("button", { name: "Goal", exact: true })).toBeVisible()
  await composer(desk).getByRole("button", { name: "Publish" }).click()
  await expect(textOf(desk)).toHaveText("")
  // The message of a slow save would cover the one that brings a text back.
  await expect(undoButton(desk)).toBeVisible()

  await composer(desk).getByRole("button", { name: "Goal", exact: true }).click()
  await expect(textOf(desk)).toHaveText("1:0 by")
  await expect(textOf(desk)).toBeFocused()
  await expect(composer(desk).getByRole("button", { name: "Key event" })).toHaveAttribute("aria-pressed", "true")
  await textOf(desk).fill("Something I wrote")
  await textOf(desk).press("Control+/")
  await desk.keyboard.press("Enter")
  await expect(textOf(desk)).toHaveText("1:0 by")
  await desk.getByRole("button", { name: "Restore my text" }).click()
  await expect(textOf(desk)).toHaveText("Something I wrote")

  // An update that is edited begins with its own words, and none of a template's takes their place.
  await card(desk, "Goal!").getByRole("button", { name: "Edit" }).click()
  const edit = desk.getByRole("region", { name: "Edit post" })
  await expect(textOf(desk, edit)).toBeFocused()
  await expect(edit.getByRole("button", { name: "Goal", exact: true })).toHaveCount(0)
  await desk.keyboard.press("Escape")
  await expect(edit).toHaveCount(0)

  await composer(desk).getByRole("link", { name: "Manage" }).click()
  const goal = desk.getByRole("article", { name: "Goal" })
  await expect(goal).toContainText("1:0 by")
  await expectAccessible(desk)
  await goal.getByLabel("Name").fill("Tor")
  await goal.getByRole("button", { name: "Rename" }).click()
  const renamed = desk.getByRole("article", { name: "Tor" })
  await renamed.getByRole("button", { name: "Delete" }).click()
  await desk.getByRole("dialog").getByRole("button", { name: "Delete" }).click()
  await expect(desk.getByText("No templates yet")).toBeVisible()
})

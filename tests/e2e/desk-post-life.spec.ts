import { randomBytes } from "node:crypto"
import AxeBuilder from "@axe-core/playwright"
import type { Browser, Page } from "@playwright/test"
import { card, composer, makePicture, openDesk, publish, textOf } from "./desk-page"
import { expect, test } from "./fixtures"
import { waitUntilLive } from "./reader-helpers"

async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map((node) => node.html) }))).toEqual([])
}

/** Somebody new who follows an invitation, as a contributor. */
async function inviteContributor(desk: Page, browser: Browser): Promise<Page> {
  const name = `Kim ${randomBytes(3).toString("hex")}`
  await desk.goto("/desk/people")
  await desk.getByLabel("Name").fill(name)
  await desk.getByLabel("E-mail address").fill(`${name.replace(" ", ".")}@newsroom.example`)
  await desk.getByRole("radio", { name: /Contributor/ }).check()
  await desk.getByRole("button", { name: "Make invitation link" }).click()
  const page = await (await browser.newContext()).newPage()
  await page.goto(await desk.getByLabel("Invitation link").inputValue())
  await page.getByLabel("Password").fill("a quiet evening in the newsroom")
  await page.getByRole("button", { name: "Make my account" }).click()
  await page.waitForURL("**/desk")
  return page
}

/** Tells the desk to look for what others did, as coming back to its window does. */
async function comeBack(page: Page) {
  await page.evaluate(() => window.dispatchEvent(new Event("focus")))
}

test("what a contributor sends for approval waits for an editor, who publishes it", async ({
  desk,
  browser,
  page,
  story,
}) => {
  const blog = await story.createBlog()
  const theirs = await inviteContributor(desk, browser)
  await openDesk(theirs, blog)
  await expect(composer(theirs).getByRole("button", { name: "Publish" })).toHaveCount(0)
  await expect(composer(theirs).getByRole("button", { name: "Schedule" })).toHaveCount(0)
  await textOf(theirs).fill("The bridge is closed")
  await composer(theirs).getByRole("button", { name: "Send for approval" }).click()
  await expect(composer(theirs).getByText(/^Sent for approval \d\d:\d\d/)).toBeVisible()
  const own = card(theirs, "The bridge is closed")
  await own.getByRole("button", { name: "Take back" }).click()
  await own.getByRole("button", { name: "Send for approval" }).click()
  await expect(own.getByText("For approval")).toBeVisible()

  await page.goto(blog.path)
  await openDesk(desk, blog)
  const queue = desk.getByRole("radio", { name: /For approval/ })
  await expect(queue).toContainText("1")
  await queue.click()
  await expect(page.getByText("The bridge is closed")).toHaveCount(0)
  await card(desk, "The bridge is closed").getByRole("button", { name: "Publish" }).click()
  await expect(desk.getByText("Nothing waits for approval")).toBeVisible()
  await expect(queue).not.toContainText("1")
  await expect(page.getByText("The bridge is closed")).toBeVisible()
  await theirs.context().close()
})

test("an editor hands an update back with a note, which stands until it is handed in again", async ({
  desk,
  story,
}) => {
  const blog = await story.createBlog()
  const { id } = await story.createPost(blog, { text: "The bridge is closed", state: "submitted" })
  await openDesk(desk, blog)
  const post = card(desk, "The bridge is closed")
  await post.getByRole("button", { name: "Hand back" }).click()
  await desk.getByLabel("What is to be done?").fill("Which of the two?")
  await expectAccessible(desk)
  await desk.getByRole("dialog").getByRole("button", { name: "Hand back" }).click()
  await expect(post.getByText("Draft", { exact: true })).toBeVisible()
  await expect(post.getByText("Which of the two?")).toBeVisible()
  await story.editPost(blog, id, { state: "submitted" })
  await comeBack(desk)
  await expect(post.getByText("For approval", { exact: true })).toBeVisible()
  await expect(post.getByText("Which of the two?")).toHaveCount(0)
})

test("an editor approves what is on the screen, never what it became meanwhile", async ({
  desk,
  story,
  expectedErrors,
}) => {
  // Their desk hears of nothing: else it would show the newer text at once.
  expectedErrors.push(/ERR_FAILED/)
  await desk.route(/\/api\/desk\/blogs\/[^/]+\/(stream|here)/, (route) => route.abort())
  const blog = await story.createBlog()
  const { id } = await story.createPost(blog, { text: "Twelve hurt", state: "submitted" })
  await openDesk(desk, blog)
  await expect(card(desk, "Twelve hurt")).toBeVisible()
  await story.editPost(blog, id, { text: "Twelve thousand hurt" })
  await card(desk, "Twelve hurt").getByRole("button", { name: "Publish" }).click()
  const now = card(desk, "Twelve thousand hurt")
  await expect(now.getByText("Somebody saved a newer text meanwhile")).toBeVisible()
  await expect(now.getByText("For approval", { exact: true })).toBeVisible()
})

test("an update is scheduled, rescheduled, taken from the schedule and published now", async ({ desk, story }) => {
  const blog = await story.createBlog({ timeZone: "America/New_York" })
  await openDesk(desk, blog)
  await textOf(desk).fill("Polls close")
  await composer(desk).getByRole("button", { name: "Schedule" }).click()
  const dialog = desk.getByRole("dialog", { name: "Schedule" })
  await dialog.getByRole("button", { name: "In 1 hour" }).click()
  await expect(dialog.getByText("For readers")).toBeVisible()
  await expect(dialog.getByText("Where you are")).toBeVisible()
  await expectAccessible(desk)

  await dialog.getByLabel("Day").fill("2020-01-01")
  await expect(dialog.getByText("This time has passed. Choose a later one.")).toBeVisible()
  await dialog.getByRole("button", { name: "Schedule" }).click()
  await expect(dialog).toBeVisible()
  await dialog.getByRole("button", { name: "In 15 minutes" }).click()
  await dialog.getByRole("button", { name: "Schedule" }).click()
  await expect(composer(desk).getByText(/^Scheduled \d\d/)).toBeVisible()
  const post = card(desk, "Polls close")
  await expect(post.getByText(/in 1[45] minutes/)).toBeVisible()

  await story.createPost(blog, { text: "Before that", publishAt: new Date(Date.now() + 300_000).toISOString() })
  await desk.getByRole("radio", { name: /Scheduled/ }).click()
  await expect(desk.getByRole("article")).toHaveCount(2)
  await expect(desk.getByRole("article").first()).toContainText("Before that")

  await post.getByRole("button", { name: "Reschedule" }).click()
  await desk.getByRole("dialog").getByLabel("Day").fill("2040-03-11")
  // Clocks are put forward there that night.
  await desk.getByRole("dialog").getByLabel("Time in New York").fill("02:30")
  await expect(desk.getByText("There is no 02:30 that day")).toBeVisible()
  await desk.getByRole("dialog").getByLabel("Time in New York").fill("03:30")
  await desk.getByRole("dialog").getByRole("button", { name: "Reschedule" }).click()
  await expect(post.getByText("11 Mar 2040, 03:30")).toBeVisible()
  await post.getByRole("button", { name: "Unschedule" }).click()
  await expect(post).toHaveCount(0)
  await card(desk, "Before that").getByRole("button", { name: "Publish now" }).click()
  await expect(desk.getByText("Nothing scheduled")).toBeVisible()
  await desk.getByRole("radio", { name: "All" }).click()
  await expect(post.getByText("Draft", { exact: true })).toBeVisible()
})

test("a scheduled update goes out by itself, onto open pages", async ({ page, story }) => {
  const blog = await story.createBlog()
  await page.goto(blog.path)
  await waitUntilLive(page)
  await story.createPost(blog, { text: "It is eight o'clock", publishAt: new Date(Date.now() + 1_500).toISOString() })
  await expect(page.getByText("It is eight o'clock")).toHaveCount(0)
  await expect(page.getByText("It is eight o'clock")).toBeVisible()
})

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
  const authors = composer(desk).getByRole("group", { name: "Authors" })
  const input = composer(desk).getByRole("combobox", { name: "Authors" })
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
  await expect(post.getByText("By Zoë Free, Agency, and Ada Admin")).toBeVisible()
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

test("an update moves to when it happened, on open pages too, and never into the future", async ({
  desk,
  page,
  story,
}) => {
  const blog = await story.createBlog({ timeZone: "Europe/Berlin" })
  await story.createPost(blog, { title: "Older", text: "Words", publishedAt: "2026-03-01T12:00:00Z" })
  await story.createPost(blog, { title: "Newer", text: "Words" })
  await openDesk(desk, blog)
  await page.goto(blog.path)
  await waitUntilLive(page)
  const order = () => page.getByRole("article").getByRole("heading", { level: 3 })
  await expect(order()).toHaveText(["Newer", "Older"])
  await card(desk, "Newer").getByRole("button", { name: "Change time" }).click()
  const dialog = desk.getByRole("dialog")
  await dialog.getByLabel("Day").fill("2040-01-01")
  await expect(dialog.getByText("This time has not come yet")).toBeVisible()
  await dialog.getByLabel("Day").fill("2026-02-28")
  await dialog.getByLabel("Time in Berlin").fill("20:15")
  await expectAccessible(desk)
  await dialog.getByRole("button", { name: "Move it there" }).click()
  await expect(card(desk, "Newer").getByText("28 Feb 2026, 20:15")).toBeVisible()
  await expect(order()).toHaveText(["Older", "Newer"])
})

test("a template begins an update with one click or two keys, and is renamed and deleted", async ({ desk, story }) => {
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  await composer(desk).getByLabel("Title (optional)").fill("Goal!")
  await textOf(desk).fill("1:0 by")
  await composer(desk).getByRole("button", { name: "Key event" }).click()
  await composer(desk).getByRole("button", { name: "Save as template" }).click()
  await desk.getByLabel("Name").fill("Goal")
  await expectAccessible(desk)
  await desk.getByRole("button", { name: "Save template" }).click()
  await expect(composer(desk).getByRole("button", { name: "Goal", exact: true })).toBeVisible()
  await composer(desk).getByRole("button", { name: "Publish" }).click()
  await expect(textOf(desk)).toHaveText("")

  await composer(desk).getByRole("button", { name: "Goal", exact: true }).click()
  await expect(textOf(desk)).toHaveText("1:0 by")
  await expect(textOf(desk)).toBeFocused()
  await expect(composer(desk).getByRole("button", { name: "Key event" })).toHaveAttribute("aria-pressed", "true")
  await textOf(desk).fill("Something I wrote")
  await textOf(desk).press("Alt+1")
  await expect(textOf(desk)).toHaveText("1:0 by")
  await desk.getByRole("button", { name: "Bring mine back" }).click()
  await expect(textOf(desk)).toHaveText("Something I wrote")

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

test("readers are told what was corrected, in their language", async ({ desk, page, story }) => {
  const blog = await story.createBlog({ language: "de" })
  await openDesk(desk, blog)
  await publish(desk, "Turnout is 61 percent")
  await page.goto(blog.path)
  await expect(composer(desk).getByLabel("Tell readers what was corrected")).toHaveCount(0)
  await card(desk, "Turnout is 61 percent").getByRole("button", { name: "Edit" }).click()
  const edit = desk.getByRole("region", { name: "Edit update" })
  await textOf(desk, edit).fill("Turnout is 71 percent")
  await edit.getByLabel("Tell readers what was corrected").fill("We first said 61 percent.")
  await edit.getByRole("button", { name: "Save" }).click()
  const post = page.getByRole("article").filter({ hasText: "Turnout is 71 percent" })
  await expect(post.getByText("Korrektur: We first said 61 percent.")).toBeVisible()
  await expect(post.getByText("Aktualisiert")).toBeVisible()
})

import { expectAccessible } from "./accessible"
import { inviteColleague } from "./colleague"
import { card, comeBack, composer, openDesk, publish, textOf } from "./desk-page"
import { expect, test } from "./fixtures"
import { waitUntilLive } from "./reader-helpers"

test.use({ deskView: "cards" })

test("what a contributor sends for approval waits for an editor, who publishes it", async ({
  desk,
  browser,
  page,
  story,
}) => {
  const blog = await story.createBlog()
  const { page: theirs } = await inviteColleague(desk, browser, "Contributor")
  await openDesk(theirs, blog)
  await expect(composer(theirs).getByRole("button", { name: "Publish" })).toHaveCount(0)
  await expect(composer(theirs).getByRole("button", { name: "Schedule" })).toHaveCount(0)
  await textOf(theirs).fill("The bridge is closed")
  await composer(theirs).getByRole("button", { name: "Submit for approval" }).click()
  await expect(composer(theirs).getByText(/^Submitted \d\d:\d\d/)).toBeVisible()
  const own = card(theirs, "The bridge is closed")
  await own.getByRole("button", { name: "Withdraw" }).click()
  await own.getByRole("button", { name: "Submit for approval" }).click()
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
  await post.getByRole("button", { name: "Send back" }).click()
  await desk.getByLabel("What needs changing? (optional)").fill("Which of the two?")
  await expectAccessible(desk)
  await desk.getByRole("dialog").getByRole("button", { name: "Send back" }).click()
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
  await expect(now.getByText("A colleague saved a newer version")).toBeVisible()
  await expect(now.getByText("For approval", { exact: true })).toBeVisible()
})

test("an update is scheduled, rescheduled, taken from the schedule and published now", async ({ desk, story }) => {
  const blog = await story.createBlog({ timeZone: "America/New_York" })
  await openDesk(desk, blog)
  await textOf(desk).fill("Polls close")
  await composer(desk).getByRole("button", { name: "Schedule" }).click()
  const dialog = desk.getByRole("dialog", { name: "Schedule" })
  await dialog.getByRole("button", { name: "In 1 hour" }).click()
  await expect(dialog.getByText("On the page")).toBeVisible()
  await expect(dialog.getByText("Your time")).toBeVisible()
  await expectAccessible(desk)

  await dialog.getByLabel("Day").fill("2020-01-01")
  await expect(dialog.getByText("This time has passed. Choose a later one.")).toBeVisible()
  await dialog.getByRole("button", { name: "Schedule" }).click()
  await expect(dialog).toBeVisible()
  await dialog.getByRole("button", { name: "In 15 minutes" }).click()
  await dialog.getByRole("button", { name: "Schedule" }).click()
  await expect(composer(desk).getByText(/^Scheduled for /)).toBeVisible()
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
  await dialog.getByRole("button", { name: "Change time" }).click()
  await expect(card(desk, "Newer").getByText("28 Feb 2026, 20:15")).toBeVisible()
  await expect(order()).toHaveText(["Older", "Newer"])
})

test("readers are told what was corrected, in their language", async ({ desk, page, story }) => {
  const blog = await story.createBlog({ language: "de" })
  await openDesk(desk, blog)
  await publish(desk, "Turnout is 61 percent")
  await page.goto(blog.path)
  await expect(composer(desk).getByRole("radio", { name: "Correction" })).toHaveCount(0)
  await card(desk, "Turnout is 61 percent").getByRole("button", { name: "Edit" }).click()
  const edit = desk.getByRole("region", { name: "Edit post" })
  await textOf(desk, edit).fill("Turnout is 71 percent")
  await edit.getByRole("radio", { name: "Correction" }).click()
  await edit.getByLabel("Correction note").fill("We first said 61 percent.")
  await edit.getByRole("button", { name: "Preview" }).click()
  await expect(desk.getByRole("dialog").getByText("Korrektur: We first said 61 percent.")).toBeVisible()
  await desk.keyboard.press("Escape")
  await edit.getByRole("button", { name: "Update" }).click()
  const post = page.getByRole("article").filter({ hasText: "Turnout is 71 percent" })
  await expect(post.getByText("Korrektur: We first said 61 percent.")).toBeVisible()
  await expect(post.getByText("Aktualisiert")).toBeVisible()
})

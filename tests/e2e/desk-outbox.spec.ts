import type { BrowserContext, Page } from "@playwright/test"
import { expectAccessible } from "./accessible"
import { card, comeBack, composer, expectOnce, giveFiles, makePicture, openDesk, textOf } from "./desk-page"
import { expect, test } from "./fixtures"

// What a page complains of when its network, its server or its login is taken away.
test.use({ expectedErrors: [/Failed to (load resource|fetch)|ERR_|status of (401|500)/] })

const waiting = (page: Page) => page.getByRole("region", { name: "Texts that wait" })
const edited = (page: Page) => page.getByRole("region", { name: "Edit post" })
const saveOf = (blog: { id: string }) => `**/desk/blogs/${blog.id}`

/** Ends a tab as a crash does: nothing of its page runs any more. */
async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent("crash")
  // Never answered: who should answer is gone.
  session.send("Page.crash").catch(() => {})
  await crashed
  await page.close()
}

async function reopen(context: BrowserContext, blog: { id: string }): Promise<Page> {
  const page = await context.newPage()
  await openDesk(page, blog)
  return page
}

test("a tab that crashes while its writer types loses no word", async ({ desk, story }) => {
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  await textOf(desk).pressSequentially("Every single letter counts")
  await crash(desk)
  const again = await reopen(desk.context(), blog)
  await expect(textOf(again)).toHaveText("Every single letter counts")
  await expect(composer(again).getByText(/Unfinished draft restored from/)).toBeVisible()
})

test("two seconds after the last key the text is on the server, and another device can go on with it or leave it", async ({
  desk,
  story,
  browser,
}) => {
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  const kept = desk.waitForResponse(
    (response) => response.url().endsWith("/kept") && response.request().method() === "POST",
  )
  await textOf(desk).fill("Begun on the train")
  const typed = Date.now()
  expect((await kept).status()).toBe(200)
  expect(Date.now() - typed).toBeLessThan(2_000)
  await expect(composer(desk).getByText(/^Saved \d\d:\d\d:\d\d$/)).toBeVisible()

  const device = await browser.newContext({ storageState: process.env.E2E_SESSION ?? "" })
  const phone = await device.newPage()
  await openDesk(phone, blog)
  await textOf(phone).fill("Something else")
  await expect(waiting(phone).getByText(/You were writing this at \d\d:\d\d on another device/)).toBeVisible()
  await expect(waiting(phone).getByText("Begun on the train")).toBeVisible()
  await waiting(phone).getByRole("button", { name: "Move it here" }).click()
  await expect(textOf(phone)).toHaveText("Begun on the train")
  await expect(waiting(phone).getByText("Something else")).toBeVisible()
  await composer(phone).getByRole("button", { name: "Publish" }).click()
  await expect(card(phone, "Begun on the train")).toBeVisible()
  await waiting(phone).getByRole("button", { name: "Move it here" }).click()
  await expect(textOf(phone)).toHaveText("Something else")
  await expect(composer(phone).getByText(/^Saved /)).toBeVisible()
  await expect(textOf(desk)).toHaveText("Begun on the train")

  await comeBack(desk)
  await waiting(desk).getByRole("button", { name: "Keep it there" }).click()
  await expect(waiting(desk)).toBeHidden()
  await expect(textOf(phone)).toHaveText("Something else")
  await device.close()
})

test("two tabs keep a text each, and each finds its own after a reload", async ({ desk, story }) => {
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  const second = await reopen(desk.context(), blog)
  await textOf(desk).fill("Of the first tab")
  await textOf(second).fill("Of the second tab")
  await expect(composer(second).getByText(/^Saved /)).toBeVisible()
  await expect(composer(desk).getByText(/^Saved /)).toBeVisible()
  for (const page of [desk, second]) await page.reload()
  await expect(textOf(desk)).toHaveText("Of the first tab")
  await expect(textOf(second)).toHaveText("Of the second tab")
})

test("a picture on its way goes again when the network is back; of a tab that is closed its name is told", async ({
  desk,
  story,
}) => {
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  await textOf(desk).fill("With a view")
  await desk.context().setOffline(true)
  await giveFiles(textOf(desk), "paste", [{ name: "hall.jpg", bytes: await makePicture("#336699") }])
  await expect(composer(desk).getByText("We send it again when the network is back")).toBeVisible()
  await desk.context().setOffline(false)
  await expect(composer(desk).getByLabel("Alt text")).toBeVisible()
  await desk.route("**/api/desk/media", () => {})
  await giveFiles(textOf(desk), "paste", [{ name: "roof.jpg", bytes: await makePicture("#996633") }])
  await expect(composer(desk).getByRole("progressbar")).toBeVisible()
  await expect.poll(() => desk.evaluate(() => JSON.stringify(localStorage).includes("roof.jpg"))).toBe(true)
  await crash(desk)
  const again = await reopen(desk.context(), blog)
  await expect(textOf(again)).toContainText("With a view")
  await expect(composer(again).getByText("roof.jpg had not been uploaded yet: add it again")).toBeVisible()
  await expect(composer(again).getByLabel("Alt text")).toHaveCount(1)
})

test("without a network posts queue, the editor goes on, and all arrive once and in order", async ({ desk, story }) => {
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  await desk.context().setOffline(true)
  for (const words of ["First goal", "Second goal", "Not so sure", "A slip"]) {
    await textOf(desk).fill(words)
    await desk.keyboard.press("Control+Enter")
    await expect(waiting(desk).getByText(words)).toBeVisible()
    await expect(textOf(desk)).toHaveText("")
  }
  const rows = waiting(desk).getByRole("listitem")
  const more = waiting(desk).getByRole("button", { name: "3 more texts that wait" })
  // The newest is in sight; the others are one key away.
  await expect(rows).toHaveText([/A slip/])
  await expect(more).toHaveAttribute("aria-expanded", "false")
  await more.press("Enter")
  await expect(more).toHaveAttribute("aria-expanded", "true")
  await expect(rows).toHaveText([/A slip/, /Not so sure/, /Second goal/, /First goal/])
  await expectAccessible(desk)
  await more.press("Enter")
  await expect(rows).toHaveCount(1)
  await more.press("Enter")
  await expect(waiting(desk).getByText("You’re offline. We’ll send it when you’re back.")).toHaveCount(4)
  const row = (words: string) => waiting(desk).getByRole("listitem").filter({ hasText: words })
  await row("A slip").getByRole("button", { name: "Cancel" }).click()
  await expect(row("A slip")).toHaveCount(0)
  await textOf(desk).fill("The next one")
  await row("Not so sure").getByRole("button", { name: "Edit" }).click()
  await expect(textOf(desk)).toHaveText("Not so sure")
  await expect(row("The next one").getByText(/Set aside/)).toBeVisible()
  await expect(composer(desk).getByText("Saved on this device only", { exact: true })).toBeVisible()

  await desk.context().setOffline(false)
  await expect(card(desk, "Second goal")).toBeVisible()
  await expect(composer(desk).getByText(/^Saved /)).toBeVisible()
  await textOf(desk).fill("Quite sure")
  await desk.keyboard.press("Control+Enter")
  await expect(card(desk, "Quite sure")).toBeVisible()
  await openDesk(desk, blog)
  await expect(desk.getByRole("article")).toHaveText([/Quite sure/, /Second goal/, /First goal/])
})

test("a queue survives the end of its tab", async ({ desk, story }) => {
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  await desk.context().setOffline(true)
  await textOf(desk).fill("Queued before the crash")
  await desk.keyboard.press("Control+Enter")
  await expect(waiting(desk).getByText("Queued before the crash")).toBeVisible()
  await crash(desk)
  await desk.context().setOffline(false)
  const again = await reopen(desk.context(), blog)
  await expectOnce(again, blog, "Queued before the crash")
})

const MOMENTS = ["before the server has it", "after the server has it", "as the answer comes"] as const

for (const moment of process.env.LONG ? MOMENTS : MOMENTS.slice(0, 2)) {
  test(`a tab that crashes while it publishes, ${moment}, makes exactly one post`, async ({ desk, story }) => {
    const blog = await story.createBlog()
    await openDesk(desk, blog)
    const reached = new Promise<void>((resolve) => {
      void desk.route(saveOf(blog), async (route) => {
        if (route.request().method() !== "POST") return route.continue()
        if (moment !== "before the server has it") {
          const response = await route.fetch()
          if (moment === "as the answer comes") await route.fulfill({ response })
        }
        resolve()
      })
    })
    await textOf(desk).fill("Exactly once")
    await desk.keyboard.press("Control+Enter")
    await reached
    await crash(desk)
    const again = await reopen(desk.context(), blog)
    await expectOnce(again, blog, "Exactly once")
  })
}

test("an edit whose answer is lost with its tab is one revision and no conflict", async ({ desk, story }) => {
  const blog = await story.createBlog()
  await story.createPost(blog, { text: "Two injured" })
  await openDesk(desk, blog)
  const reached = new Promise<void>((resolve) => {
    void desk.route(saveOf(blog), async (route) => {
      if (route.request().method() !== "POST") return route.continue()
      await route.fetch()
      resolve()
    })
  })
  await card(desk, "Two injured").getByRole("button", { name: "Edit" }).click()
  await textOf(desk, edited(desk)).fill("Three injured")
  await edited(desk).getByRole("button", { name: "Update" }).click()
  await reached
  await crash(desk)
  const again = await reopen(desk.context(), blog)
  await expect(card(again, "Three injured")).toBeVisible()
  await expect(waiting(again)).toBeHidden()
  await expect(edited(again)).toHaveCount(0)
})

test("an edit made without a network is kept beside what a colleague saved meanwhile", async ({ desk, story }) => {
  const blog = await story.createBlog()
  const { id } = await story.createPost(blog, { text: "Doors open" })
  await openDesk(desk, blog)
  await card(desk, "Doors open").getByRole("button", { name: "Edit" }).click()
  await textOf(desk, edited(desk)).fill("Doors open at nine")
  await desk.context().setOffline(true)
  await edited(desk).getByRole("button", { name: "Update" }).click()
  await expect(waiting(desk).getByText("Edit of: Doors open at nine")).toBeVisible()
  await story.editPost(blog, id, { text: "Doors open at ten" })
  await desk.context().setOffline(false)
  await expect(waiting(desk).getByText(/A colleague saved a newer version/)).toBeVisible()
  await waiting(desk).getByRole("button", { name: "Edit" }).click()
  await expect(textOf(desk, edited(desk))).toHaveText("Doors open at nine")
  await edited(desk).getByRole("button", { name: "Update" }).click()
  await expect(edited(desk).getByRole("region", { name: /newer text/ })).toContainText(/at ten/)
  await expect(textOf(desk, edited(desk))).toHaveText("Doors open at nine")
})

const FAILURES = ["a broken server", "an answer that is lost", "no connection"] as const

// The tests above take the connection away; here only `LONG=1` does.
for (const failure of process.env.LONG ? FAILURES : FAILURES.slice(0, 2)) {
  test(`with ${failure} the text waits, says why, and arrives once by itself`, async ({ desk, story }) => {
    const blog = await story.createBlog()
    await openDesk(desk, blog)
    let failing = true
    const keys = new Set<string>()
    await desk.route(`${saveOf(blog)}**`, async (route) => {
      const request = route.request()
      const isSave = request.method() === "POST" && /\/blogs\/[^/]+(\/save)?$/.test(new URL(request.url()).pathname)
      if (isSave) keys.add(/[a-f0-9]{32}/.exec(request.postData() ?? "")?.[0] ?? "")
      if (!failing || !isSave) return route.continue()
      if (failure === "a broken server") return route.fulfill({ status: 500, body: "broken" })
      if (failure === "an answer that is lost") await route.fetch()
      return route.abort()
    })
    await textOf(desk).fill("Keep these words")
    await desk.keyboard.press("Control+Enter")
    await expect(waiting(desk).getByText("Keep these words")).toBeVisible()
    await expect(waiting(desk).getByText(/We’ll keep trying/)).toBeVisible()
    failing = false
    await expect(card(desk, "Keep these words")).toBeVisible({ timeout: 25_000 })
    await expect(waiting(desk)).toBeHidden()
    expect(keys.size).toBe(1)
    await expectOnce(desk, blog, "Keep these words")
  })
}

import type { Page } from "@playwright/test"
import { card, composer, openDesk, publish, textOf } from "./desk-page"
import { expect, test } from "./fixtures"

test.use({ expectedErrors: [/status of 40[49]/] })

/** Makes a desk one of before an update: this server does not know the actions that it asks for. */
async function makeOld(desk: Page): Promise<void> {
  await desk.route("**/desk/**", (route) => {
    const headers = route.request().headers()
    if (!headers["next-action"]) return route.fallback()
    return route.continue({ headers: { ...headers, "next-action": "0".repeat(42) } })
  })
}

test("a desk of before an update goes on saving, and says what to do where it cannot go on", async ({
  desk,
  story,
}) => {
  const blog = await story.createBlog()
  await openDesk(desk, blog)
  await publish(desk, "Written before the update")
  await makeOld(desk)

  await textOf(desk).fill("Written after it")
  await composer(desk).getByRole("button", { name: "Publish" }).click()
  await expect(card(desk, "Written after it")).toHaveCount(1)

  const post = card(desk, "Written before the update")
  await textOf(desk).fill("In the middle of a sentence")
  await post.getByRole("button", { name: "Hide" }).click()
  await expect(post.getByText("A new version of the desk is here.")).toBeVisible()
  await expect(composer(desk).getByText(/^Saved \d\d:\d\d:\d\d$/)).toBeVisible()
  await desk.unroute("**/desk/**")
  await post.getByRole("button", { name: "Reload" }).click()
  await expect(textOf(desk)).toHaveText("In the middle of a sentence")
  await post.getByRole("button", { name: "Hide" }).click()
  await expect(post.getByText("Hidden")).toBeVisible()
})

test("a reader's page that is told what it does not know yet loads anew, once, and goes on", async ({
  page,
  story,
}) => {
  const blog = await story.createBlog({ publisher: "interval-polling" })
  await story.createPost(blog, { text: "From the release before" })
  await page.goto(blog.path)
  await expect(page.getByText("From the release before")).toBeVisible()
  let loads = 0
  page.on("load", () => {
    loads += 1
  })
  let isOld = true
  await page.route("**/changes?**", async (route) => {
    const answer = await route.fetch()
    if (!isOld || answer.status() !== 200) return route.fulfill({ response: answer })
    const delta = await answer.json()
    return route.fulfill({ response: answer, json: { ...delta, ofTomorrow: true } })
  })
  await story.createPost(blog, { text: "From the release after" })
  await page.waitForEvent("load", { timeout: 20_000 })
  isOld = false
  await expect(page.getByText("From the release after")).toBeVisible()
  await story.createPost(blog, { text: "And on it goes" })
  await expect(page.getByText("And on it goes")).toBeVisible({ timeout: 20_000 })
  expect(loads).toBe(1)
})

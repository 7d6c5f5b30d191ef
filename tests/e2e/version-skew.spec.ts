import { chmod, cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import type { Page } from "@playwright/test"
import { end, findFreePort, startProduct } from "../../scripts/lib/start-product"
import { storyOf } from "../../scripts/lib/story-client"
import { card, composer, openDesk, publish, textOf } from "./desk-page"
import { expect, test } from "./fixtures"

test.use({ expectedErrors: [/status of 40[49]|ERR_CONNECTION/] })

const OTHER_BUILD = "build-of-another-day"

/** A folder with this release as another build would have it: all the same but the build's name. */
async function makeOtherBuild(folder: string): Promise<void> {
  for (const entry of await readdir("."))
    if (![".next", ".data"].includes(entry)) await symlink(path.resolve(entry), path.join(folder, entry))
  const isNeeded = (file: string) => !/\.next\/(cache|dev)(\/|$)/.test(file)
  await cp(".next", path.join(folder, ".next"), { recursive: true, filter: isNeeded })
  await writeFile(path.join(folder, ".next", "BUILD_ID"), OTHER_BUILD)
}

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

test("a reader's page stays live while the server is replaced by another build", async ({ page }) => {
  test.setTimeout(180_000)
  const folder = await mkdtemp(path.join(os.tmpdir(), "running-story-builds-"))
  // PostgreSQL does not run as root: its own user must reach the folder.
  await chmod(folder, 0o755)
  const options = { dataDir: path.join(folder, "data"), port: await findFreePort() }
  const cwd = path.join(folder, "other")
  let product = await startProduct(options)
  try {
    const story = storyOf(product)
    const blog = await story.createBlog({ publisher: "sse" })
    await story.createPost(blog, { text: "From the first build" })
    await page.goto(`${product.url}${blog.path}`)
    await expect(page.getByText("From the first build")).toBeVisible()
    await page.evaluate(() => document.body.setAttribute("data-not-reloaded", ""))

    await mkdir(cwd)
    await makeOtherBuild(cwd)
    await end(product.process)
    product = await startProduct({ ...options, cwd })
    expect(await (await fetch(`${product.url}/login`)).text()).toContain(OTHER_BUILD)
    await story.createPost(blog, { text: "From the second build" })
    await expect(page.getByText("From the second build")).toBeVisible({ timeout: 20_000 })
    await expect(page.locator("body[data-not-reloaded]")).toHaveCount(1)
  } finally {
    await product.stop()
    await rm(folder, { recursive: true, force: true })
  }
})

import { chmod, mkdtemp, rm } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import type { Page } from "@playwright/test"
import { end, findFreePort, type Product, startProduct } from "../../scripts/lib/start-product"
import { type StoryBlog, type StoryClient, storyOf } from "../../scripts/lib/story-client"
import { buildOtherRelease, CHANGES_OF_LATER, readActionsKey, rebuild } from "../setup/other-release"
import { card, composer, textOf } from "./desk-page"
import { expect, test } from "./fixtures"
import { ADMIN } from "./global-setup"
import { setVisible } from "./reader-helpers"

/*
 * Two builds of different sources take turns at one address and one database. Takes minutes: `npm run test:deploy`. The
 * short version is new-release.spec.ts.
 */

test.skip(process.env.LONG !== "1", "npm run test:deploy")
test.describe.configure({ mode: "serial", timeout: 240_000 })

// An update may take some seconds, and those who wait come back spread.
const PATIENT = { timeout: 30_000 }
const NEXT = "[data-release=next]"

let folder = ""
let product: Product
const place = () => ({ dataDir: path.join(folder, "data"), port: Number(new URL(product.url).port) })
const other = () => path.join(folder, "next")

test.beforeAll(async ({ browser }) => {
  test.setTimeout(600_000)
  folder = await mkdtemp(path.join(os.tmpdir(), "running-story-releases-"))
  // PostgreSQL does not run as root: its own user must reach the folder.
  await chmod(folder, 0o755)
  product = await startProduct({ dataDir: path.join(folder, "data"), port: await findFreePort() })
  const page = await browser.newPage()
  await setUp(page)
  await page.close()
  // As made on another machine: nothing of the build here is known there.
  await buildOtherRelease(other(), { NEXT_DEPLOYMENT_ID: "next" })
})

test.afterAll(async () => {
  await product.stop()
  await rm(folder, { recursive: true, force: true })
})

/** One release goes, the other comes, at the same address. */
async function moveTo(release: "this" | "next", env: Record<string, string> = {}): Promise<StoryClient> {
  const options = place()
  await end(product.process)
  product = await startProduct({ ...options, env, ...(release === "next" ? { cwd: other() } : {}) })
  return storyOf(product)
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${product.url}/login`)
  await page.getByLabel("Email address").fill(ADMIN.email)
  await page.getByLabel("Password").fill(ADMIN.password)
  await page.getByRole("button", { name: "Sign in" }).click()
  await page.waitForURL("**/desk")
}

async function setUp(page: Page): Promise<void> {
  await page.goto(`${product.url}/setup?token=${product.setupToken}`)
  await page.getByLabel("Your name").fill(ADMIN.name)
  await page.getByLabel("Email address").fill(ADMIN.email)
  await page.getByLabel("Password", { exact: true }).fill(ADMIN.password)
  await page.getByRole("button", { name: /set up|create|make/i }).click()
  await page.waitForURL("**/desk")
}

async function openReader(page: Page, blog: StoryBlog, words: string): Promise<void> {
  await page.goto(`${product.url}${blog.path}`)
  await expect(page.getByText(words)).toBeVisible()
  await page.evaluate(() => document.body.setAttribute("data-not-reloaded", ""))
}

function expectRelease(page: Page, release: "this" | "next"): Promise<void> {
  return expect.poll(() => page.locator(NEXT).count().then(Boolean), PATIENT).toBe(release === "next")
}

// Loaded when it is first opened.
const openPalette = (page: Page) =>
  page
    .getByRole("button", { name: /^Go to/ })
    .filter({ visible: true })
    .click()

const toDesk = (page: Page, { id }: StoryBlog) => page.goto(`${product.url}/desk/blogs/${id}`)

test("pages stay live, and desks say what to do and lose no text, while one release takes the place of another and back", async ({
  browser,
}) => {
  const context = await browser.newContext()
  const [streamed, polled, desk, list] = [
    await context.newPage(),
    await context.newPage(),
    await context.newPage(),
    await context.newPage(),
  ]
  await signIn(desk)
  let story = storyOf(product)
  const [first, second] = [
    await story.createBlog({ publisher: "sse" }),
    await story.createBlog({ publisher: "interval-polling" }),
  ]
  for (const blog of [first, second]) await story.createPost(blog, { text: "Of this release" })
  await openReader(streamed, first, "Of this release")
  await openReader(polled, second, "Of this release")
  await toDesk(desk, first)
  await textOf(desk).fill("In the middle of a sentence")
  await list.goto(`${product.url}/desk`)
  await expectRelease(desk, "this")

  for (const [release, words] of [
    ["next", "Of the next release"],
    ["this", "Back where it was"],
  ] as const) {
    story = await moveTo(release, release === "next" ? { NEXT_DEPLOYMENT_ID: "next" } : {})
    for (const [page, blog] of [
      [streamed, first],
      [polled, second],
    ] as const) {
      // Whoever comes back to it is told what is new; the words for that are loaded only then, and may be gone.
      await setVisible(page, false)
      await story.createPost(blog, { text: words })
      await story.createPost(blog, { text: `And more at ${release}` })
      await setVisible(page, true)
      await expect(page.getByText(words, { exact: true }), `${release}: ${blog.path}`).toBeVisible(PATIENT)
      // The same page as ever: nothing that was read has moved.
      await expect(page.locator("body[data-not-reloaded]")).toHaveCount(1)
    }

    // A desk of before: its text is kept, and what it cannot do any more it says.
    await expect(card(desk, words)).toBeVisible(PATIENT)
    const post = card(desk, words)
    await post.getByRole("button", { name: "Hide" }).click()
    await expect(post.getByText("A new version of the desk is here.")).toBeVisible(PATIENT)
    await expect(textOf(desk)).toHaveText("In the middle of a sentence")
    await expect(composer(desk).getByText(/^Saved \d\d:\d\d:\d\d$/)).toBeVisible(PATIENT)
    await post.getByRole("button", { name: "Reload" }).click()
    await expect(textOf(desk)).toHaveText("In the middle of a sentence", PATIENT)
    await expectRelease(desk, release)
    await card(desk, words).getByRole("button", { name: "Hide" }).click()
    await expect(card(desk, words).getByText("Hidden")).toBeVisible()

    // A page of before that is left by a link: the next one is whole, and of the release that is there.
    await list.getByRole("link", { name: "People" }).first().click()
    await expect(list.getByRole("heading", { name: "People", level: 1 })).toBeVisible(PATIENT)
    await expectRelease(list, release)
    await list.goto(`${product.url}/desk`)
  }
  await context.close()
})

test("a desk of before saves a new text, and goes on as a new one, by itself or by a button, with what is being written", async ({
  browser,
}) => {
  const context = await browser.newContext()
  const desk = await context.newPage()
  await signIn(desk)
  const blog = await storyOf(product).createBlog()
  await toDesk(desk, blog)
  await expect(textOf(desk)).toBeVisible()
  await moveTo("next", { NEXT_DEPLOYMENT_ID: "next" })
  await textOf(desk).fill("Written after the update")
  await composer(desk).getByRole("button", { name: "Publish" }).click()
  await expect(card(desk, "Written after the update")).toHaveCount(1, PATIENT)
  await textOf(desk).fill("And not finished")
  await expect(composer(desk).getByText(/^Saved \d\d:\d\d:\d\d$/)).toBeVisible(PATIENT)
  // A part that is loaded late and is not there any more; or the page has noticed before, and was loaded anew.
  await openPalette(desk)
  const reload = desk.getByRole("button", { name: "Reload" })
  await expect(reload.or(desk.locator(NEXT)).first()).toBeAttached(PATIENT)
  if (await reload.isVisible()) await reload.click()
  await expectRelease(desk, "next")
  await expect(textOf(desk)).toHaveText("And not finished", PATIENT)
  await openPalette(desk)
  await expect(desk.getByPlaceholder(/^In the next release/)).toBeVisible()
  await moveTo("this")
  await context.close()
})

test("releases that are built with one key know each other's actions", async ({ browser }) => {
  const key = await readActionsKey(".")
  await rebuild(other(), { NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: key })
  expect(await readActionsKey(other())).toBe(key)
  const context = await browser.newContext()
  const desk = await context.newPage()
  await signIn(desk)
  const story = storyOf(product)
  const blog = await story.createBlog()
  await story.createPost(blog, { text: "Known to both" })
  await toDesk(desk, blog)
  await expect(card(desk, "Known to both")).toBeVisible()
  // Loaded late: a page whose parts go before they came has only a button to reload.
  await expect(textOf(desk)).toBeVisible()
  await moveTo("next")
  await card(desk, "Known to both").getByRole("button", { name: "Hide" }).click()
  await expect(card(desk, "Known to both").getByText("Hidden")).toBeVisible(PATIENT)
  await context.close()
})

test("a release that is built in place keeps what pages of the one before load late", async ({ browser }) => {
  await moveTo("next")
  const context = await browser.newContext()
  const desk = await context.newPage()
  await signIn(desk)
  await toDesk(desk, await storyOf(product).createBlog())
  await expectRelease(desk, "next")
  await rebuild(other(), {}, CHANGES_OF_LATER)
  await moveTo("next")
  await openPalette(desk)
  await expect(desk.getByPlaceholder(/^In the next release/)).toBeVisible(PATIENT)
  await desk.reload()
  await expect(desk.locator("[data-release=later]").first()).toBeAttached(PATIENT)
  await openPalette(desk)
  await expect(desk.getByPlaceholder(/^In a later one/)).toBeVisible()
  // What no release had is not there, and no cache may think that it never will be.
  const gone = await desk.request.get(`${product.url}/_next/static/chunks/not-there.js`)
  expect(gone.status()).toBe(404)
  expect(gone.headers()["cache-control"] ?? "").not.toMatch(/immutable|max-age=[1-9]/)
  await context.close()
})

import { chmod, mkdtemp, rm } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { type BrowserContext, chromium, expect, type Page, test } from "@playwright/test"
import { freezeDatabase } from "../../scripts/lib/postgres/freeze"
import { findFreePort, type Product, startProduct } from "../../scripts/lib/start-product"
import { type StoryBlog, storyOf } from "../../scripts/lib/story"
import { card, composer, openDesk, textOf } from "./desk-page"
import { ADMIN } from "./global-setup"

test.describe.configure({ mode: "serial" })

// A product and a browser of its own, each with a folder that outlives it: both are ended and started again here.
let folder: string
let options: { dataDir: string; port: number }
let product: Product
let browser: BrowserContext
let blog: StoryBlog

test.beforeAll(async () => {
  test.setTimeout(240_000)
  folder = await mkdtemp(path.join(os.tmpdir(), "running-story-faults-"))
  // PostgreSQL does not run as root: its own user must reach the folder, else the database is somewhere else.
  await chmod(folder, 0o755)
  options = { dataDir: path.join(folder, "data"), port: await findFreePort() }
  product = await startProduct(options)
  browser = await startBrowser()
  const desk = await browser.newPage()
  await desk.goto(`/setup?token=${product.setupToken}`)
  await desk.getByLabel("Your name").fill(ADMIN.name)
  await desk.getByLabel("E-mail address").fill(ADMIN.email)
  await desk.getByLabel("Password", { exact: true }).fill(ADMIN.password)
  await desk.getByRole("button", { name: "Set up" }).click()
  await desk.waitForURL("**/desk")
  await desk.close()
})

test.afterAll(async () => {
  await browser.close()
  await product.stop()
  await rm(folder, { recursive: true, force: true })
})

test.beforeEach(async () => {
  blog = await storyOf(product).createBlog()
})

function startBrowser(): Promise<BrowserContext> {
  return chromium.launchPersistentContext(path.join(folder, "browser"), {
    ...(process.env.E2E_CHROMIUM ? { executablePath: process.env.E2E_CHROMIUM } : {}),
    args: ["--no-sandbox", "--disable-quic", "--disable-background-networking"],
    baseURL: `http://localhost:${options.port}`,
    locale: "en-GB",
  })
}

async function open(): Promise<Page> {
  const page = await browser.newPage()
  await openDesk(page, blog)
  return page
}

const waiting = (page: Page) => page.getByRole("region", { name: "Texts that wait" })

async function expectOnce(page: Page, words: string): Promise<void> {
  await expect(card(page, words)).toHaveCount(1, { timeout: 40_000 })
  await openDesk(page, blog)
  await expect(card(page, words)).toHaveCount(1)
  await expect(textOf(page)).toHaveText("")
  await page.close()
}

async function killServer(): Promise<void> {
  const gone = new Promise((resolve) => product.process.once("exit", resolve))
  product.process.kill("SIGKILL")
  await gone
}

test("a browser that ends while the database hangs has the post sent by the next one", async () => {
  test.setTimeout(180_000)
  const desk = await open()
  await textOf(desk).fill("From one browser to the next")
  const database = await freezeDatabase(options)
  await desk.keyboard.press("Control+Enter")
  await expect(waiting(desk).getByText("From one browser to the next")).toBeVisible({ timeout: 25_000 })
  await textOf(desk).fill("Written on while it waits")
  await browser.close()
  database.thaw()
  browser = await startBrowser()
  const again = await open()
  await expect(textOf(again)).toHaveText("Written on while it waits")
  await expect(card(again, "From one browser to the next")).toHaveCount(1, { timeout: 40_000 })
  await composer(again).getByRole("button", { name: "Publish" }).click()
  await expectOnce(again, "Written on while it waits")
})

test("a server that dies while it publishes, with a database that hangs before the commit, makes exactly one post", async () => {
  test.setTimeout(180_000)
  const desk = await open()
  await textOf(desk).fill("Between two commits")
  await expect(composer(desk).getByText(/^Saved /)).toBeVisible()
  const database = await freezeDatabase(options)
  const sent = desk.waitForRequest((request) => request.method() === "POST" && request.url().endsWith(blog.id))
  await desk.keyboard.press("Control+Enter")
  await sent
  await killServer()
  database.thaw()
  product = await startProduct(options)
  await expectOnce(desk, "Between two commits")
})

test("a server that dies right before the publishing gets the post when it is back", async () => {
  test.setTimeout(180_000)
  const desk = await open()
  await textOf(desk).fill("The server is gone")
  await killServer()
  await desk.keyboard.press("Control+Enter")
  await expect(waiting(desk).getByText("The server is gone")).toBeVisible({ timeout: 20_000 })
  await textOf(desk).fill("And the next one is written")
  await expect(composer(desk).getByText("Kept on this device", { exact: true })).toBeVisible()
  product = await startProduct(options)
  await expect(card(desk, "The server is gone")).toHaveCount(1, { timeout: 40_000 })
  await expect(composer(desk).getByText(/^Saved /)).toBeVisible({ timeout: 40_000 })
  await desk.keyboard.press("Control+Enter")
  await expectOnce(desk, "And the next one is written")
})

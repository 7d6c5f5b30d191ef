import { chmod, mkdtemp, rm } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { type BrowserContext, chromium, expect, type Page, test } from "@playwright/test"
import { findRunning } from "@/scripts/lib/postgres/data-dir-lock"
import { freezeDatabase } from "../../scripts/lib/postgres/freeze"
import { findFreePort, type Product, startProduct } from "../../scripts/lib/start-product"
import { type StoryBlog, storyOf } from "../../scripts/lib/story-client"
import { holdBlogs } from "../setup/hold-blogs"
import { execute } from "../setup/postgres"
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
  await desk.getByLabel("Email address").fill(ADMIN.email)
  await desk.getByLabel("Password", { exact: true }).fill(ADMIN.password)
  await desk.getByRole("button", { name: "Create account" }).click()
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

async function databaseUrl(): Promise<string> {
  return (await findRunning(options.dataDir))?.databaseUrl ?? ""
}

test("a blog that somebody holds in the database keeps its text waiting, says so, and has it once when it is let go", async () => {
  test.setTimeout(120_000)
  const desk = await open()
  await textOf(desk).fill("While somebody holds the blog")
  const { release } = await holdBlogs(await databaseUrl(), [blog.slug])
  await desk.keyboard.press("Control+Enter")
  await expect(waiting(desk).getByText("Not sent: this blog is busy. We’ll keep trying.")).toBeVisible({
    timeout: 15_000,
  })
  await release()
  await expectOnce(desk, "While somebody holds the blog")
})

test("while no room is left for the database a text waits and says so, and is there once when there is room", async () => {
  test.setTimeout(120_000)
  const desk = await open()
  const url = await databaseUrl()
  await execute(
    url,
    `create function no_room() returns trigger language plpgsql as
      $$ begin raise 'could not extend file: No space left on device' using errcode = '53100'; end $$;
    create trigger no_room before insert on post for each row execute function no_room();
    create trigger no_room before insert on autosave for each row execute function no_room()`,
  )
  await textOf(desk).fill("When there is no room")
  await desk.keyboard.press("Control+Enter")
  await expect(waiting(desk).getByText(/^Not sent: no room is left for the database\./)).toBeVisible({
    timeout: 15_000,
  })
  const health = desk.getByRole("button", { name: "Live status" })
  await expect(health).toContainText("No room is left for the database", { timeout: 15_000 })
  await execute(url, "drop function no_room cascade")
  await expect(card(desk, "When there is no room")).toHaveCount(1, { timeout: 40_000 })
  await expect(health).not.toContainText("No room", { timeout: 20_000 })
  await expectOnce(desk, "When there is no room")
})

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
  await expect(composer(desk).getByText("Saved on this device only", { exact: true })).toBeVisible()
  product = await startProduct(options)
  await expect(card(desk, "The server is gone")).toHaveCount(1, { timeout: 40_000 })
  await expect(composer(desk).getByText(/^Saved /)).toBeVisible({ timeout: 40_000 })
  await desk.keyboard.press("Control+Enter")
  await expectOnce(desk, "And the next one is written")
})

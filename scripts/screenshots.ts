import { randomBytes } from "node:crypto"
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { type Browser, type BrowserContextOptions, chromium, type Page } from "@playwright/test"
import sharp from "sharp"
import { APOLLO_11 } from "@/lib/demo/apollo-11/apollo-11"
import { DEMO_PICTURE } from "@/lib/demo/demo-picture"
import type { Story } from "@/lib/demo/story"
import { setDatabaseUrl } from "@/lib/env"
import { paths } from "@/lib/paths"
import { findRunning } from "@/lib/server/data-dir"
import { startProduct } from "../tests/setup/product"
import { findChromium } from "./lib/find-chromium"

/*
 * npm run screenshots
 * Makes the pictures of the documents anew: starts the product on a folder of its own, sets it up as a person does, and
 * photographs the front page, a live page and its desk, large and small, light and dark.
 */

const FOLDER = path.join("docs", "images")
const MOST_BYTES = 400 * 1024
const LAST_POST_SECONDS_AGO = 50
const DRAFT = {
  title: "Stay",
  text: "No time to celebrate on board. Houston checks, and gives the shortest good news: stay.",
}

const SIZES: Record<string, BrowserContextOptions> = {
  desktop: { viewport: { width: 1280, height: 880 }, deviceScaleFactor: 1.5 },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
}
const SCHEMES = ["light", "dark"] as const

/** The story as it stood just after the landing. */
const LANDED: Story = {
  ...APOLLO_11,
  slug: "apollo-11-live",
  title: "Apollo 11: the landing, live",
  posts: APOLLO_11.posts.slice(0, APOLLO_11.posts.findIndex((post) => post.title === "The Eagle has landed") + 1),
}

const folder = await mkdtemp(path.join(os.tmpdir(), "running-story-pictures-"))
const product = await startProduct({ dataDir: folder, env: { DEMO: "1" } })
const browser = await chromium.launch({
  executablePath: await findChromium(),
  args: ["--no-sandbox", "--disable-quic", "--disable-background-networking"],
})
try {
  await takeAll(browser)
} finally {
  await browser.close()
  await product.stop()
  await rm(folder, { recursive: true, force: true })
}

async function takeAll(browser: Browser): Promise<void> {
  await mkdir(FOLDER, { recursive: true })
  const session = await setUp(browser)
  const blog = await writeLiveBlog()
  for (const [size, options] of Object.entries(SIZES)) {
    for (const colorScheme of SCHEMES) {
      const common = { ...options, colorScheme, baseURL: product.url, locale: "en-GB", timezoneId: "UTC" }
      const visitor = await browser.newContext(common)
      const editor = await browser.newContext({ ...common, storageState: session })
      const open = async (page: Page, address: string) => {
        await page.goto(address, { waitUntil: "networkidle" })
        // Fonts come with the second page (`font-display: optional`).
        await page.reload()
        await page.getByRole("heading", { level: 1 }).waitFor()
        return page
      }
      await save(await open(await visitor.newPage(), paths.front()), `front-${size}-${colorScheme}`)
      await save(await open(await visitor.newPage(), paths.blog(blog.slug)), `page-${size}-${colorScheme}`)
      await save(
        await write(await open(await editor.newPage(), paths.deskBlog(blog.id))),
        `desk-${size}-${colorScheme}`,
      )
      await visitor.close()
      await editor.close()
    }
  }
}

async function setUp(browser: Browser) {
  const page = await browser.newPage({ baseURL: product.url })
  await page.goto(paths.setup(product.setupToken))
  await page.getByLabel("Your name").fill("Marian Holt")
  await page.getByLabel("E-mail address").fill("marian@newsroom.example")
  await page.getByLabel("Password", { exact: true }).fill(randomBytes(12).toString("hex"))
  await page.locator("form").getByRole("button").click()
  await page.waitForURL(`**${paths.desk()}`)
  const session = await page.context().storageState()
  await page.close()
  return session
}

async function writeLiveBlog(): Promise<{ id: string; slug: string }> {
  const running = await findRunning(folder)
  if (!running) throw new Error("The product that was started is not running any more.")
  setDatabaseUrl(running.databaseUrl)
  const { db, closeDb } = await import("@/lib/db/client")
  const { savePicture } = await import("@/lib/media/save-picture")
  const { DEMO, writeStory } = await import("@/lib/demo/write-story")
  const picture = await savePicture(DEMO, await readFile(DEMO_PICTURE))
  const lastAt = new Date(Date.now() - LAST_POST_SECONDS_AGO * 1000)
  const blog = await db().$transaction((tx) => writeStory(tx, LANDED, picture, lastAt), { timeout: 60_000 })
  await closeDb()
  return blog
}

/** Begins an update at the desk, and leaves it unfinished. */
async function write(page: Page): Promise<Page> {
  const composer = page.getByRole("region", { name: "New update" })
  await composer.getByLabel("Title (optional)").fill(DRAFT.title)
  const text = composer.locator("[contenteditable=true]")
  await text.click()
  await text.pressSequentially(DRAFT.text)
  await page.evaluate(() => window.scrollTo(0, 0))
  return page
}

async function save(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  const bytes = await page.screenshot({ animations: "disabled", caret: "hide" })
  const file = path.join(FOLDER, `${name}.png`)
  const { size } = await sharp(bytes).png({ palette: true, quality: 90, effort: 10 }).toFile(file)
  if (size > MOST_BYTES) throw new Error(`${file} has ${size} bytes: more than a document should carry.`)
  console.log(`${file}  ${Math.round(size / 1024)} KB`)
}

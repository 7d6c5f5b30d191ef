import { randomBytes } from "node:crypto"
import { readFile } from "node:fs/promises"
import { type Browser, type BrowserContextOptions, chromium } from "@playwright/test"
import { APOLLO_11 } from "@/lib/demo/apollo-11/apollo-11"
import { DEMO_PICTURE } from "@/lib/demo/demo-picture"
import type { Story } from "@/lib/demo/story"
import { setDatabaseUrl } from "@/lib/env"
import { paths } from "@/lib/paths"
import { findRunning } from "@/scripts/lib/postgres/data-dir-lock"
import { findChromium } from "../lib/find-chromium"
import { type Product, startProduct } from "../lib/start-product"
import { asStoryBlog, type StoryBlog } from "../lib/story-client"

const LAST_POST_SECONDS_AGO = 50
export const MARIAN_LOGIN = { email: "marian@newsroom.example", password: randomBytes(12).toString("hex") }

export const SIZES: Record<string, BrowserContextOptions> = {
  desktop: { viewport: { width: 1280, height: 880 }, deviceScaleFactor: 1.5 },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
}
export const SCHEMES = ["light", "dark"] as const
export const WORLD = { locale: "en-GB", timezoneId: "UTC" }

/** The story as it stood just after the landing. */
const LANDED: Story = {
  ...APOLLO_11,
  slug: "apollo-11-live",
  title: "Apollo 11: the landing, live",
  posts: APOLLO_11.posts.slice(0, APOLLO_11.posts.findIndex((post) => post.title === "The Eagle has landed") + 1),
}

async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await findChromium(),
    args: ["--no-sandbox", "--disable-quic", "--disable-background-networking"],
  })
}

/** Starts the product and a browser, does the work, and ends both however it went. */
export async function withProduct(
  work: (product: Product, browser: Browser) => Promise<void>,
  options: Parameters<typeof startProduct>[0] = {},
): Promise<void> {
  const product = await startProduct(options)
  const browser = await openBrowser()
  try {
    await work(product, browser)
  } finally {
    await (await import("@/lib/db/client")).closeDb()
    await browser.close()
    await product.stop()
  }
}

/** Makes the first account as a person does, and returns its session. */
export async function setUpNewsroom(browser: Browser, product: Product) {
  const page = await browser.newPage({ baseURL: product.url })
  await page.goto(paths.setup(product.setupToken))
  await page.getByLabel("Your name").fill("Marian Holt")
  await page.getByLabel("Email address").fill(MARIAN_LOGIN.email)
  await page.getByLabel("Password", { exact: true }).fill(MARIAN_LOGIN.password)
  await page.locator("form").getByRole("button").click()
  await page.waitForURL(`**${paths.desk()}`)
  const session = await page.context().storageState()
  await page.close()
  return session
}

/** Joins this process to the product's own database. */
export async function joinDatabase({ dataDir }: Product): Promise<void> {
  const running = await findRunning(dataDir)
  if (!running) throw new Error("The product that was started is not running any more.")
  setDatabaseUrl(running.databaseUrl)
}

/** What one picture left unfinished would be offered in the next one. */
export async function forgetUnfinished(): Promise<void> {
  const { db } = await import("@/lib/db/client")
  await db().autosave.deleteMany()
}

/** Puts the story into the product, its last update some seconds old; under another address on wish. */
export async function writeLiveBlog(slug = LANDED.slug): Promise<StoryBlog> {
  const { db } = await import("@/lib/db/client")
  const { savePicture } = await import("@/lib/media/save-picture")
  const { DEMO, writeStory } = await import("@/lib/demo/write-story")
  const picture = await savePicture(DEMO, await readFile(DEMO_PICTURE))
  const lastAt = new Date(Date.now() - LAST_POST_SECONDS_AGO * 1000)
  const write = db().$transaction((tx) => writeStory(tx, { ...LANDED, slug }, picture, lastAt), { timeout: 60_000 })
  return asStoryBlog(await write)
}

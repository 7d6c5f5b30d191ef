import { mkdir } from "node:fs/promises"
import path from "node:path"
import type { Page } from "@playwright/test"
import sharp from "sharp"
import { paths } from "@/lib/paths"
import {
  forgetUnfinished,
  joinDatabase,
  SCHEMES,
  SIZES,
  setUpNewsroom,
  WORLD,
  withProduct,
  writeLiveBlog,
} from "./sample-newsroom"

const FOLDER = path.join("docs", "images")
const MAX_BYTES = 400 * 1024
const DRAFT = {
  title: "Stay",
  text: "No time to celebrate on board. Houston checks, and gives the shortest good news: stay.",
}

/** The pictures of the documents: the front page, a live page and its desk, large and small, light and dark. */
export async function takeDocuments(): Promise<void> {
  const options = { env: { DEMO: "1" } }
  await withProduct(async (product, browser) => {
    await mkdir(FOLDER, { recursive: true })
    const session = await setUpNewsroom(browser, product)
    await joinDatabase(product)
    const blog = await writeLiveBlog()
    for (const [size, options] of Object.entries(SIZES)) {
      for (const colorScheme of SCHEMES) {
        const common = { ...options, ...WORLD, colorScheme, baseURL: product.url }
        const visitor = await browser.newContext(common)
        const editor = await browser.newContext({ ...common, storageState: session })
        const open = async (page: Page, address: string) => {
          await page.goto(address, { waitUntil: "networkidle" })
          await page.getByRole("heading", { level: 1 }).waitFor()
          return page
        }
        await save(await open(await visitor.newPage(), paths.front()), `front-${size}-${colorScheme}`)
        await save(await open(await visitor.newPage(), paths.blog(blog.slug)), `page-${size}-${colorScheme}`)
        const desk = await open(await editor.newPage(), paths.deskBlog(blog.id))
        await save(await write(desk), `desk-${size}-${colorScheme}`)
        // The next one would be told of it, as a text of another device.
        await forgetUnfinished()
        await visitor.close()
        await editor.close()
      }
    }
  }, options)
}

/** Begins an update at the desk, and leaves it unfinished. */
async function write(page: Page): Promise<Page> {
  const composer = page.getByRole("region", { name: "New post" })
  await composer.getByLabel("Headline").fill(DRAFT.title)
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
  if (size > MAX_BYTES) throw new Error(`${file} has ${size} bytes: more than a document should carry.`)
  console.log(`${file}  ${Math.round(size / 1024)} KB`)
}

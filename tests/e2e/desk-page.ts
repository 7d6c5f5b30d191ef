import { expect, type Locator, type Page } from "@playwright/test"
import sharp from "sharp"
import type { StoryBlog } from "../../scripts/lib/story-client"

/** Opens the desk of a blog and waits until one can write. */
export async function openDesk(page: Page, blog: Pick<StoryBlog, "id">): Promise<void> {
  await page.goto(`/desk/blogs/${blog.id}`)
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
  // On small screens the composer opens over the page.
  const opener = page.getByRole("button", { name: "New post" })
  if (!(await opener.isVisible())) await expect(textOf(page)).toBeVisible()
}

export function composer(page: Page): Locator {
  return page.getByRole("region", { name: "New post" })
}

/** The text of the composer of new updates, or of another one. */
export function textOf(page: Page, where: Locator = composer(page)): Locator {
  return where.getByRole("textbox", { name: "Text of the post" })
}

export function card(page: Page, name: string): Locator {
  return page.getByRole("article", { name })
}

/** The newest message's button that takes back what was done; the editor has an "Undo" of its own. */
export function undoButton(page: Page): Locator {
  return page
    .getByRole("region", { name: /^Messages/ })
    .getByRole("button", { name: "Undo" })
    .first()
}

export async function publish(page: Page, words: string): Promise<void> {
  await textOf(page).fill(words)
  await composer(page)
    .getByRole("button", { name: /^(Publish|Add to rehearsal|Add to archive)$/ })
    .click()
  await expect(card(page, words)).toBeVisible()
}

/** Tells the desk to look for what others did, as coming back to its window does. */
export async function comeBack(page: Page): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event("focus")))
}

export async function makePicture(color: string): Promise<Buffer> {
  return sharp({ create: { width: 900, height: 600, channels: 3, background: color } })
    .jpeg()
    .toBuffer()
}

/** Gives files to an element as a paste or drop does. */
export async function giveFiles(target: Locator, type: "paste" | "drop", files: { name: string; bytes: Buffer }[]) {
  const data = files.map(({ name, bytes }) => ({ name, base64: bytes.toString("base64") }))
  await target.evaluate(
    (element, { type: kind, data: given }) => {
      const transfer = new DataTransfer()
      for (const { name, base64 } of given) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
        transfer.items.add(new File([bytes], name, { type: "image/jpeg" }))
      }
      const { left, top } = element.getBoundingClientRect()
      const init = { bubbles: true, cancelable: true }
      element.dispatchEvent(
        kind === "paste"
          ? new ClipboardEvent("paste", { ...init, clipboardData: transfer })
          : new DragEvent("drop", { ...init, dataTransfer: transfer, clientX: left + 20, clientY: top + 20 }),
      )
    },
    { type, data },
  )
}

/** Pastes text, and HTML where there is some. */
export async function paste(target: Locator, clipboard: { text: string; html?: string }): Promise<void> {
  await target.evaluate((element, { text, html }) => {
    const transfer = new DataTransfer()
    transfer.setData("text/plain", text)
    if (html) transfer.setData("text/html", html)
    element.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: transfer }))
  }, clipboard)
}

/** As the server has it, and the page after a reload: one post, no more. */
export async function expectOnce(page: Page, blog: { id: string }, words: string): Promise<void> {
  await expect(card(page, words)).toHaveCount(1)
  await openDesk(page, blog)
  await expect(card(page, words)).toHaveCount(1)
  await expect(textOf(page)).toHaveText("")
}

import type { BrowserContext, Locator, Page } from "@playwright/test"
import type { StoryBlog, StoryClient } from "../../scripts/lib/story-client"

const WORDS = "The water rises, and the town waits for the morning. "

export const paragraph = (text: string) => ({ type: "paragraph", content: [{ type: "text", text }] })
export const documentOf = (...texts: string[]) => ({ type: "doc", content: texts.map(paragraph) })

/** A blog with `count` updates, "Update 1" the oldest; their ids in that order. */
export async function createFilledBlog(story: StoryClient, count: number, fields: Record<string, unknown> = {}) {
  const blog = await story.createBlog({ title: "Flood", ...fields })
  const ids: string[] = []
  for (let number = 1; number <= count; number += 1) ids.push(await addPost(story, blog, `Update ${number}`))
  return { blog, ids, idOf: (number: number) => ids[number - 1] ?? "" }
}

export async function addPost(
  story: StoryClient,
  blog: StoryBlog,
  title: string,
  fields: Record<string, unknown> = {},
) {
  return (await story.createPost(blog, { text: `${title}. ${WORDS.repeat(6)}`, title, ...fields })).id
}

/** So many updates, ten at a time. */
export async function postMany(story: StoryClient, blog: StoryBlog, count: number): Promise<void> {
  for (let done = 0; done < count; done += 10) {
    const some = Array.from({ length: Math.min(10, count - done) }, (_, index) => done + index)
    await Promise.all(some.map((number) => story.createPost(blog, { text: `Missed ${number}.` })))
  }
}

export const article = (page: Page, name: string) => page.getByRole("list").getByRole("article", { name, exact: true })

export function timeline(page: Page): Locator {
  return page.locator("[data-timeline]")
}

/** The titles in the timeline from top to bottom. */
export function titles(page: Page): Promise<string[]> {
  return timeline(page).getByRole("article").getByRole("heading", { level: 3 }).allTextContents()
}

export function topOf(element: Locator): Promise<number> {
  return element.evaluate((each) => each.getBoundingClientRect().top)
}

/** Scrolls an article to the top of the window, as somebody who reads it; returns where it is. */
export async function read(element: Locator): Promise<number> {
  await element.evaluate((each) => each.scrollIntoView({ block: "start", behavior: "instant" }))
  return topOf(element)
}

/** The tab goes out of view, or comes back, as far as the page can tell. */
export function setVisible(page: Page, visible: boolean): Promise<void> {
  return page.evaluate(
    (state) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state })
      document.dispatchEvent(new Event("visibilitychange"))
    },
    visible ? "visible" : "hidden",
  )
}

/** Freezes a tab as a browser does with those long out of sight: no script runs. Returns how to wake it. */
export async function freeze(context: BrowserContext, page: Page): Promise<() => Promise<void>> {
  const browser = await context.newCDPSession(page)
  await setVisible(page, false)
  await browser.send("Page.setWebLifecycleState", { state: "frozen" })
  return async () => {
    await browser.send("Page.setWebLifecycleState", { state: "active" })
    await setVisible(page, true)
  }
}

/** Waits until the page is connected, so that its script has taken over. */
export async function waitUntilLive(page: Page): Promise<void> {
  await page.getByText("Live", { exact: true }).waitFor()
}

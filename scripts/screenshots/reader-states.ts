import type { Page } from "@playwright/test"
import { paths } from "@/lib/paths"
import type { StoryBlog, StoryClient } from "../lib/story-client"

/** What the states are taken of. */
export type ReaderStage = { story: StoryClient; picture: Record<string, unknown> } & Record<
  "live" | "ended" | "soon" | "later" | "empty" | "unseen" | "news" | "arabic",
  StoryBlog
>

type ReaderState = { name: string; fullPage?: boolean; show: (page: Page, stage: ReaderStage) => Promise<void> }

/** The updates that come while somebody reads are like those that were there. */
export function newsPost(number: number): Record<string, unknown> {
  return {
    title: number % 3 === 0 ? `The ferry terminal is open again, says the harbour master (${number})` : "",
    text: `Crews are still at warehouse ${number}. The road along the quay stays closed until the morning.\n\nNobody was hurt.`,
    keyEvent: number % 3 === 0,
    tags: ["harbour", "fire service"],
    authors: [{ name: "Ana Ruiz" }, { name: "Tom Okoye" }],
    ...(number === 11 ? { correction: "An earlier version named another quay." } : {}),
  }
}

/** A page as somebody has it who has been here before: fonts come with the second page. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: "networkidle" })
  await page.reload()
  await page.getByRole("heading", { level: 1 }).first().waitFor()
}

async function openLive(page: Page, { path }: StoryBlog): Promise<void> {
  await open(page, path)
  await page.getByText("Live", { exact: true }).waitFor()
}

const at = (path: (stage: ReaderStage) => string) => (page: Page, stage: ReaderStage) => open(page, path(stage))

const first = (page: Page) => page.locator("[data-timeline] article").first()

/** Everything that readers can meet. */
export const READER_STATES: ReaderState[] = [
  { name: "front", show: at(() => paths.front()), fullPage: true },
  { name: "live", show: (page, { live }) => openLive(page, live) },
  { name: "whole", show: (page, { live }) => openLive(page, live), fullPage: true },
  { name: "planned-today", show: at(({ soon }) => soon.path) },
  { name: "planned", show: at(({ later }) => later.path) },
  { name: "empty", show: (page, { empty }) => openLive(page, empty) },
  { name: "ended", show: at(({ ended }) => ended.path) },
  { name: "rtl", show: at(({ arabic }) => arabic.path) },
  { name: "rtl-search", show: at(({ arabic }) => paths.search(arabic.slug, "الفرز")) },
  {
    name: "paused",
    show: async (page, { news, story }) => {
      await openLive(page, news)
      await page.getByRole("button", { name: "Pause updates" }).click()
      for (const number of [21, 22]) await story.createPost(news, newsPost(number))
      await page.getByText("2 new updates").first().waitFor()
    },
  },
  {
    name: "waiting",
    show: async (page, { news, story }) => {
      await openLive(page, news)
      await page.mouse.wheel(0, 1_500)
      await page.waitForFunction(() => scrollY > 500)
      for (const number of [31, 32, 33]) await story.createPost(news, newsPost(number))
      await page.getByRole("button", { name: /new updates/ }).waitFor()
    },
  },
  {
    name: "offline",
    show: async (page, { news }) => {
      await openLive(page, news)
      await page.context().setOffline(true)
      await page.getByText(/^Reconnecting/).waitFor()
    },
  },
  {
    name: "away",
    show: async (page, { news, story }) => {
      await openLive(page, news)
      await page.mouse.wheel(0, 200)
      await page.goto(paths.front())
      for (const number of [41, 42]) await story.createPost(news, newsPost(number))
      // Once: what is told is told.
      await page.goto(news.path)
      await page
        .getByText(/^While you were away/)
        .first()
        .waitFor()
    },
  },
  {
    name: "permalink",
    show: async (page, { live }) => {
      await open(page, live.path)
      const id = await page.locator("[data-timeline] article").nth(3).getAttribute("id")
      await open(page, paths.permalink(live.slug, id ?? ""))
    },
  },
  {
    name: "picture",
    show: async (page, { news, story, picture }) => {
      await story.createPost(news, { content: { type: "doc", content: [picture] } })
      await openLive(page, news)
      await page.locator("article a:has(img)").first().click()
      await page.getByRole("dialog").waitFor()
    },
  },
  { name: "tag", show: at(({ news }) => paths.tag(news.slug, "harbour")) },
  { name: "search", show: at(({ live }) => paths.search(live.slug, "eagle")) },
  { name: "search-empty", show: at(({ live }) => paths.search(live.slug)) },
  { name: "search-nothing", show: at(({ live }) => paths.search(live.slug, "lighthouse")) },
  { name: "not-found", show: at(() => "/nowhere-at-all") },
  { name: "not-found-post", show: at(({ live }) => paths.permalink(live.slug, "post_unknown")) },
  {
    name: "share",
    show: async (page, { news }) => {
      await openLive(page, news)
      await page.evaluate(() => Object.defineProperty(navigator, "share", { value: undefined }))
      await first(page).getByRole("link", { name: "Share" }).click()
      await page.waitForTimeout(300)
    },
  },
  {
    name: "print",
    fullPage: true,
    show: async (page, { live }) => {
      await openLive(page, live)
      await page.emulateMedia({ media: "print" })
    },
  },
]

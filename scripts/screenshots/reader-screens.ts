import { mkdir, readFile } from "node:fs/promises"
import { type BrowserContextOptions, expect, type Page } from "@playwright/test"
import { DEMO_PICTURE } from "@/lib/demo/demo-picture"
import { messagesFor } from "@/lib/i18n/locales"
import { freezeDatabase } from "../lib/postgres/freeze"
import type { Product } from "../lib/start-product"
import { type StoryBlog, type StoryClient, storyOf } from "../lib/story-client"
import { newsPost, READER_STATES, type ReaderStage } from "./reader-states"
import { joinDatabase, withProduct, writeLiveBlog } from "./sample-newsroom"
import { takeAll } from "./take-all"

const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const SIZES: Record<string, BrowserContextOptions> = {
  "390": PHONE,
  "820": { viewport: { width: 820, height: 1180 } },
  "1280": { viewport: { width: 1280, height: 880 } },
  "1600": { viewport: { width: 1600, height: 1000 } },
}

/** Pictures of everything that readers can meet, to be looked at; `only`: the states whose names have one of these. */
export async function takeReader(folder: string, only = [""]): Promise<void> {
  const isWanted = (name: string) => only.some((part) => name.includes(part))
  await withProduct(async (product, browser) => {
    await mkdir(folder, { recursive: true })
    const stage = await makeStage(product)
    const place = { browser, folder, url: product.url, sizes: SIZES }
    for (const { show, ...state } of READER_STATES)
      if (isWanted(state.name)) await takeAll(place, { ...state, show: (page) => show(page, stage) })
    // What nobody has asked for cannot be given from memory.
    await fetch(product.url + stage.live.path)
    const freeze = await freezeDatabase(product)
    try {
      // The app waits a while for the database before it gives up, and takes its pages for right until then.
      const patient = { timeout: 60_000 }
      const stale = async (page: Page) => {
        const notice = page.getByText(messagesFor("en").stale)
        const seen = async () => {
          await page.goto(stage.live.path, patient)
          await expect(notice).toBeVisible({ timeout: 2_000 })
        }
        await expect(seen).toPass(patient)
      }
      const error = async (page: Page) => void (await page.goto(stage.unseen.path, patient))
      for (const [name, show] of Object.entries({ stale, error }))
        if (isWanted(name)) await takeAll(place, { name, show })
    } finally {
      freeze.thaw()
    }
  })
}

async function makeStage(product: Product): Promise<ReaderStage> {
  await joinDatabase(product)
  const story = storyOf(product)
  const live = await writeLiveBlog()
  const ended = await writeLiveBlog("apollo-11-as-it-happened")
  await story.editBlog(ended, { status: "ended" })
  const tonight = new Date(Date.now() + 3_600_000).toISOString()
  const inThreeDays = new Date(Date.now() + 3 * 86_400_000).toISOString()
  const council = { title: "Town hall: the evening of the count", summary: "Polls close at eight." }
  const soon = await story.createBlog({ ...council, slug: "town-hall", coverageAt: tonight })
  const later = await story.createBlog({ ...council, slug: "town-hall-later", coverageAt: inThreeDays })
  const unseen = await story.createBlog()
  const empty = await story.createBlog({ title: "Storm on the coast", slug: "storm" })
  const news = await story.createBlog({
    title: "Harbour fire: what we know",
    slug: "harbour-fire",
    timeZone: "Europe/Berlin",
  })
  for (let number = 1; number <= 12; number += 1) await story.createPost(news, newsPost(number))
  const picture = await story.addPicture(await readFile(DEMO_PICTURE), {
    alt: "The descent",
    caption: "How it came down",
  })
  return { story, picture, live, ended, soon, later, empty, unseen, news, arabic: await writeArabic(story) }
}

async function writeArabic(story: StoryClient): Promise<StoryBlog> {
  const blog = await story.createBlog({
    slug: "intikhabat",
    title: "ليلة الانتخابات: النتائج أولًا بأول",
    summary: "فُتحت مراكز الاقتراع في السابعة صباحًا.\n- نسبة المشاركة 61 في المئة\n- النتائج الأولى بعد منتصف الليل",
    language: "ar",
    timeZone: "Africa/Cairo",
  })
  for (let number = 1; number <= 5; number += 1)
    await story.createPost(blog, {
      title: number % 2 === 1 ? "إغلاق صناديق الاقتراع في العاصمة" : "",
      text: "أعلنت اللجنة إغلاق الصناديق في الموعد المحدد، وبدأ الفرز فورًا في معظم المراكز.",
      keyEvent: number % 2 === 1,
      tags: ["العاصمة", "الفرز"],
      authors: [{ name: "ليلى حداد" }, { name: "عمر ناصر" }],
    })
  return blog
}

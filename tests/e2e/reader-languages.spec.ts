import type { Page } from "@playwright/test"
import { expectAccessible } from "./accessible"
import { expect, test } from "./fixtures"
import { addPost, createFilledBlog } from "./reader-helpers"

const LANGUAGES = [
  { tag: "en", pause: "Pause updates", live: "Live", ended: "Ended", order: "Sort updates" },
  { tag: "fr", pause: "Mettre en pause", live: "Direct", ended: "Terminé", order: "Trier les mises à jour" },
  { tag: "de", pause: "Pausieren", live: "Live", ended: "Beendet", order: "Meldungen sortieren" },
  {
    tag: "es",
    pause: "Pausar",
    live: "En directo",
    ended: "Finalizado",
    order: "Ordenar actualizaciones",
  },
  { tag: "ar", pause: "إيقاف التحديث مؤقتًا", live: "مباشر", ended: "انتهت التغطية", order: "ترتيب التحديثات" },
]

/** What axe sees of two languages, one for each direction, it sees of all: `LONG=1` looks at all of them in every state. */
const isSeenWhole = (tag: string) => Boolean(process.env.LONG) || tag === "en" || tag === "ar"
const widthsOf = (tag: string) => (isSeenWhole(tag) ? [1280, 360] : [360])

async function check(page: Page, tag: string, state: string) {
  if (isSeenWhole(tag) || state.startsWith("live")) await expectAccessible(page, state)
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(tooWide, `${state} scrolls sideways`).toBeLessThanOrEqual(0)
}

for (const { tag, pause, live, ended, order } of LANGUAGES) {
  test(`in ${tag} the page speaks the language, in its direction, and axe finds nothing in any state`, async ({
    page,
    story,
  }) => {
    test.slow()
    const { blog } = await createFilledBlog(story, 41, { language: tag, summary: "One line.\n- A point\n- Another" })
    for (let number = 1; number <= 7; number += 1) await addPost(story, blog, `E${number}`, { keyEvent: true })
    await addPost(story, blog, "Long", { text: "Much is known.\n\n".repeat(30), pinned: true })
    for (const width of widthsOf(tag)) {
      await page.setViewportSize({ width, height: 800 })
      await page.goto(blog.path)
      await expect(page.getByText(live, { exact: true })).toBeVisible()
      await check(page, tag, `live at ${width}`)
      await page.getByLabel(order).selectOption("oldest")
      // The story's first post is on another page.
      await page.waitForURL(/\/page\/post_/)
      await expect(page.getByText(live, { exact: true })).toBeVisible()
      await check(page, tag, `oldest first at ${width}`)
      await page.getByRole("button", { name: pause }).click()
      await check(page, tag, `paused at ${width}`)
      await page.getByLabel(order).selectOption("newest")
      await page.waitForURL((url) => url.pathname === blog.path)
      await page.goto(`${blog.path}?q=water`)
      await check(page, tag, `search at ${width}`)
      await page.goto(`${blog.path}?q=zebra`)
      await check(page, tag, `nothing found at ${width}`)
    }
    for (const root of [page.locator("html"), page.getByRole("main").locator("xpath=..")]) {
      await expect(root).toHaveAttribute("lang", tag)
      await expect(root).toHaveAttribute("dir", tag === "ar" ? "rtl" : "ltr")
    }
    await story.editBlog(blog, { status: "ended" })
    await page.goto(blog.path)
    await expect(page.getByText(ended, { exact: true }).first()).toBeVisible()
    await check(page, tag, "ended")
    const empty = await story.createBlog({ language: tag })
    await page.goto(empty.path)
    await check(page, tag, "empty")
  })
}

test("at 400 percent on a small laptop, as at 320 pixels, nothing is cut off or scrolls sideways", async ({
  page,
  story,
}) => {
  const { blog } = await createFilledBlog(story, 41, { language: "de" })
  await page.setViewportSize({ width: 320, height: 256 })
  for (const path of [blog.path, `${blog.path}?q=water`, "/"]) {
    await page.goto(path)
    await expect(page.getByRole("main")).toBeVisible()
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(tooWide, path).toBeLessThanOrEqual(0)
  }
})

test("on paper there are the words, and no controls", async ({ page, story }) => {
  const { blog } = await createFilledBlog(story, 41)
  await page.goto(blog.path)
  await page.emulateMedia({ media: "print" })
  await expect(page.getByRole("article", { name: "Update 41", exact: true })).toBeVisible()
  await expect(page.getByRole("button").filter({ visible: true })).toHaveCount(0)
  await expect(page.getByRole("link", { name: "Share" }).filter({ visible: true })).toHaveCount(0)
  await expect(page.getByRole("navigation", { name: /Pages/ }).filter({ visible: true })).toHaveCount(0)
  // What is true at the moment of printing alone is left out: what stays is told by day and clock.
  await expect(page.getByText(/^(Live|Updated .*|now)$/).filter({ visible: true })).toHaveCount(0)
  await expect(page.getByText("Started", { exact: true })).toBeVisible()
})

import { expectAccessible } from "./accessible"
import { expect, test } from "./fixtures"
import { addPost, createFilledBlog, setVisible } from "./reader-helpers"

const LONG = "Hochwasserschutzmaßnahmenbeschleunigungsgesetzesänderungsverordnung"
const MINUTE_MS = 60_000

test.describe.configure({ mode: "serial" })

test("an open front page shows news without a reload, and moves nothing under a reader further down", async ({
  page,
  story,
}) => {
  const { blog } = await createFilledBlog(story, 2, { title: "Flood in the valley" })
  await story.editBlog(blog, { frontLead: true })
  const { blog: match } = await createFilledBlog(story, 1, { title: "Cup final" })
  await page.clock.install()
  await page.goto("/")
  await expect(page.getByRole("article").getByRole("heading", { level: 2 })).toHaveText("Flood in the valley")
  await addPost(story, blog, "Bridge closed")
  await page.clock.fastForward(MINUTE_MS)
  await expect(page.getByRole("article").getByRole("link", { name: /Bridge closed/ })).toBeVisible()

  const card = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: "Cup final", exact: true }) })
  await card.getByRole("link", { name: "Cup final" }).focus()
  const before = await card.boundingBox()
  await addPost(story, match, "A goal")
  await page.clock.fastForward(MINUTE_MS)
  await expect(card.getByText("A goal")).toBeVisible()
  expect(await card.boundingBox()).toEqual(before)

  await story.editBlog(match, { frontLead: true })
  await page.getByRole("link", { name: "Cup final" }).blur()
  await page.evaluate(() => scrollTo(0, 0))
  await setVisible(page, false)
  await page.clock.fastForward(MINUTE_MS)
  await setVisible(page, true)
  await expect(page.getByRole("article").getByRole("heading", { level: 2 })).toHaveText("Cup final")
  await story.editBlog(match, { frontLead: false })
})

test("the front page fits every width, with words of any length, and is open to everybody", async ({ page, story }) => {
  await createFilledBlog(story, 1, { title: `${LONG} vor Gericht`, summary: LONG, language: "de" })
  await story.createBlog({ title: LONG, coverageAt: new Date(Date.now() + 50 * 60 * MINUTE_MS).toISOString() })
  const { blog } = await createFilledBlog(story, 1, { title: `Vorbei: ${LONG}` })
  await story.editBlog(blog, { status: "ended" })
  await page.goto("/")
  for (const width of [320, 360, 390, 820, 1280, 1600]) {
    await page.setViewportSize({ width, height: 900 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${width} px`).toBe(0)
  }
  await expectAccessible(page)
  const graph = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? "")["@graph"]
  expect(graph.map((each: { "@type": string }) => each["@type"])).toEqual([
    "NewsMediaOrganization",
    "WebSite",
    "ItemList",
  ])
})

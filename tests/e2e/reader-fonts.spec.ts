import type { Page } from "@playwright/test"
import { gatherVitals, readVitals } from "../../scripts/bench/page-vitals"
import { expect, test } from "./fixtures"
import { addPost, createFilledBlog, waitUntilLive } from "./reader-helpers"

const FIRST_VIEW_BYTES = 90_000

test("the first visit shows our fonts, on a slow network too, and nothing moves when they arrive", async ({
  page,
  context,
  story,
}) => {
  const { blog } = await createFilledBlog(story, 12, {
    summary: "The river stands at 7.1 metres.\n- 4,200 people: out",
  })
  const network = await context.newCDPSession(page)
  await network.send("Network.enable")
  await network.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 150,
    downloadThroughput: 200_000,
    uploadThroughput: 90_000,
  })
  await gatherVitals(page)
  await page.goto(blog.path)
  await waitUntilLive(page)
  await page.evaluate(() => document.fonts.ready)
  const families = await page.evaluate(() => [...document.fonts].map(({ family }) => family.replaceAll('"', "")))
  expect(families).toEqual(expect.arrayContaining(["Stand-in Serif", "Stand-in Sans", "Stand-in Serif Times"]))
  const used = await fontsUsed(page)
  expect(used).toEqual(["Inter", "Source Serif 4", "Source Serif 4 SemiBold"])
  const files = await page.evaluate(() =>
    performance.getEntriesByType("resource").filter(({ name }) => name.includes(".woff")),
  )
  const sizes = (files as PerformanceResourceTiming[]).map(({ encodedBodySize }) => encodedBodySize)
  expect(sizes).toHaveLength(3)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(FIRST_VIEW_BYTES)
  expect((await readVitals(page)).cls).toBeLessThanOrEqual(0.01)
})

test("an Arabic page has its own letters, and an English one takes no digit from them", async ({ page, story }) => {
  for (const [language, expected] of [
    ["ar", true],
    ["en", false],
  ] as const) {
    const blog = await story.createBlog({ title: "7.1", language })
    await addPost(story, blog, "5:0")
    await page.goto(blog.path)
    const families = await page.getByRole("heading", { level: 1 }).evaluate((each) => getComputedStyle(each).fontFamily)
    expect(families.includes("Naskh"), language).toBe(expected)
  }
})

/** The families of all letters on the page, as the browser drew them. */
async function fontsUsed(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  await session.send("DOM.enable")
  await session.send("CSS.enable")
  const { root } = await session.send("DOM.getDocument")
  const { nodeIds } = await session.send("DOM.querySelectorAll", { nodeId: root.nodeId, selector: "h1, h3, p, time" })
  const found = await Promise.all(nodeIds.map((nodeId) => session.send("CSS.getPlatformFontsForNode", { nodeId })))
  return [...new Set(found.flatMap(({ fonts }) => fonts.map(({ familyName }) => familyName)))].sort()
}

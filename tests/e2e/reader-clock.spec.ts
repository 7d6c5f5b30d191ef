import { expect, test } from "./fixtures"
import { createFilledBlog, timeline, waitUntilLive } from "./reader-helpers"

test("a page that was kept for a while tells how long ago by the time of today, and nothing jumps", async ({
  page,
  story,
}) => {
  const { blog } = await createFilledBlog(story, 3)
  await page.addInitScript(() => {
    const shifts: number[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value)
    }).observe({ type: "layout-shift", buffered: true })
  })
  // As if the server had kept it for almost two minutes.
  await page.route(blog.path, async (route) => {
    const response = await route.fetch()
    expect(response.headers()["server-timing"]).toMatch(/^age;dur=\d+$/)
    await route.fulfill({ response, headers: { ...response.headers(), "server-timing": "age;dur=119000" } })
  })
  await page.goto(blog.path)
  await waitUntilLive(page)
  await expect(timeline(page).locator("time").first()).toContainText(/^[12]m ago/)
  const moved = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)
  expect(moved.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(0.01)
})

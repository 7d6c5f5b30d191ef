import { expect, test } from "./fixtures"
import { addPost, article, createFilledBlog, documentOf, read, topOf, waitUntilLive } from "./reader-helpers"

test("over 50 insertions, edits and removals above it, the update being read does not move by a pixel", async ({
  page,
  story,
}) => {
  test.slow()
  const { blog, ids } = await createFilledBlog(story, 30)
  await page.goto(blog.path)
  await waitUntilLive(page)
  const reading = article(page, "Update 8")
  const top = await read(reading)
  await page.evaluate(() => {
    const shifts: number[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value)
    }).observe({ type: "layout-shift" })
  })
  const above = ids.slice(10)
  for (let round = 0; round < 50; round += 1) {
    const id = above[round % above.length] ?? ""
    if (round % 3 === 0) await addPost(story, blog, `New ${round}`, { keyEvent: round % 2 === 0 })
    else if (round % 3 === 1)
      await story.editPost(blog, id, { content: documentOf(...Array(round % 7).fill("More."), "End.") })
    else await story.editPost(blog, id, { state: round % 2 === 0 ? "hidden" : "published" })
    expect(await topOf(reading), `after change ${round}`).toBe(top)
  }
  const last = await story.createPost(blog, { title: "Last of all", text: "The end.", pinned: true })
  await expect(page.getByRole("region", { name: "Pinned" })).toBeAttached()
  expect(last.id).not.toBe("")
  expect(await topOf(reading)).toBe(top)
  const moved = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)
  expect(moved.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(0.01)
})

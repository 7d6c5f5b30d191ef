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
  let waiting = 0
  for (let round = 0; round < 50; round += 1) {
    const number = 11 + (round % 20)
    const [id = "", post] = [ids[number - 1], article(page, `Update ${number}`)]
    if (round % 3 === 0) {
      await addPost(story, blog, `New ${round}`, { keyEvent: round % 2 === 0 })
      waiting += 1
      await expect(page).toHaveTitle(new RegExp(`^\\(${waiting}\\)`))
    } else if (round % 3 === 1 || (await post.isHidden())) {
      await story.editPost(blog, id, {
        content: documentOf(...Array(round % 7).fill("More."), `End ${round}.`),
        state: "published",
      })
      await expect(post).toContainText(`End ${round}.`)
    } else {
      await story.editPost(blog, id, { state: "hidden" })
      await expect(post).toBeHidden()
    }
    expect(await topOf(reading), `after change ${round}`).toBe(top)
  }
  const last = await story.createPost(blog, { title: "Last of all", text: "The end.", pinned: true })
  await expect(page.getByRole("region", { name: "Pinned" })).toBeAttached()
  expect(last.id).not.toBe("")
  expect(await topOf(reading)).toBe(top)
  const moved = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)
  expect(moved.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(0.01)
})

import { expect, test } from "./fixtures"
import { addPost, article, createFilledBlog, titles, waitUntilLive } from "./reader-helpers"

/* What a reader can rely on when they look for something. Each test is named after its rule. */

const numbers = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, index) => `Update ${from - index}`)

test("R1 stable paging: an older page holds what it held, whatever comes; page 1 takes the remainder", async ({
  page,
  story,
}) => {
  const { blog, idOf } = await createFilledBlog(story, 45)
  await page.goto(`${blog.path}/page/${idOf(7)}`)
  expect(await titles(page)).toEqual(numbers(20, 1))
  for (let number = 46; number <= 50; number += 1) await addPost(story, blog, `Update ${number}`)
  await page.reload()
  expect(await titles(page)).toEqual(numbers(20, 1))
  await page.goto(blog.path)
  expect(await titles(page)).toEqual(numbers(50, 21))
})

test("R2 navigation: real links to newest, newer, older and oldest, with the place in words", async ({
  page,
  story,
}) => {
  const { blog } = await createFilledBlog(story, 60)
  await page.goto(blog.path)
  const below = page.getByRole("navigation", { name: "Pages of this live blog", exact: true })
  const above = page.getByRole("navigation", { name: "Pages of this live blog, above" })
  await expect(below).toContainText("1 of 3")
  await expect(above).toBeHidden()
  await below.getByRole("link", { name: "Older" }).click()
  await expect(above).toContainText("2 of 3")
  for (const [name, address] of [
    ["Newest", blog.path],
    ["Newer", blog.path],
  ] as const)
    await expect(above.getByRole("link", { name })).toHaveAttribute("href", address)
  await above.getByRole("link", { name: "Oldest" }).click()
  await expect(below).toContainText("3 of 3")
  await expect(below.getByRole("link", { name: "Older" })).toBeHidden()
})

test("R11 pin: a copy on page 1 without an id, the original in its place with the only one", async ({
  page,
  story,
}) => {
  const { blog, idOf } = await createFilledBlog(story, 42)
  await story.editPost(blog, idOf(1), { pinned: true })
  await story.editPost(blog, idOf(40), { pinned: true })
  await page.goto(blog.path)
  const pinned = page.getByRole("region", { name: "Pinned" })
  await expect(pinned.getByRole("article")).toHaveCount(2)
  for (const id of [idOf(1), idOf(40)]) expect(await page.locator(`[id="${id}"]`).count()).toBe(id === idOf(40) ? 1 : 0)
  await pinned.getByRole("button", { name: "Show more" }).click()
  await pinned
    .getByRole("article", { name: "Pinned: Update 1", exact: true })
    .getByRole("link", { name: "See in timeline" })
    .click()
  await expect(article(page, "Update 1")).toBeInViewport()
  await expect(page.getByRole("region", { name: "Pinned" })).toBeHidden()
})

test("R11 pin: a long one shows its title and two lines, and opens and closes by a button", async ({ page, story }) => {
  const { blog } = await createFilledBlog(story, 2)
  await addPost(story, blog, "Long", { text: "Much is known by now.\n\n".repeat(40), pinned: true })
  await page.goto(blog.path)
  const pinned = page.getByRole("region", { name: "Pinned" })
  const height = async () => (await pinned.boundingBox())?.height ?? 0
  const cut = await height()
  expect(cut).toBeLessThan(130)
  await pinned.getByRole("button", { name: "Show more" }).click()
  await expect.poll(height).toBeGreaterThan(1_000)
  await pinned.getByRole("button", { name: "Show less" }).click()
  await expect.poll(height).toBe(cut)
})

test("R12 key events: a list of links, six at first; on a phone behind its name", async ({ page, story }) => {
  const { blog } = await createFilledBlog(story, 3)
  for (let number = 1; number <= 8; number += 1) await addPost(story, blog, `Event ${number}`, { keyEvent: true })
  await page.goto(blog.path)
  const events = page.getByRole("navigation", { name: "Key events" })
  await expect(events.getByRole("link")).toHaveCount(6)
  await waitUntilLive(page)
  await events.getByRole("button", { name: "Show more (2)" }).click()
  await expect(events.getByRole("link")).toHaveCount(8)
  await events.getByRole("link", { name: "Event 2" }).click()
  await expect(article(page, "Event 2")).toBeInViewport()

  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(blog.path)
  await waitUntilLive(page)
  await expect(events.getByRole("link")).toHaveCount(0)
  await events.getByText("Key events").click()
  await events.getByRole("link", { name: "Event 8" }).click()
  await expect(article(page, "Event 8")).toBeInViewport()
})

test("R13 permalink: opens the page that holds the update, goes there and marks it, in either order", async ({
  page,
  story,
}) => {
  const { blog, idOf } = await createFilledBlog(story, 42)
  for (const order of ["newest", "oldest"]) {
    await page.goto(blog.path)
    await page.getByLabel("Sort updates").selectOption(order)
    await page.goto("about:blank")
    await page.goto(`${blog.path}/${idOf(9)}#${idOf(9)}`)
    await waitUntilLive(page)
    const marked = article(page, "Update 9")
    await expect(marked).toBeInViewport()
    expect(await marked.evaluate((each) => each.matches(":target")), order).toBe(true)
  }
})

test("R15 ended: keeps its order, unless the reader turns it around", async ({ page, story }) => {
  const { blog } = await createFilledBlog(story, 3)
  await story.editBlog(blog, { status: "ended" })
  await page.goto(blog.path)
  await expect(page.getByText("Ended", { exact: true }).first()).toBeVisible()
  expect(await titles(page)).toEqual(numbers(3, 1))
  // Nothing on an ended page says when its script has taken over: what was chosen before that is not heard.
  await expect(async () => {
    await page.getByLabel("Sort updates").selectOption("newest")
    await page.getByLabel("Sort updates").selectOption("oldest")
    await expect.poll(() => titles(page), { timeout: 2_000 }).toEqual(numbers(3, 1).reverse())
  }).toPass()
})

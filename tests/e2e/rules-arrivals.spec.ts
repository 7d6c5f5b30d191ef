import { expect, test } from "./fixtures"
import {
  addPost,
  article,
  createFilledBlog,
  documentOf,
  read,
  setVisible,
  timeline,
  titles,
  topOf,
  waitUntilLive,
} from "./reader-helpers"

/* What a reader can rely on when updates come. Each test is named after its rule. */

test("R3 insertion: news come in by themselves while the reader is at the first update or above it", async ({
  page,
  story,
}) => {
  const { blog } = await createFilledBlog(story, 12, { summary: "Much is known.\n- A point\n- Another\n- A third" })
  await page.goto(blog.path)
  await addPost(story, blog, "At the top")
  await expect(article(page, "At the top")).toBeVisible()

  await read(article(page, "Update 6"))
  await addPost(story, blog, "Further down")
  await expect(page.getByRole("button", { name: "1 new update" })).toBeVisible()
  await expect(article(page, "Further down")).toBeHidden()

  // A window so low that the updates begin below it.
  await page.setViewportSize({ width: 1280, height: 200 })
  await page.evaluate(() => window.scrollTo({ top: 40, behavior: "instant" }))
  await expect(article(page, "Further down")).toBeVisible()
  await expect(page.getByRole("button", { name: "1 new update" })).toBeHidden()
  const before = await topOf(page.getByRole("heading", { level: 1 }))
  expect(await topOf(timeline(page))).toBeGreaterThan(200)
  await addPost(story, blog, "Below the window", { keyEvent: true })
  await expect(article(page, "Below the window")).toBeVisible()
  await expect(page.getByRole("button", { name: "1 new update" })).toBeHidden()
  expect(await topOf(page.getByRole("heading", { level: 1 }))).toBe(before)
})

test("R4 control: a real button, in the middle at the top, counts what is not shown", async ({ page, story }) => {
  const { blog } = await createFilledBlog(story, 12)
  await page.goto(blog.path)
  await waitUntilLive(page)
  await read(article(page, "Update 6"))
  await addPost(story, blog, "One")
  await expect(page.getByRole("button", { name: "1 new update", exact: true })).toBeVisible()
  const gone = await addPost(story, blog, "Two")
  const button = page.getByRole("button", { name: "2 new updates", exact: true })
  await expect(button).toBeInViewport()
  const box = await button.boundingBox()
  const width = page.viewportSize()?.width ?? 0
  expect(Math.abs((box?.x ?? 0) + (box?.width ?? 0) / 2 - width / 2)).toBeLessThan(10)
  expect(box?.y).toBeLessThan(40)
  await story.deletePost(blog, gone)
  await expect(page.getByRole("button", { name: "1 new update", exact: true })).toBeVisible()
})

test("R5 click: shows them, goes to the first, and nothing waits any more; on older pages it leads to page 1", async ({
  page,
  story,
}) => {
  const { blog, idOf } = await createFilledBlog(story, 41)
  await page.goto(blog.path)
  await waitUntilLive(page)
  await read(article(page, "Update 25"))
  await addPost(story, blog, "News")
  await page.getByRole("button", { name: "1 new update" }).click()
  await expect(article(page, "News")).toBeInViewport()
  await expect(page.getByRole("button", { name: /new update/ })).toBeHidden()

  await page.goto(`${blog.path}/${idOf(3)}`)
  await waitUntilLive(page)
  await addPost(story, blog, "More news")
  await page.getByRole("link", { name: "1 new update" }).click()
  await expect(article(page, "More news")).toBeInViewport()
})

test("R6 return: reaching the top by scrolling, or coming back to a tab that is there, shows what waits", async ({
  page,
  story,
}) => {
  const { blog } = await createFilledBlog(story, 12)
  await page.goto(blog.path)
  await waitUntilLive(page)
  await read(article(page, "Update 6"))
  await addPost(story, blog, "One")
  await expect(page.getByRole("button", { name: "1 new update" })).toBeVisible()
  await page.evaluate(() => window.scrollTo({ top: 0, behavior: "instant" }))
  await expect(article(page, "One")).toBeVisible()

  await setVisible(page, false)
  await addPost(story, blog, "Two")
  await setVisible(page, true)
  await expect(article(page, "Two")).toBeVisible()
})

test("R7 title: the tab says how many wait", async ({ page, story }) => {
  const { blog } = await createFilledBlog(story, 12)
  await page.goto(blog.path)
  await waitUntilLive(page)
  await read(article(page, "Update 6"))
  await addPost(story, blog, "One")
  await expect(page).toHaveTitle(/^\(1\) Flood/)
  await addPost(story, blog, "Two")
  await expect(page).toHaveTitle(/^\(2\) Flood/)
  await page.getByRole("button", { name: "2 new updates" }).click()
  await expect(page).toHaveTitle(/^Flood/)
})

test("R8 duplicates: an update is on the page once, in its newest version", async ({ page, story }) => {
  const { blog, idOf } = await createFilledBlog(story, 3)
  await page.goto(blog.path)
  for (const words of ["First", "Second", "Third"]) await story.editPost(blog, idOf(2), { content: documentOf(words) })
  await expect(article(page, "Update 2")).toContainText("Third")
  await expect(article(page, "Update 2")).not.toContainText("First")
  expect(await titles(page)).toEqual(["Update 3", "Update 2", "Update 1"])
})

test("R16 edits: an update that is edited while it is read changes in its place, around a running player", async ({
  page,
  story,
}) => {
  await page.route(/^https:/, (route) => route.fulfill({ contentType: "text/html", body: "<title>Player</title>" }))
  const { blog } = await createFilledBlog(story, 4)
  const film = { type: "embed", attrs: { url: "https://youtu.be/dQw4w9WgXcQ" } }
  const { id } = await story.createPost(blog, {
    title: "Film",
    content: { type: "doc", content: [...documentOf("Before").content, film] },
  })
  await addPost(story, blog, "Newest")
  await page.goto(blog.path)
  await article(page, "Film").getByRole("button", { name: "Load video from YouTube" }).click()
  const player = await article(page, "Film").locator("iframe").elementHandle()
  const top = await topOf(article(page, "Film"))
  await story.editPost(blog, id, { content: { type: "doc", content: [...documentOf("After").content, film] } })
  await expect(article(page, "Film")).toContainText("After")
  expect(await topOf(article(page, "Film"))).toBe(top)
  expect(await player?.evaluate((frame) => frame.isConnected)).toBe(true)
})

test("R20 reveal: what is new is marked for a moment, and without movement for who wants none", async ({
  page,
  story,
}) => {
  const { blog } = await createFilledBlog(story, 3)
  await page.goto(blog.path)
  await addPost(story, blog, "News")
  await expect(article(page, "News").getByText("New", { exact: true })).toBeVisible()
  const item = timeline(page)
    .getByRole("listitem")
    .filter({ has: page.getByRole("article", { name: "News", exact: true }) })
  expect(await item.evaluate((each) => getComputedStyle(each).animationDuration)).toBe("4s")
  await page.emulateMedia({ reducedMotion: "reduce" })
  expect(await item.evaluate((each) => getComputedStyle(each).animationName)).toBe("none")
})

test("R16 playing: while a player that the reader started is on screen, new updates wait behind the button", async ({
  page,
  story,
}) => {
  await page.route("https://**", (route) => route.fulfill({ contentType: "text/html", body: "<title>Player</title>" }))
  const blog = await story.createBlog({ title: "Flood" })
  const embed = { type: "embed", attrs: { url: "https://www.youtube.com/watch?v=dQw4w9WgXcQ" } }
  await story.createPost(blog, { title: "With a video", content: { type: "doc", content: [embed] } })
  await page.goto(blog.path)
  await waitUntilLive(page)
  await addPost(story, blog, "Before it plays")
  await expect(article(page, "Before it plays")).toBeVisible()
  await page.setViewportSize({ width: 1280, height: 1600 })
  await page.getByRole("button", { name: /Load video/ }).click()
  const player = page.locator("iframe")
  await expect(player).toBeInViewport()
  const top = await topOf(player)

  await addPost(story, blog, "While it plays")
  const button = page.getByRole("button", { name: "1 new update" })
  await expect(button).toBeVisible()
  // The news is below the reader: so are the button and its arrow.
  expect((await button.boundingBox())?.y).toBeGreaterThan(800)
  await setVisible(page, false)
  await setVisible(page, true)
  await expect(article(page, "While it plays")).toBeHidden()
  expect(await topOf(player)).toBe(top)
  await button.click()
  await expect(article(page, "While it plays")).toBeVisible()
})

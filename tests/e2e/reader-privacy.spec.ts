import type { Page } from "@playwright/test"
import { expect, test } from "./fixtures"
import { addPost, article, createFilledBlog, waitUntilLive } from "./reader-helpers"

/** Every host that a page asks for something, and every cookie that it is given, from now on. */
function watchTraffic(page: Page) {
  const hosts = new Set<string>()
  const cookies: Promise<string | null>[] = []
  page.on("request", (request) => {
    const { protocol, host } = new URL(request.url())
    if (protocol.startsWith("http")) hosts.add(host)
  })
  page.on("websocket", (socket) => hosts.add(new URL(socket.url()).host))
  page.on("response", (response) => cookies.push(response.headerValue("set-cookie")))
  return {
    async expectNothing() {
      expect([...hosts]).toEqual([new URL(page.url()).host])
      expect((await Promise.all(cookies)).filter(Boolean)).toEqual([])
      expect(await page.context().cookies()).toEqual([])
      expect(await page.evaluate(() => document.cookie)).toBe("")
    },
  }
}

test("a reader leaves no cookie, and nobody else hears of the visit before they ask for something", async ({
  page,
  story,
}) => {
  const { blog } = await createFilledBlog(story, 21)
  await addPost(story, blog, "Film", { text: "https://youtu.be/dQw4w9WgXcQ", pinned: true })
  const traffic = watchTraffic(page)
  await page.goto(blog.path)
  await waitUntilLive(page)
  await addPost(story, blog, "News")
  await expect(article(page, "News")).toBeVisible()
  await page.getByLabel("Sort updates").selectOption("oldest")
  await page.getByRole("link", { name: "Search this live blog" }).click()
  await page.getByRole("searchbox").fill("film")
  await page.getByRole("button", { name: "Search" }).click()
  await expect(page.getByRole("link", { name: "Film" })).toBeVisible()
  await page.goto("/")
  await traffic.expectNothing()
})

test("nor in any language, by any way to update the page, nor on an ended page", async ({ page, story }) => {
  const film = { text: "https://youtu.be/dQw4w9WgXcQ", title: "Film" }
  const ways = ["interval-polling", "long-polling", "sse", "websocket", "sse"]
  for (const [index, language] of ["en", "fr", "de", "es", "ar"].entries()) {
    const blog = await story.createBlog({ title: language, language, publisher: ways[index] })
    await story.createPost(blog, film)
    const traffic = watchTraffic(page)
    await page.goto(blog.path)
    await story.createPost(blog, { text: "Text", title: "News" })
    await expect(article(page, "News")).toBeVisible()
    await traffic.expectNothing()
    await story.editBlog(blog, { status: "ended" })
    await page.goto(blog.path)
    await page.waitForLoadState("networkidle")
    await traffic.expectNothing()
  }
})

test("a post from elsewhere says its words before anything is loaded, and a reader can always want to see it", async ({
  page,
  story,
}) => {
  const blog = await story.createBlog({ title: "Flood" })
  const card = { title: "Vallmere Fire (@vallmerefire)", description: "Leave Harrow Street now.", date: "2026-11-27" }
  const embed = { type: "embed", attrs: { url: "https://x.com/vallmerefire/status/1712345678901234567", card } }
  for (const title of ["First", "Second"])
    await story.createPost(blog, { title, content: { type: "doc", content: [embed] } })
  await page.route("https://platform.twitter.com/**", (route) => route.fulfill({ body: "<p>The original</p>" }))
  const first = article(page, "First")
  const player = (name: string) => article(page, name).frameLocator("iframe").getByText("The original")
  await page.goto(blog.path)
  await waitUntilLive(page)
  await expect(first.getByText("Leave Harrow Street now.")).toBeVisible()
  await expect(first.getByText("27 Nov 2026")).toBeVisible()
  expect((await first.locator("figure").boundingBox())?.height).toBeLessThanOrEqual(200)
  await first.getByLabel("Always show content from X").check()
  await first.getByRole("button", { name: "Show on X" }).click()
  await expect(player("First")).toBeVisible()

  await page.reload()
  await expect(player("Second")).toBeVisible()
  const stop = article(page, "Second").getByRole("button", { name: "Stop always showing content from X" })
  await stop.click()
  await expect(stop).toBeHidden()
  await page.reload()
  await waitUntilLive(page)
  await expect(article(page, "Second").getByRole("button", { name: "Show on X" })).toBeVisible()
  await expect(page.locator("iframe")).toHaveCount(0)
})

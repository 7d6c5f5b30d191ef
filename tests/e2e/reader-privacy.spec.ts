import { expect, test } from "./fixtures"
import { addPost, article, createFilledBlog, waitUntilLive } from "./reader-helpers"

test("a reader leaves no cookie, and nobody else hears of the visit before they ask for something", async ({
  page,
  story,
  context,
}) => {
  const { blog } = await createFilledBlog(story, 21)
  await addPost(story, blog, "Film", { text: "https://youtu.be/dQw4w9WgXcQ", pinned: true })
  const hosts = new Set<string>()
  const cookies: string[] = []
  page.on("request", (request) => hosts.add(new URL(request.url()).host))
  page.on("response", async (response) => {
    const set = await response.headerValue("set-cookie")
    if (set) cookies.push(`${response.url()}: ${set}`)
  })
  await page.goto(blog.path)
  await waitUntilLive(page)
  await addPost(story, blog, "News")
  await expect(article(page, "News")).toBeVisible()
  await page.getByLabel("Order of the updates").selectOption("oldest")
  await page.getByRole("link", { name: "Search this live blog" }).click()
  await page.getByRole("searchbox").fill("film")
  await page.getByRole("button", { name: "Search" }).click()
  await expect(page.getByRole("link", { name: "Film" })).toBeVisible()
  await page.goto("/")
  expect([...hosts]).toEqual([new URL(page.url()).host])
  expect(cookies).toEqual([])
  expect(await context.cookies()).toEqual([])
})

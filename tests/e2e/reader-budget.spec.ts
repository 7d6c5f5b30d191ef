import { gzipSync } from "node:zlib"
import type { Page } from "@playwright/test"
import { expect, test } from "./fixtures"
import { addPost, article, createFilledBlog, waitUntilLive } from "./reader-helpers"

const KB = 1024
const LIMIT_KB = 36
/** What stands in scripts that were made for the desk. */
const DESK_CODE = /prosemirror|tiptap|radix|sonner|lucide|next-router/i

/** Every script that the browser gets from now on, our own and anybody's. */
function collectScripts(page: Page): Promise<{ url: string; code: Buffer }>[] {
  const scripts: Promise<{ url: string; code: Buffer }>[] = []
  page.on("response", (response) => {
    const url = response.url()
    if (response.request().resourceType() === "script") scripts.push(response.body().then((code) => ({ url, code })))
  })
  return scripts
}

const weigh = (scripts: { code: Buffer }[]) => scripts.reduce((sum, { code }) => sum + gzipSync(code).length, 0) / KB

for (const publisher of ["interval-polling", "long-polling", "sse", "websocket"]) {
  test(`a reader's browser loads little script with ${publisher}, and none of the desk's`, async ({ page, story }) => {
    const { blog } = await createFilledBlog(story, 3, { publisher })
    const loading = collectScripts(page)
    await page.goto(blog.path)
    await waitUntilLive(page)
    await addPost(story, blog, "News")
    await expect(article(page, "News")).toBeVisible()
    const scripts = await Promise.all(loading)
    test.info().annotations.push({ type: "script, gzip", description: `${weigh(scripts).toFixed(1)} KB` })
    expect(scripts.length).toBeGreaterThan(0)
    expect(weigh(scripts)).toBeLessThanOrEqual(LIMIT_KB)
    for (const { url, code } of scripts) expect(code.toString(), url).not.toMatch(DESK_CODE)
  })
}

test("the front page loads two kilobytes of script at most, a page without anything live none", async ({
  page,
  story,
}) => {
  const { blog } = await createFilledBlog(story, 1)
  const loading = collectScripts(page)
  await page.goto(`${blog.path}?q=Update`)
  await expect(page.getByRole("link", { name: "Update 1" })).toBeVisible()
  await page.waitForLoadState("networkidle")
  expect((await Promise.all(loading)).map(({ url }) => url)).toEqual([])
  await page.goto("/")
  await expect(page.getByRole("article").first()).toBeVisible()
  await page.waitForLoadState("networkidle")
  expect(weigh(await Promise.all(loading))).toBeLessThanOrEqual(2)
})

test("the page works as well where Next's own scripts take it over", async ({ page, story }) => {
  const { blog } = await createFilledBlog(story, 3)
  // Who shows a token is not answered from memory, which is where our own script is put in.
  await page.setExtraHTTPHeaders({ authorization: "Bearer nobody" })
  await page.goto(blog.path)
  await waitUntilLive(page)
  await expect(page.locator("script[src^='/_next/static/reader/']")).toHaveCount(0)
  await addPost(story, blog, "News")
  await expect(article(page, "News")).toBeVisible()
})

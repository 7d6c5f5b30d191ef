import type { Page } from "@playwright/test"
import { PUBLISHERS } from "@/lib/live/publishers"
import { PusherServer } from "../fakes/pusher-server"
import { type Product, startProduct } from "../setup/product"
import { test as base, expect, type Story, storyOf } from "./fixtures"

/*
 * One product that offers every publisher, the hosted one served by a server of its protocol on this machine.
 */

type Site = { product: Product; service: PusherServer }

const test = base.extend<{ story: Story; baseURL: string }, { site: Site }>({
  site: [
    async ({}, use) => {
      const service = await new PusherServer().start()
      const product = await startProduct({ env: { ...service.env, POLLING_INTERVAL: "500" } })
      await use({ product, service })
      await product.stop()
      await service.stop()
    },
    { scope: "worker", timeout: 240_000 },
  ],
  baseURL: async ({ site }, use) => use(site.product.url),
  story: async ({ site }, use) => use(storyOf(site.product)),
})

// One after the other, on the one product.
test.describe.configure({ mode: "default" })

const live = (page: Page) => page.getByText("Live", { exact: true })
const article = (page: Page, name: string) => page.getByRole("article", { name, exact: true })

/** The ways that a page has used so far. */
function watchWays(page: Page): Set<string> {
  const ways = new Set<string>()
  page.on("request", (request) => {
    if (request.url().includes("/stream?")) ways.add("sse")
    if (request.url().includes("/changes?")) ways.add(request.url().includes("wait=") ? "long-polling" : "asking")
  })
  page.on("websocket", (socket) => ways.add(socket.url().includes("/ws/channel/") ? "websocket" : "pusher"))
  return ways
}

const OWN_WAY = {
  "interval-polling": "asking",
  "long-polling": "long-polling",
  sse: "sse",
  websocket: "websocket",
  pusher: "pusher",
}

for (const publisher of PUBLISHERS) {
  test(`by ${publisher} a reader sees what is new, edited, hidden and deleted, and the end`, async ({
    page,
    story,
  }) => {
    const blog = await story.createBlog({ publisher })
    const ways = watchWays(page)
    await page.goto(blog.path)
    await expect(live(page)).toBeVisible()

    const post = await story.createPost(blog, { text: "Three ships are missing.", title: "Ships" })
    await expect(article(page, "Ships")).toBeVisible()
    await story.editPost(blog, post.id, { text: "Two ships are missing." })
    await expect(article(page, "Ships")).toContainText("Two ships are missing.")
    await story.editPost(blog, post.id, { state: "hidden" })
    await expect(article(page, "Ships")).toBeHidden()
    await story.editPost(blog, post.id, { state: "published" })
    await expect(article(page, "Ships")).toBeVisible()
    await story.deletePost(blog, post.id)
    await expect(article(page, "Ships")).toBeHidden()
    await story.editBlog(blog, { status: "ended" })
    await expect(page.getByText("As it happened", { exact: false })).toBeVisible()
    expect([...ways]).toContain(OWN_WAY[publisher])
  })
}

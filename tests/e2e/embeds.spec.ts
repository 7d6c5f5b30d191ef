import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import type { FrameLocator, Page } from "@playwright/test"
import type { PublisherName } from "@/lib/protocol/publishers"
import { expect } from "./fixtures"
import { documentOf } from "./reader-helpers"
import { test as base } from "./transports-site"

/** Pages of another site: another host name and port, so another site for cookies and frames. */
const test = base.extend<{ show: (html: string) => Promise<void> }, { partner: { origin: string; html: string } }>({
  partner: [
    async ({}, use) => {
      const partner = { origin: "", html: "" }
      const server = createServer((_, response) => {
        response.setHeader("content-type", "text/html; charset=utf-8")
        response.end(`<!doctype html><title>Partner</title><link rel="icon" href="data:,">${partner.html}`)
      })
      await new Promise<void>((done) => server.listen(0, "127.0.0.1", done))
      const { port } = server.address() as AddressInfo
      partner.origin = `http://127.0.0.1:${port}`
      await use(partner)
      server.closeAllConnections()
      server.close()
    },
    { scope: "worker" },
  ],
  show: async ({ page, partner }, use) => {
    await use(async (html) => {
      partner.html = html
      await page.goto(partner.origin)
    })
  },
})

test.describe.configure({ mode: "default" })

const elementOf = (origin: string, path: string, choice = "") =>
  `<script async src="${origin}/embed.js"></script>
  <h1>Partner</h1><running-story src="${origin}${path}" ${choice}><a href="${origin}${path}">Follow live</a></running-story>
  <p id="after">After the embed</p>`
const frameOf = (page: Page): FrameLocator => page.locator("running-story").frameLocator("iframe")
const update = (frame: FrameLocator, name: string) => frame.getByRole("article", { name, exact: true })

/** As a browser does that keeps no storage for frames of other sites. */
async function blockStorage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (window.parent === window) return
    for (const name of ["localStorage", "sessionStorage", "indexedDB"])
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException("Access is denied for this document.", "SecurityError")
        },
      })
  })
}

for (const publisher of ["sse", "interval-polling", "pusher"] satisfies PublisherName[]) {
  test(`an embed on another site follows what is new, edited and hidden by ${publisher}, without storage`, async ({
    page,
    story,
    partner,
    baseURL,
    show,
  }) => {
    const blog = await story.createBlog({ title: "Harbour", publisher })
    await story.editBlog(blog, { embedHosts: [new URL(partner.origin).host] })
    const first = await story.createPost(blog, { text: "Three ships are missing.", title: "Ships" })
    await blockStorage(page)
    await show(elementOf(baseURL, blog.path))
    const frame = frameOf(page)
    await expect(frame.getByText("Live", { exact: true })).toBeVisible()
    await expect(update(frame, "Ships")).toContainText("Three ships")

    await story.createPost(blog, { text: "One came back.", title: "Back" })
    await expect(update(frame, "Back")).toBeVisible()
    await story.editPost(blog, first.id, { text: "Two ships are missing." })
    await expect(update(frame, "Ships")).toContainText("Two ships are missing.")
    await story.editPost(blog, first.id, { state: "hidden" })
    await expect(update(frame, "Ships")).toBeHidden()

    // The frame is as high as what is in it.
    const inside = () => frame.locator("body").evaluate((body) => body.scrollHeight)
    await expect.poll(async () => (await page.locator("running-story").boundingBox())?.height).toBe(await inside())
    for (const link of await frame.getByRole("link").all()) {
      await expect(link).toHaveAttribute("target", "_blank")
      await expect(link).toHaveAttribute("rel", /noopener/)
    }
    expect(await page.context().cookies()).toEqual([])

    await story.editBlog(blog, { status: "ended" })
    await expect(frame.getByText("As it happened", { exact: false })).toBeVisible()
  })
}

test("a teaser shows the newest headlines, one update stands alone, and a hidden one goes", async ({
  page,
  story,
  baseURL,
  show,
}) => {
  const blog = await story.createBlog({ title: "Harbour" })
  await story.editBlog(blog, { embedHosts: ["*"] })
  const ids: string[] = []
  for (const title of ["One", "Two", "Three", "Four"])
    ids.push((await story.createPost(blog, { content: documentOf(title), title })).id)
  await show(elementOf(baseURL, blog.path, 'view="latest" theme="dark"'))
  const headlines = frameOf(page).getByRole("list", { name: "Updates" }).getByRole("listitem")
  await expect(headlines).toHaveText([/Four/, /Three/, /Two/])
  await story.editPost(blog, ids[3] ?? "", { state: "hidden" })
  await expect(headlines).toHaveText([/Three/, /Two/, /One/])
  expect(
    await frameOf(page)
      .locator("[data-theme]")
      .evaluate((root) => getComputedStyle(root).backgroundColor),
  ).toBe("rgb(16, 18, 20)")

  await show(elementOf(baseURL, `${blog.path}/${ids[0]}`))
  await expect(update(frameOf(page), "One")).toBeVisible()
  await story.createPost(blog, { text: "Five", title: "Five" })
  await story.editPost(blog, ids[0] ?? "", { title: "One again" })
  await expect(update(frameOf(page), "One again")).toBeVisible()
  await expect(update(frameOf(page), "Five")).toBeHidden()
  await story.editPost(blog, ids[0] ?? "", { state: "hidden" })
  await expect(frameOf(page).getByText("This update isn’t available.")).toBeVisible()
})

test.describe("where it is not allowed", () => {
  test.use({ expectedErrors: [/frame-ancestors|Refused to (frame|display)|Framing|ERR_BLOCKED|404/] })

  test("a site that is not listed shows nothing of a blog, nor a listed one of its pages, nor any once the list is empty", async ({
    page,
    story,
    partner,
    baseURL,
    show,
  }) => {
    const blog = await story.createBlog({ title: "Harbour" })
    await story.createPost(blog, { text: "Three ships are missing.", title: "Ships" })
    const words = () =>
      page.frames().map((frame) =>
        frame
          .locator("body")
          .textContent({ timeout: 2_000 })
          .catch(() => ""),
      )
    const framed = async (path: string) => {
      await show(`<iframe src="${baseURL}${path}"></iframe>`)
      return (await Promise.all(words())).join(" ")
    }
    const host = new URL(partner.origin).host
    await story.editBlog(blog, { embedHosts: ["news.example", "*.example.org"] })
    expect(await framed(`${blog.path}/embed`)).not.toContain("Harbour")
    await story.editBlog(blog, { embedHosts: [host] })
    expect(await framed(`${blog.path}/embed`)).toContain("Three ships")
    expect(await framed(blog.path)).not.toContain("Harbour")
    await story.editBlog(blog, { embedHosts: [] })
    expect(await framed(`${blog.path}/embed`)).not.toContain("Harbour")
  })
})

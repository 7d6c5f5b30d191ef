import { XMLParser } from "fast-xml-parser"
import sharp from "sharp"
import { describe, expect, it } from "vitest"
import { apiClient } from "./client"

type Post = { id: string }

const HOSTILE = "</script><script>alert(1)</script> &\u2028 <b>"
/** A title is one line. */
const ON_ONE_LINE = HOSTILE.replace("\u2028", " ")

describe("what machines read", () => {
  const { send, makeBlog, url } = apiClient()
  const read = async (path: string) => (await fetch(`${url}${path}`)).text()

  function meta(html: string, name: string): string | undefined {
    return new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)"`).exec(html)?.[1]
  }

  function jsonLd(html: string) {
    return JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? "null")
  }

  it("names a shared blog and a shared update, each with a picture that is there", async () => {
    const { slug, path } = await makeBlog({ title: "A stormy night", summary: "Wind and rain." })
    const { body: post } = await send<Post>("POST", `${path}/posts`, {
      body: { title: "A tree fell", text: "On a car." },
    })
    const pages = [
      [`/${slug}`, "A stormy night", "Wind and rain."],
      [`/${slug}/${post.id}`, "A tree fell", "On a car."],
    ] as const
    for (const [address, title, description] of pages) {
      const html = await read(address)
      expect(meta(html, "og:title")).toBe(title)
      expect(meta(html, "og:description")).toBe(description)
      expect(meta(html, "og:type")).toBe("article")
      expect(new URL(meta(html, "og:url") ?? "").pathname).toBe(address)
      expect(meta(html, "twitter:card")).toBe("summary_large_image")
      expect(Date.parse(meta(html, "article:modified_time") ?? "")).not.toBeNaN()
      const { pathname, search } = new URL(meta(html, "og:image")?.replace("&amp;", "&") ?? "")
      expect(search).toMatch(/^\?v=\d+$/)
      const picture = await fetch(`${url}${pathname}${search}`)
      expect(picture.headers.get("content-type")).toBe("image/png")
      const { width, height } = await sharp(Buffer.from(await picture.arrayBuffer())).metadata()
      expect([width, height]).toEqual([1200, 630])
    }
  })

  it("takes words for words in the page's JSON-LD, and gets the change of an edit", async () => {
    const { slug, path } = await makeBlog({ title: HOSTILE })
    const { body: post } = await send<Post>("POST", `${path}/posts`, { body: { title: HOSTILE, text: "text" } })
    const html = await read(`/${slug}`)
    expect(html).not.toContain("<script>alert(1)")
    const before = jsonLd(html)
    expect(before).toMatchObject({ "@type": "LiveBlogPosting", headline: ON_ONE_LINE })
    expect(before.liveBlogUpdate).toMatchObject([{ headline: ON_ONE_LINE, articleBody: "text" }])
    await send("PATCH", `${path}/posts/${post.id}`, { body: { title: "Corrected" } })
    await send("PATCH", path, { body: { status: "ended" } })
    await expect.poll(async () => jsonLd(await read(`/${slug}`)).coverageEndTime).toBeTruthy()
    const after = jsonLd(await read(`/${slug}`))
    expect(after.liveBlogUpdate[0].headline).toBe("Corrected")
    expect(Date.parse(after.dateModified)).toBeGreaterThan(Date.parse(before.dateModified))
  })

  it("finds the blog's feeds from its page", async () => {
    const { slug, path } = await makeBlog()
    await send("POST", `${path}/posts`, { body: { title: "One", text: "text" } })
    const html = await read(`/${slug}`)
    const links = [...html.matchAll(/<link rel="alternate" type="([^"]+)" href="([^"]+)"/g)]
    expect(links).toHaveLength(3)
    for (const [, type, href] of links) {
      const feed = await fetch(`${url}${new URL(href ?? "").pathname}`)
      expect(feed.headers.get("content-type")).toBe(`${type}; charset=utf-8`)
      expect(await feed.text()).toContain("One")
    }
  })

  it("finds every page, update and picture in the sitemap, the news of two days, and is kept from the desk", async () => {
    const { slug, path } = await makeBlog({ title: "Flood", language: "de-AT" })
    const made = await send("POST", `${path}/posts`, { body: { title: "Dam & bridge", text: "text" } })
    const post = made.body as unknown as { id: string }
    for (let count = 0; count < 40; count += 1) await send("POST", `${path}/posts`, { body: { text: `text ${count}` } })
    const readUrls = async (address: string) =>
      new XMLParser({ isArray: (name) => name === "url" }).parse(await read(address)).urlset.url
    const whole = await readUrls("/sitemap.xml")
    const entry = whole.find(({ loc }: { loc: string }) => loc.endsWith(`/${slug}`))
    expect(Date.parse(entry.lastmod)).toBeGreaterThan(Date.now() - 60_000)
    const ofBlog = await readUrls(`/${slug}/sitemap.xml`)
    const named = (list: { loc: string }[]) => list.map(({ loc }) => new URL(loc).pathname)
    expect(named(whole)).toEqual(expect.arrayContaining(["/", `/${slug}/${post.id}`, ...named(ofBlog)]))
    expect(named(ofBlog).filter((each) => each.includes("/page/"))).toHaveLength(1)
    for (const each of named(ofBlog).slice(0, 3)) expect(await read(each)).toContain(`<link rel="canonical" href="`)
    const news = await readUrls("/sitemap-news.xml")
    expect(news.find(({ loc }: { loc: string }) => loc.endsWith(post.id))["news:news"]).toMatchObject({
      "news:publication": { "news:language": "de" },
      "news:title": "Dam & bridge",
    })
    const robots = await read("/robots.txt")
    for (const path of ["/desk/", "/desk$", "/api/", "/login$", "/setup$", "/invite/"])
      expect(robots).toContain(`Disallow: ${path}\n`)
    expect(robots).toMatch(/Sitemap: http.*\/sitemap\.xml\nSitemap: http.*\/sitemap-news\.xml/)
    const manifest = JSON.parse(await read("/manifest.webmanifest"))
    for (const icon of [
      "/favicon.ico",
      "/apple-touch-icon.png",
      ...manifest.icons.map(({ src }: { src: string }) => src),
    ])
      expect((await fetch(`${url}${icon}`)).headers.get("content-type"), icon).toBe("image/png")
  })
})

describe("what may be kept by shared caches", () => {
  const { makeBlog, url } = apiClient()

  it("is what every reader gets alike, for a second; nothing of the desk", async () => {
    const { slug } = await makeBlog()
    // The query makes the app answer itself, as it does on hosts without our own server.
    for (const path of ["/", `/${slug}`, "/?choice=1", `/${slug}?choice=1`, `/${slug}/feed.rss`, `/${slug}/card.png`]) {
      const { headers } = await fetch(`${url}${path}`)
      expect(headers.get("cache-control"), path).toMatch(/^public, max-age=0, s-maxage=1, stale-while-revalidate=\d+/)
      expect(headers.get("set-cookie"), path).toBeNull()
      expect(headers.get("vary")?.match(/accept-encoding/gi)?.length ?? 1, path).toBe(1)
    }
    for (const path of [
      "/desk",
      "/desk/people",
      "/login",
      "/setup?token=x",
      "/invite/x",
      "/api/ready",
      "/api/v1/blogs",
    ]) {
      const { headers } = await fetch(`${url}${path}`, { redirect: "manual" })
      expect(headers.get("cache-control") ?? "no-store", path).toMatch(/no-store/)
    }
  })
})

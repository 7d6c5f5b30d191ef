import { XMLValidator } from "fast-xml-parser"
import sharp from "sharp"
import { beforeAll, describe, expect, it } from "vitest"
import { paths } from "@/lib/paths"
import { SET_LANGUAGE_AND_ORDER_SCRIPT, SET_LANGUAGE_SCRIPT } from "@/lib/security-headers/inline-scripts"
import { hostileDocument, hostileFields } from "../security/hostile-post"
import { findLive, wordsOf } from "../security/inert"
import { PAYLOADS, somePayloads } from "../security/payloads"
import { apiClient } from "./client"

type Made = { id: string }

/** Without white space, which posts and forms put in order. */
const bare = (text: string) => text.replaceAll(/[\s\p{Cc}\ufeff]+/gu, "")

/** So many of them stand in one update; in the long run each has one of its own. */
const PER_POST = process.env.SECURITY === "long" ? 1 : 12

describe("words that were made to run, sent in by the HTTP API", () => {
  const { url, send, makeBlog } = apiClient()
  const words = PAYLOADS.filter((each) => !each.includes("\0"))
  let blog = { slug: "", path: "" }
  let mediaId = ""
  const posts: string[] = []

  beforeAll(async () => {
    const picture = await sharp({ create: { width: 900, height: 600, channels: 3, background: "red" } })
      .jpeg()
      .toBuffer()
    const media = await send<Made>("POST", "/api/v1/media", {
      body: new Uint8Array(picture),
      headers: { "content-type": "image/jpeg" },
    })
    mediaId = media.body.id
    blog = await makeBlog({ title: words[0], summary: words[1] })
    for (let at = 0; at < words.length; at += PER_POST) {
      const some = words.slice(at, at + PER_POST)
      const { title, correction } = hostileFields(some[0] ?? "")
      const body = {
        title,
        correction,
        tags: some.map((each) => hostileFields(each).tags[0]?.replace(/^#+/, "x")),
        authors: some.slice(0, 8).flatMap((each) => hostileFields(each).authors),
        keyEvent: at % 3 === 0,
        content: {
          type: "doc",
          content: some.flatMap((each) => hostileDocument(each, mediaId).content),
        },
      }
      const post = await send<Made>("POST", `${blog.path}/posts`, { body })
      expect(post.status, JSON.stringify(post.body)).toBe(201)
      posts.push(post.body.id)
    }
  })

  /** A page, after nothing was found in it that could run. */
  const read = async (path: string): Promise<string> => {
    const response = await fetch(`${url}${path}`)
    const nonce = /'nonce-([^']+)'/.exec(response.headers.get("content-security-policy") ?? "")?.[1]
    const html = await response.text()
    expect(findLive(html, { nonce, known: [SET_LANGUAGE_SCRIPT, SET_LANGUAGE_AND_ORDER_SCRIPT] }), path).toEqual([])
    return html
  }

  it("are letters on every page of readers, all of them", async () => {
    const pages = [await read(`/${blog.slug}`)]
    // A page holds twenty updates; all of them say below what they must hold together.
    for (const id of posts.filter((_, at) => at % 15 === 0)) pages.push(await read(`/${blog.slug}/${id}`))
    const shown = wordsOf(pages.join(""))
    const all = bare(shown)
    for (const each of words) expect(all.includes(bare(each)), each).toBe(true)
  })

  it("are letters on the front page, in a blog's name and what it is about", async () => {
    for (const each of somePayloads(24)) {
      if (each.includes("\0")) continue
      const { slug } = await makeBlog({ title: each.slice(0, 200), summary: each })
      await read(`/${slug}`)
    }
    await read("/")
  })

  it("are letters on the pages of their tags, and where somebody looks for them", async () => {
    for (const each of somePayloads(24)) {
      if (each.includes("\0")) continue
      const tag = hostileFields(each).tags[0] ?? ""
      await read(paths.tag(blog.slug, tag))
      const found = await read(paths.search(blog.slug, each))
      // The form shows what was looked for, letter by letter but for white space.
      expect(bare(wordsOf(found)).includes(bare(each.slice(0, 20))), each).toBe(true)
      await read(`/${blog.slug}?q=words&before=${encodeURIComponent(each)}`)
      await read(`/${encodeURIComponent(each)}`)
      await read(`/${blog.slug}/${encodeURIComponent(each)}`)
    }
  })

  it("are letters to programs: feeds, changes, and the markup of Wagtail Live's format", async () => {
    for (const format of ["rss", "atom"] as const) {
      const xml = await (await fetch(`${url}/${blog.slug}/feed.${format}?limit=100`)).text()
      expect(XMLValidator.validate(xml)).toBe(true)
    }
    const feed = await (await fetch(`${url}/${blog.slug}/feed.json?limit=100`)).json()
    expect(feed.items.length).toBe(Math.min(posts.length, 100))
    for (const item of feed.items) expect(findLive(item.content_html), item.id).toEqual([])
    const updates = await (await fetch(`${url}/api/get-updates/${blog.slug}?last_update_ts=0`)).json()
    const renders = Object.values(updates.updates) as { content: string }[]
    expect(renders.length).toBe(posts.length)
    for (const { content } of renders) expect(findLive(content)).toEqual([])
    const changes = await fetch(`${url}/api/blogs/${blog.slug}/changes?epoch=x&after=0`)
    expect(changes.headers.get("content-type")).toBe("application/json; charset=utf-8")
    expect(changes.headers.get("x-content-type-options")).toBe("nosniff")
  })

  it("are no address of a link or an embed, unless they are a plain one", async () => {
    for (const address of somePayloads(4)) {
      const link = [{ type: "text", text: "x", marks: [{ type: "link", attrs: { href: address } }] }]
      for (const block of [
        { type: "paragraph", content: link },
        { type: "embed", attrs: { url: address } },
      ]) {
        const content = { type: "doc", content: [block] }
        const { status } = await send("POST", `${blog.path}/posts`, { body: { content, state: "draft" } })
        const plain = URL.canParse(address) && /^(https?|mailto):$/.test(new URL(address).protocol)
        expect(plain ? [201, 400, 422] : [400, 422], address).toContain(status)
      }
    }
  })

  it("are refused in words where a text cannot hold them at all", async () => {
    for (const each of PAYLOADS.filter((one) => one.includes("\0"))) {
      const { status } = await send("POST", `${blog.path}/posts`, { body: { title: each, text: each } })
      expect([201, 400, 422], each).toContain(status)
    }
  })
})

import { XMLParser, XMLValidator } from "fast-xml-parser"
import { createElement } from "react"
import { renderToStaticMarkup } from "react-dom/server"
import { describe, expect, it } from "vitest"
import { LinkPreviewCard } from "@/components/post/link-preview-card"
import { LiveDataBlock } from "@/components/reader/live-data-block"
import { slugSchema } from "@/lib/blogs/blog-schemas"
import { resolveEmbed } from "@/lib/content/embeds"
import { nameLink } from "@/lib/content/link-name"
import { parseDocument } from "@/lib/content/parse-document"
import { resolvePlayers } from "@/lib/content/resolve-players"
import { serializeJsonLd, toJsonLd } from "@/lib/feeds/json-ld"
import { renderFeed } from "@/lib/feeds/render-feed"
import { drawShareImage } from "@/lib/feeds/share-image/draw-share-image"
import { escapeXml } from "@/lib/feeds/xml"
import { messagesFor } from "@/lib/i18n/locales"
import { parseMetadata } from "@/lib/link-previews/parse-metadata.js"
import { renderPostHtml } from "@/lib/posts/render-html"
import type { ReaderPage } from "@/lib/protocol/reader-page"
import { FRAME_ORIGINS } from "@/lib/security-headers/rules.js"
import { DEFAULT_SETTINGS } from "@/lib/site-settings/settings-schema"
import { ADDRESSES } from "../security/addresses"
import { hostileDocument, hostileFields } from "../security/hostile-post"
import { bones, findLive, wordsOf } from "../security/inert"
import { PAYLOADS, somePayloads } from "../security/payloads"
import { sampleBlog, sampleFeed, samplePost, time } from "./samples"

const MEDIA = "a".repeat(40)
const PLAIN = "words"
const blog = { slug: "storm", timeZone: "UTC", language: "en" }
const drawn = (words: string, fields = hostileFields(words)) =>
  samplePost("post_a", { ...fields, editedAt: time(2), keyEvent: true, content: hostileDocument(words, MEDIA) })
const draw = (words: string) => renderPostHtml(drawn(words), blog)

describe("words that were made to run", () => {
  it("are many, of every kind, and each of them another", () => {
    expect(PAYLOADS.length).toBeGreaterThanOrEqual(300)
    expect(new Set(PAYLOADS).size).toBe(PAYLOADS.length)
  })

  it("would run where nobody looks: the tests' own eyes see them", () => {
    const seen = PAYLOADS.filter((words) => findLive(`<p title="x">${words}</p>`).length > 0)
    expect(seen.length).toBeGreaterThan(180)
  })

  it("are letters, all of them, in every place of a post", async () => {
    const expected = bones(await draw(PLAIN))
    for (const words of PAYLOADS) {
      const html = await draw(words)
      expect(bones(html), words).toEqual(expected)
      expect(findLive(html), words).toEqual([])
      expect(wordsOf(html), words).toContain(words)
    }
  })

  it("are letters in feeds, which stay whole", async () => {
    const read = new XMLParser({ ignoreAttributes: false, trimValues: false, htmlEntities: true })
    const feedOf = (words: string) => ({
      blog: sampleBlog({ title: words.slice(0, 200), summary: words }),
      posts: [drawn(words)],
      updatedAt: time(9),
      choice: { limit: 20 },
    })
    const content = async (words: string) => {
      const [rss, atom] = await Promise.all([
        renderFeed(feedOf(words), "rss", { name: words, url: "https://x.example" }),
        renderFeed(feedOf(words), "atom", { name: words, url: "https://x.example" }),
      ])
      expect([XMLValidator.validate(rss), XMLValidator.validate(atom)], words).toEqual([true, true])
      const json = JSON.parse(await renderFeed(feedOf(words), "json", { name: words, url: "https://x.example" }))
      return [
        read.parse(rss).rss.channel.item["content:encoded"],
        read.parse(atom).feed.entry.content["#text"],
        json.items[0].content_html,
      ] as string[]
    }
    const expected = (await content(PLAIN)).map(bones)
    for (const words of somePayloads(3)) {
      const contents = await content(words)
      expect(contents.map(bones), words).toEqual(expected)
      expect(
        contents.flatMap((html) => findLive(html)),
        words,
      ).toEqual([])
    }
  })

  it("cannot end the data that stands inside a page", () => {
    for (const words of PAYLOADS) {
      const feed = sampleFeed({ blog: sampleBlog({ title: words, summary: words }), posts: [drawn(words)] })
      const page: ReaderPage = { feed, number: 1, count: 1, focus: null } as unknown as ReaderPage
      const machine = serializeJsonLd(toJsonLd(page, { ...DEFAULT_SETTINGS, name: words }))
      expect(machine, words).not.toMatch(/[<>&\u2028\u2029]/)
      expect(JSON.parse(machine).headline).toBe(words)
      const data = { page, live: {}, words: {} } as unknown as Parameters<typeof LiveDataBlock>[0]["data"]
      const block = renderToStaticMarkup(createElement(LiveDataBlock, { data }))
      expect(bones(block), words).toEqual(["script id type"])
      expect(JSON.parse(block.slice(block.indexOf(">") + 1, block.lastIndexOf("<"))).page.feed.blog.title).toBe(words)
    }
  })

  it("are letters on the card of a page that says them of itself", () => {
    const link = nameLink("https://hostile.example/")
    if (!link) throw new Error("The address of the hostile page is no link.")
    const read = (html: string) => parseMetadata(new TextEncoder().encode(html), null, new URL(link.url))
    const drawCardOf = ({ title, description, site }: ReturnType<typeof read>) =>
      renderToStaticMarkup(createElement(LinkPreviewCard, { link, card: { title, description, site } }))
    const expected = bones(drawCardOf({ title: PLAIN, description: PLAIN, site: PLAIN, image: null }))
    const toAttribute = (words: string) => words.replaceAll("&", "&amp;").replaceAll('"', "&quot;")
    for (const words of PAYLOADS) {
      const meta = (name: string) => `<meta property="og:${name}" content="${toAttribute(words)}">`
      for (const html of [`${meta("title")}${meta("description")}${meta("site_name")}`, `<title>${words}</title>`]) {
        const facts = read(html)
        if (facts.title === "" || facts.description === "") continue
        const card = drawCardOf(facts)
        expect(bones(card), words).toEqual(expected)
        expect(findLive(card), words).toEqual([])
      }
    }
  })

  it("are letters in the picture that stands for a page", async () => {
    for (const words of PAYLOADS) expect(escapeXml(words)).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/)
    const look = { accent: null, logo: null, headerImage: null }
    for (const words of somePayloads(40)) {
      const card = {
        sender: words,
        kicker: words,
        headline: words,
        text: words,
        time: "12:00",
        badge: { words, live: true },
        look,
      }
      expect((await drawShareImage(card)).subarray(1, 4).toString("latin1"), words).toBe("PNG")
    }
  })

  it("are no address of a live blog", () => {
    for (const words of PAYLOADS) expect(slugSchema.safeParse(words).success, words).toBe(false)
  })
})

describe("an address that was made to run", () => {
  const link = (href: string) => ({
    type: "paragraph" as const,
    content: [{ type: "text" as const, text: "link", marks: [{ type: "link" as const, attrs: { href } }] }],
  })
  const embed = (url: string) => ({ type: "embed" as const, attrs: { url } })

  it("is refused, or is a plain web or mail address", () => {
    for (const address of ADDRESSES) {
      for (const block of [link(address), embed(address)]) {
        try {
          parseDocument({ type: "doc", content: [block] })
        } catch (error) {
          expect(error, address).toMatchObject({ code: "invalid_content" })
          continue
        }
        expect(address).toMatch(/^(https?:|mailto:)/)
        expect(new URL(address).protocol, address).toMatch(/^(https?|mailto):$/)
      }
    }
  })

  it("becomes no link and no player, even where it was stored by other ways", async () => {
    for (const address of ADDRESSES) {
      const content = resolvePlayers({ type: "doc", content: [link(address), embed(address)] })
      expect(findLive(await renderPostHtml(samplePost("post_a", { content }), blog)), address).toEqual([])
    }
  })

  it("cannot put anything into a player's address", () => {
    for (const address of ADDRESSES) {
      const found = resolveEmbed(address)
      if (found?.kind !== "player") continue
      expect(FRAME_ORIGINS).toContain(new URL(found.src).origin)
      expect(found.src, address).not.toMatch(/["'<>\s]|javascript/)
    }
  })

  it("is drawn as words with their names in every language's page", () => {
    // Readers' words are ours alone: none of them holds markup.
    for (const language of ["en", "de", "fr", "es", "ar"])
      expect(JSON.stringify(messagesFor(language))).not.toMatch(/<[a-z]/i)
  })
})

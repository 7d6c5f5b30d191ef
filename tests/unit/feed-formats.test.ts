import { XMLParser, XMLValidator } from "fast-xml-parser"
import { describe, expect, it } from "vitest"
import type { Block } from "@/lib/content/document"
import type { BlogFeed } from "@/lib/feeds/read-feed"
import { renderFeed } from "@/lib/feeds/render-feed"
import { sampleBlog, samplePost, time } from "./samples"

const HOSTILE = `</title><script>alert(1)</script> ]]> & "quoted" 'so' \u0000\u0008\ud800 \u2028 <!--`
/** What is left of it: characters that XML cannot hold at all are gone, everything else is there to the letter. */
const HARMLESS = `</title><script>alert(1)</script> ]]> & "quoted" 'so'  \u2028 <!--`

const paragraph = (text: string): Block => ({ type: "paragraph", content: [{ type: "text", text }] })
const withBlocks = (...content: Block[]) => ({ content: { type: "doc" as const, content } })

function sampleBlogFeed(fields: Partial<BlogFeed> = {}): BlogFeed {
  return { blog: sampleBlog(), posts: [], updatedAt: time(9), choice: { limit: 20 }, ...fields }
}

const PUBLISHER = { name: "The Harbour Times", url: "https://harbour.example" }

const parser = new XMLParser({ ignoreAttributes: false, trimValues: false, htmlEntities: true })

function parse(xml: string) {
  expect(XMLValidator.validate(xml)).toBe(true)
  return parser.parse(xml)
}

describe("a feed", () => {
  const hostile = sampleBlogFeed({
    blog: sampleBlog({ title: HOSTILE, summary: HOSTILE }),
    posts: [
      samplePost("post_a", {
        title: HOSTILE,
        authors: [{ name: HOSTILE, picture: null }],
        ...withBlocks(paragraph(HOSTILE)),
      }),
    ],
  })

  it("is well formed and says every word to the letter, whatever characters people write (RSS)", async () => {
    const { channel } = parse(await renderFeed(hostile, "rss", PUBLISHER)).rss
    expect(channel.title).toBe(HARMLESS)
    expect(channel.item.title).toBe(HARMLESS)
    expect(channel.item["dc:creator"]).toBe(HARMLESS)
    expect(channel.item["content:encoded"]).toContain("&lt;script&gt;")
    expect(channel.item["content:encoded"]).not.toContain("<script")
  })

  it("is well formed and says every word to the letter, whatever characters people write (Atom)", async () => {
    const { feed } = parse(await renderFeed(hostile, "atom", PUBLISHER))
    expect(feed.title).toBe(HARMLESS)
    expect(feed.entry.author.name).toBe(HARMLESS)
    expect(feed.entry.content["#text"]).not.toContain("<script")
  })

  it("carries pictures and links with whole addresses, embeds as links, and no markup that needs our styles", async () => {
    const image = { mediaId: "a".repeat(40), width: 1600, height: 900, alt: "Harbour", caption: "The harbour" }
    const post = samplePost("post_a", {
      ...withBlocks(
        { type: "image", attrs: image },
        { type: "embed", attrs: { url: "https://www.youtube.com/watch?v=dQw4w9WgXcQ" } },
        { type: "embed", attrs: { url: "https://example.org/report" } },
      ),
    })
    const { items } = JSON.parse(await renderFeed(sampleBlogFeed({ posts: [post] }), "json", PUBLISHER))
    const html: string = items[0].content_html
    expect(html).toContain(`src="http://localhost:3000/media/${image.mediaId}/1280.jpg"`)
    const addresses = [...html.matchAll(/(?:src|href|srcset)="([^"]*)"/g)].flatMap((each) =>
      (each[1] ?? "").split(", "),
    )
    expect(addresses.length).toBeGreaterThan(8)
    for (const address of addresses) expect(address).toMatch(/^https?:\/\/[a-z]/)
    expect(html).toContain('href="https://www.youtube.com/watch?v=dQw4w9WgXcQ"')
    expect(html).toContain('href="https://example.org/report"')
    expect(html).not.toMatch(/class=|style=|<svg|<iframe|<button|<script/)
  })

  it("names every author and says what was corrected, in every format", async () => {
    const picture = "b".repeat(40)
    const authors = [
      { name: "Ann", picture },
      { name: "Ben", picture: null },
    ]
    const feed = sampleBlogFeed({ posts: [samplePost("post_a", { authors, correction: "It was <Tuesday>." })] })
    const { items } = JSON.parse(await renderFeed(feed, "json", PUBLISHER))
    const avatar = `http://localhost:3000/media/${picture}/320.jpg`
    expect(items[0].authors).toEqual([{ name: "Ann", avatar }, { name: "Ben" }])
    const { entry } = parse(await renderFeed(feed, "atom", PUBLISHER)).feed
    expect(entry.author).toEqual([{ name: "Ann" }, { name: "Ben" }])
    const { item } = parse(await renderFeed(feed, "rss", PUBLISHER)).rss.channel
    expect(item["dc:creator"]).toEqual(["Ann", "Ben"])
    const correction = "<strong>Correction:</strong> It was &lt;Tuesday&gt;."
    for (const html of [items[0].content_html, entry.content["#text"], item["content:encoded"]])
      expect(html).toContain(correction)
  })

  it("leaves words alone that look like addresses or attributes", async () => {
    const words = 'say class="loud" and src="/etc/passwd", /media/x'
    const post = samplePost("post_a", withBlocks(paragraph(words)))
    const { items } = JSON.parse(await renderFeed(sampleBlogFeed({ posts: [post] }), "json", PUBLISHER))
    expect(items[0].content_html.replaceAll("&quot;", '"')).toContain(words)
  })

  it("says every word of a text that looks like markup, to readers that take a description for HTML", async () => {
    const words = 'If a<b then c>d. AT&T <no comment> said "x" & 5 < 6 <img src=x> done'
    const post = samplePost("post_a", withBlocks(paragraph(words)))
    const { channel } = parse(await renderFeed(sampleBlogFeed({ posts: [post] }), "rss", PUBLISHER)).rss
    const html = parse(`<p>${channel.item.description}</p>`).p
    expect(channel.item.description).not.toContain("<")
    expect(html).toBe(words)
    const { entry } = parse(await renderFeed(sampleBlogFeed({ posts: [post] }), "atom", PUBLISHER)).feed
    expect(entry.summary).toBe(words)
  })

  it("carries an update's pictures as enclosures with size, alt text, caption and credit", async () => {
    const attrs = {
      mediaId: "a".repeat(40),
      width: 1600,
      height: 900,
      alt: "Boats",
      caption: "The quay",
      credit: "Mara",
    }
    const post = samplePost("post_a", withBlocks({ type: "image", attrs }))
    const feed = sampleBlogFeed({ posts: [post], bytes: new Map([[`${attrs.mediaId}/1600.jpg`, 4_321]]) })
    const url = `http://localhost:3000/media/${attrs.mediaId}/1600.jpg`
    const { item } = parse(await renderFeed(feed, "rss", PUBLISHER)).rss.channel
    expect(item.enclosure).toMatchObject({ "@_url": url, "@_length": "4321", "@_type": "image/jpeg" })
    expect(item["media:content"]).toMatchObject({
      "@_url": url,
      "@_width": "1600",
      "@_height": "900",
      "media:title": { "#text": "The quay" },
      "media:description": { "#text": "Boats" },
      "media:credit": "Mara",
    })
    const { items } = JSON.parse(await renderFeed(feed, "json", PUBLISHER))
    expect(items[0]).toMatchObject({
      image: url,
      attachments: [{ url, mime_type: "image/jpeg", size_in_bytes: 4_321 }],
    })
    expect(await renderFeed(feed, "atom", PUBLISHER)).toContain(
      `rel="enclosure" type="image/jpeg" href="${url}" length="4321"`,
    )
  })

  it("names itself by the choice of updates that it was asked for", async () => {
    const feed = sampleBlogFeed({ choice: { only: "key-events", limit: 5 } })
    expect(JSON.parse(await renderFeed(feed, "json", PUBLISHER)).feed_url).toMatch(
      /feed\.json\?only=key-events&limit=5$/,
    )
  })

  it("names an update without a title by its first words, and one without words by its time", async () => {
    const long = samplePost("post_a", withBlocks(paragraph("one two three four five six seven eight nine ten eleven")))
    const empty = samplePost("post_b", withBlocks())
    const { items } = JSON.parse(await renderFeed(sampleBlogFeed({ posts: [long, empty] }), "json", PUBLISHER))
    expect(items[0].title).toBe("one two three four five six seven eight nine ten…")
    expect(items[1].title).toBe("Update, 12:01")
  })

  it("tells of an edit by its time, and keeps the update's id and first time", async () => {
    const post = samplePost("post_a", { publishedAt: time(1), editedAt: time(5) })
    const { feed } = parse(await renderFeed(sampleBlogFeed({ posts: [post] }), "atom", PUBLISHER))
    expect(feed.updated).toBe(time(9))
    expect(feed.entry).toMatchObject({ id: "urn:running-story:post_a", published: time(1), updated: time(5) })
    const { items } = JSON.parse(await renderFeed(sampleBlogFeed({ posts: [post] }), "json", PUBLISHER))
    expect(items[0]).toMatchObject({ id: feed.entry.id, date_published: time(1), date_modified: time(5) })
    const { channel } = parse(await renderFeed(sampleBlogFeed({ posts: [post] }), "rss", PUBLISHER)).rss
    expect(channel.item.guid["#text"]).toBe(feed.entry.id)
    expect(new Date(channel.item.pubDate).toISOString()).toBe(time(1))
  })

  it("says that nothing follows once coverage has ended, and not before", async () => {
    const read = async (status: "live" | "ended") =>
      JSON.parse(
        await renderFeed(sampleBlogFeed({ blog: sampleBlog({ status, endedAt: time(8) }) }), "json", PUBLISHER),
      )
    expect(await read("ended")).toMatchObject({ version: "https://jsonfeed.org/version/1.1", expired: true })
    expect(await read("live")).not.toHaveProperty("expired")
  })
})

import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { resolvePlayers } from "@/lib/content/resolve-players"
import { setDatabaseUrl } from "@/lib/env"
import { renderPostHtml } from "@/lib/posts/render-html"
import type { PublicPost } from "@/lib/protocol/delta"
import { samplePost } from "./samples"

const BLOG = { slug: "storm", timeZone: "Europe/Berlin", language: "en" }

function withBlocks(...content: PublicPost["content"]["content"]): PublicPost {
  return samplePost("p1", { content: { type: "doc", content } })
}

it("the root carries the post's id, and both times are there for machines", async () => {
  const html = await renderPostHtml(samplePost("p1", { editedAt: "2026-01-01T12:05:00.000Z" }), BLOG)
  expect(html).toMatch(/^<article [^>]*data-post-id="p1"/)
  expect(html).toMatch(/<time datetime="2026-01-01T12:01:00.000Z"[^>]*>.*13:01/i)
  expect(html).toMatch(/<time datetime="2026-01-01T12:05:00.000Z"[^>]*>Updated at 13:05</i)
})

it("a post that was not edited says nothing of an update", async () => {
  expect(await renderPostHtml(samplePost("p1"), BLOG)).not.toContain("Updated")
})

it("names its authors in order, with pictures that keep their place, and says what was corrected", async () => {
  const authors = [
    { name: "Ann", picture: "b".repeat(40) },
    { name: "Ben", picture: null },
    { name: "Cem", picture: null },
  ]
  const post = samplePost("p1", { authors, correction: "It was <Tuesday>." })
  const html = await renderPostHtml(post, { ...BLOG, language: "de" })
  expect(html).toContain("Von Ann, Ben und Cem")
  const pictures = html.match(/<img[^>]*>/g) ?? []
  expect(pictures).toHaveLength(1)
  expect(pictures[0]).toContain(`src="/media/${"b".repeat(40)}/320.webp" alt="" width="28" height="28" loading="lazy"`)
  expect(html).toContain("<strong>Korrektur:</strong> It was &lt;Tuesday&gt;.")
  expect(await renderPostHtml(samplePost("p1"), BLOG)).not.toContain("Correction")
})

it("words stay words: markup in a text is shown, never run", async () => {
  const html = await renderPostHtml(
    withBlocks({ type: "paragraph", content: [{ type: "text", text: "<script>alert(1)</script>" }] }),
    BLOG,
  )
  expect(html).not.toContain("<script")
  expect(html).toContain("&lt;script&gt;")
})

it("a link that is not a web or mail address is drawn as its words", async () => {
  const html = await renderPostHtml(
    withBlocks({
      type: "paragraph",
      content: [{ type: "text", text: "press", marks: [{ type: "link", attrs: { href: "javascript:alert(1)" } }] }],
    }),
    BLOG,
  )
  expect(html).toContain("press")
  expect(html).not.toContain("javascript:")
})

it("a picture comes in every stored width and keeps its place", async () => {
  const html = await renderPostHtml(
    withBlocks({
      type: "image",
      attrs: { mediaId: "a".repeat(40), width: 1000, height: 500, alt: "A flooded quay", credit: "Ann" },
    }),
    BLOG,
  )
  const file = `/media/${"a".repeat(40)}`
  expect(html).toContain(`${file}/320.webp 320w, ${file}/640.webp 640w, ${file}/1000.webp 1000w`)
  expect(html).toContain(`src="${file}/1000.jpg"`)
  expect(html).toContain('width="1000" height="500" alt="A flooded quay"')
  expect(html).toContain("Photo: Ann")
})

it("an embed brings no iframe and no dead button along: only the link to the original", async () => {
  const post = withBlocks({ type: "embed", attrs: { url: "https://youtu.be/dQw4w9WgXcQ" } })
  const html = await renderPostHtml({ ...post, content: resolvePlayers(post.content) }, BLOG)
  expect(html).toContain('href="https://youtu.be/dQw4w9WgXcQ"')
  expect(html).toContain("Open on YouTube")
  expect(html).not.toMatch(/<iframe|<button/)
})

it("headings in a text stand one below the post's title", async () => {
  const heading = {
    type: "heading" as const,
    attrs: { level: 2 as const },
    content: [{ type: "text" as const, text: "Closed" }],
  }
  const untitled = withBlocks(heading)
  expect(await renderPostHtml(untitled, BLOG)).toMatch(/<h3[^>]*>Closed/)
  expect(await renderPostHtml({ ...untitled, title: "Storm" }, BLOG)).toMatch(/<h3[^>]*>Storm.*<h4[^>]*>Closed/)
})

it("a gallery shows every picture in order, each leading to the whole of it, cropped around what matters", async () => {
  const image = (mediaId: string, attrs: object) => ({
    type: "image" as const,
    attrs: { mediaId: mediaId.repeat(40), width: 2400, height: 1200, alt: "", ...attrs },
  })
  const pictures = [image("a", { alt: "The quay", focus: { x: 10, y: 90 } }), image("b", { decorative: true as const })]
  const html = await renderPostHtml(withBlocks({ type: "gallery", content: pictures }), BLOG)
  expect(html.match(/<figure/g)).toHaveLength(2)
  expect(html).toMatch(/alt="The quay"[^>]*object-position:10% 90%/)
  expect(html.indexOf("/media/aaa")).toBeLessThan(html.indexOf("/media/bbb"))
  expect(html).toContain(`href="/media/${"a".repeat(40)}/1920.jpg"`)
  // A picture without words would be a link without a name.
  expect(html.match(/aria-label="View image"/g)).toHaveLength(1)
})

it("a fact box is a note with its title, its paragraphs and its lists", async () => {
  const words = (text: string) => ({ type: "paragraph" as const, content: [{ type: "text" as const, text }] })
  const list = { type: "bulletList" as const, content: [{ type: "listItem" as const, content: [words("Depth: 9 m")] }] }
  const box = { type: "factBox" as const, attrs: { title: "The quay" }, content: [words("Built in 1890."), list] }
  const html = await renderPostHtml(withBlocks(box), BLOG)
  expect(html).toMatch(/role="note" aria-label="The quay"/)
  expect(html).toMatch(/<h3[^>]*>The quay<\/h3><p[^>]*>Built in 1890.<\/p><ul.*Depth: 9 m/)
})

it("a link card tells what its page says of itself, and always where it leads", async () => {
  const card = {
    title: "Storm surges <explained>",
    description: "What drives them",
    site: "Your Bank",
    picture: { mediaId: "c".repeat(40), width: 800, height: 400 },
  }
  const url = "https://www.example.org/surge"
  const html = await renderPostHtml(withBlocks({ type: "embed", attrs: { url, card } }), BLOG)
  expect(html).toContain(`href="${url}"`)
  expect(html).toContain("Storm surges &lt;explained&gt;")
  expect(html).toContain("Your Bank · example.org")
  expect(html).toContain(`/media/${"c".repeat(40)}/320.webp`)
  expect(html).not.toMatch(/(src|srcset)="https?:/i)
})

it("carries Wagtail Live's names of classes beside ours, so that its themes fit", async () => {
  const post = {
    ...withBlocks(
      { type: "paragraph", content: [{ type: "text", text: "One." }] },
      { type: "bulletList", content: [] },
    ),
  }
  const html = await renderPostHtml({ ...post, editedAt: "2026-01-01T12:05:00.000Z" }, BLOG)
  expect(html).toMatch(/^<article [^>]*class="live-post post-frame"/)
  expect(html).toMatch(/<header class="live-post-meta [^"]+">.*<time [^>]*class="live-post-created"/)
  expect(html).toMatch(/<span class="live-post-modified"><time/)
  expect(html).toMatch(/<div class="live-post-content [^"]+"><div class="post-block"><p/)
  expect(html.match(/class="post-block"/g)).toHaveLength(2)
})

// The environment is read once; this makes the next read a fresh one.
function setAppUrl(url: string): void {
  vi.stubEnv("APP_URL", url)
  setDatabaseUrl("")
}

describe("for a page of another site, where our own address is known", () => {
  const post = {
    ...withBlocks(
      { type: "image", attrs: { mediaId: "a".repeat(40), width: 1000, height: 500, alt: "A quay" } },
      {
        type: "paragraph",
        content: [
          { type: "text", text: 'href="/not-an-address"' },
          { type: "text", text: "elsewhere", marks: [{ type: "link", attrs: { href: "https://example.com/a,/b" } }] },
          { type: "text", text: "mail", marks: [{ type: "link", attrs: { href: "mailto:ann@example.com" } }] },
        ],
      },
    ),
    tags: ["Storm"],
    authors: [{ name: "Ann", picture: "b".repeat(40) }],
  }
  const addressesIn = (html: string) =>
    [...html.matchAll(/ (?:href|src|srcset|poster)="([^"]*)"/gi)].flatMap(([, value = ""]) =>
      value.split(/, (?=\S+ \d+w)/),
    )

  describe("every address in its markup", () => {
    beforeAll(() => setAppUrl("https://live.example.org"))
    afterAll(() => setAppUrl(""))

    it("is absolute, and those of others are as they were", async () => {
      const addresses = addressesIn(await renderPostHtml(post, BLOG))
      expect(addresses).toContain("https://live.example.org/storm/p1#p1")
      expect(addresses).toContain("https://live.example.org/storm/tag/storm")
      expect(addresses).toContain(`https://live.example.org/media/${"b".repeat(40)}/320.webp`)
      expect(addresses).toContain(`https://live.example.org/media/${"a".repeat(40)}/640.jpg 640w`)
      expect(addresses).toContain("https://example.com/a,/b")
      expect(addresses.filter((each) => !/^(https:\/\/|mailto:)/.test(each))).toEqual([])
    })
  })

  it("is a path where nobody told us our address", async () => {
    expect(addressesIn(await renderPostHtml(post, BLOG))).toContain("/storm/p1#p1")
  })
})

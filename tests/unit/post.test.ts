import { expect, it } from "vitest"
import type { PublicPost } from "@/lib/live/delta"
import { renderPostHtml } from "@/lib/posts/render-html"
import { samplePost } from "./samples"

const BLOG = { slug: "storm", timeZone: "Europe/Berlin", language: "en" }

function withBlocks(...content: PublicPost["content"]["content"]): PublicPost {
  return samplePost("p1", { content: { type: "doc", content } })
}

it("the root carries the post's id, and both times are there for machines", async () => {
  const html = await renderPostHtml(samplePost("p1", { editedAt: "2026-01-01T12:05:00.000Z" }), BLOG)
  expect(html).toMatch(/^<article [^>]*data-post-id="p1"/)
  expect(html).toMatch(/<time datetime="2026-01-01T12:01:00.000Z"[^>]*>.*13:01/i)
  expect(html).toMatch(/Updated <time datetime="2026-01-01T12:05:00.000Z"[^>]*>13:05</i)
})

it("a post that was not edited says nothing of an update", async () => {
  expect(await renderPostHtml(samplePost("p1"), BLOG)).not.toContain("Updated")
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
  expect(html).toContain("Picture: Ann")
})

it("an embed brings no iframe and no dead button along: only the link to the original", async () => {
  const html = await renderPostHtml(withBlocks({ type: "embed", attrs: { url: "https://youtu.be/dQw4w9WgXcQ" } }), BLOG)
  expect(html).toContain('href="https://youtu.be/dQw4w9WgXcQ"')
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

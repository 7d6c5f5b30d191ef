import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { renderedDocumentSchema } from "@/lib/content/document"
import type { Delta } from "@/lib/protocol/delta"
import { parseDelta, parsePosition, requireDelta } from "@/lib/protocol/parse-delta"
import { sampleBlog, sampleDelta, samplePost, time } from "./samples"

const text = (words: string, marks?: object[]) => ({ type: "text", text: words, ...(marks ? { marks } : {}) })
const paragraph = (...content: object[]) => ({ type: "paragraph", content })
const list = (type: string, ...content: object[]) => ({ type, content: [{ type: "listItem", content }] })

const picture = (attrs: object) => ({
  type: "image",
  attrs: { mediaId: "a".repeat(40), width: 640, height: 480, alt: "", ...attrs },
})

/** Every kind of node and field that there is. */
const FULL = sampleDelta(10, 12, {
  posts: [
    samplePost("one", {
      title: "Title",
      keyEvent: true,
      pinnedAt: time(3),
      editedAt: time(4),
      alertUntil: time(34),
      content: {
        type: "doc",
        content: [
          paragraph(text("bold", [{ type: "bold" }, { type: "italic" }]), { type: "hardBreak" }),
          paragraph(text("link", [{ type: "link", attrs: { href: "https://example.org/a" } }])),
          { type: "paragraph" },
          { type: "heading", attrs: { level: 2 }, content: [text("Heading")] },
          { type: "blockquote", attrs: { source: "Somebody" }, content: [paragraph(text("Quote"))] },
          list("bulletList", paragraph(text("a")), list("orderedList", paragraph(text("b")))),
          { ...list("orderedList", paragraph(text("b"))), attrs: { start: 3, reversed: true, type: "a" } },
          paragraph(text("c", [{ type: "strike" }, { type: "superscript" }]), text("d", [{ type: "subscript" }])),
          {
            type: "image",
            attrs: { mediaId: "a".repeat(40), width: 640, height: 480, alt: "", caption: "c", credit: "d" },
          },
          { type: "gallery", content: [picture({ decorative: true }), picture({ alt: "e", focus: { x: 0, y: 100 } })] },
          {
            type: "factBox",
            attrs: { title: "Who" },
            content: [paragraph(text("f")), list("bulletList", paragraph())],
          },
          {
            type: "table",
            attrs: { caption: "t", headerRow: true, headerColumn: true, sortable: true },
            content: [
              { type: "tableRow", content: [{ type: "tableCell", content: [text("u")] }, { type: "tableCell" }] },
              { type: "tableRow", content: [{ type: "tableCell" }, { type: "tableCell", content: [text("1")] }] },
            ],
          },
          {
            type: "embed",
            attrs: {
              url: "https://youtu.be/dQw4w9WgXcQ",
              player: { provider: "j", src: "https://k.example/", label: "video", size: { aspect: 1.5 } },
            },
          },
          {
            type: "embed",
            attrs: {
              url: "https://x.com/a/status/20",
              player: { provider: "l", src: "https://m.example/", label: "post", size: { height: 560 } },
            },
          },
          {
            type: "embed",
            attrs: {
              url: "https://example.org/paper",
              card: {
                title: "g",
                description: "h",
                site: "i",
                picture: { mediaId: "b".repeat(40), width: 64, height: 48 },
              },
            },
          },
        ],
      } as Delta["posts"][number]["content"],
    }),
  ],
  removals: ["two"],
  blog: sampleBlog({ status: "ended", endedAt: time(9) }),
  more: true,
})

type Path = (string | number)[]

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))]
}

/** A copy of the full delta in which one place has another value, has gone, or has something beside it. */
function mutate(path: Path, kind: "replace" | "remove" | "add", value: unknown): unknown {
  const copy = structuredClone(FULL) as unknown as Record<string, unknown>
  let holder: Record<string, unknown> = { root: copy }
  let last: string | number = "root"
  for (const key of path) {
    holder = holder[last] as Record<string, unknown>
    last = key
  }
  if (kind === "replace") holder[last] = value
  else if (kind === "remove" && last !== "root") delete holder[last]
  else if (typeof holder[last] === "object" && holder[last] !== null)
    Object.assign(holder[last] as object, Array.isArray(holder[last]) ? { 0: value } : { extra: value })
  return path.length === 0 && kind === "replace" ? value : copy
}

const values = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    "",
    "doc",
    "bold",
    "live",
    "paragraph",
    "javascript:alert(1)",
    "https://a:b@example.org",
    "2026-02-30T00:00:00.000Z",
  ),
  fc.constantFrom(-1, 0, 1.5, 101, 2 ** 60, null, true, [], {}, "x".repeat(1_001)),
)

describe("what comes over the wire", () => {
  it("is taken when it is what the server makes", () => {
    expect(requireDelta(FULL)).toBe(FULL)
    expect(parseDelta(FULL)).toBe(FULL)
    expect(parseDelta(sampleDelta(1, 2))).not.toBeNull()
  })

  it("takes the text of a post as the server's schema does, whichever place of it is wrong", () => {
    const places = fc.constantFrom(...pathsOf(FULL).filter((path) => path[2] === "content"))
    const kinds = fc.constantFrom("replace" as const, "remove" as const, "add" as const)
    fc.assert(
      fc.property(places, kinds, values, (path, kind, value) => {
        const delta = JSON.parse(JSON.stringify(mutate(path, kind, value)))
        const { success } = renderedDocumentSchema.safeParse(delta.posts[0].content)
        expect(parseDelta(delta) !== null).toBe(success)
      }),
      { numRuns: 5_000 },
    )
  })

  it("has all of its fields and no other, each of its kind", () => {
    const OPTIONAL = ["blog", "more"]
    for (const path of pathsOf(FULL).filter((each) => each[2] !== "content")) {
      const name = path.join(".")
      const isItem = typeof path.at(-1) === "number" || /^\d+$/.test(String(path.at(-1)))
      expect(parseDelta(mutate(path, "replace", { strange: 1 })), name).toBeNull()
      if (path.length > 0 && !isItem)
        expect(parseDelta(mutate(path, "remove", null)) !== null, name).toBe(OPTIONAL.includes(name))
    }
    for (const path of [[], ["posts", 0], ["posts", 0, "authors", 0], ["blog"]])
      expect(parseDelta(mutate(path, "add", 1)), path.join(".")).toBeNull()
    const columns = { ...FULL, blog: { ...FULL.blog, previewTokenHash: "secret" } }
    expect(() => requireDelta(columns)).toThrow("readers must not see")
  })

  it("is refused when it is nothing of the kind", () => {
    for (const value of [null, undefined, "", 7, [], {}, [FULL]]) expect(parseDelta(value)).toBeNull()
  })
})

it("a position is taken whatever comes with it, and refused when it is none", () => {
  expect(parsePosition({ epoch: "e", version: 3, at: time(1) })).toMatchObject({ epoch: "e", version: 3 })
  for (const value of [null, undefined, "e", { epoch: "e" }, { epoch: 1, version: 1 }, { epoch: "e", version: 1.5 }])
    expect(parsePosition(value)).toBeNull()
})

import { describe, expect, it } from "vitest"
import type { Block } from "@/lib/content/document"
import { summaryLine } from "@/lib/content/split-summary"
import { excerpt } from "@/lib/content/written-text"
import { cutText, cutWords } from "@/lib/cut-text"
import { postHeadline, postSummary } from "@/lib/i18n/post-headline"
import { isVisible } from "@/lib/visible-text"
import { time } from "./samples"

const place = { timeZone: "UTC", language: "en" }
const paragraph = (text: string): Block => ({ type: "paragraph", content: [{ type: "text", text }] })
const image = (words: object): Block => ({
  type: "image",
  attrs: { mediaId: "a".repeat(40), width: 800, height: 600, alt: "Brown floodwater between houses", ...words },
})
const link = (title?: string): Block => ({
  type: "embed",
  attrs: { url: "https://example.org/report-on-dams", ...(title ? { card: { title, description: "Theirs." } } : {}) },
})
const box: Block = {
  type: "factBox",
  attrs: { title: "How the Harrow dam works" },
  content: [{ type: "paragraph", content: [{ type: "text", text: "Built in 1958, the earth dam holds." }] }],
}
const video: Block = { type: "embed", attrs: { url: "https://www.youtube.com/watch?v=dQw4w9WgXcQ" } }
const post = (...content: Block[]) => ({ title: "", content: { type: "doc" as const, content }, publishedAt: time(40) })

/** Blocks, the headline of a post of them, and what describes it. */
const NAMED: [Block[], string, string][] = [
  [[link(), paragraph("The brigade asks for space.")], "The brigade asks for space.", "The brigade asks for space."],
  [[image({ caption: "The quay" }), paragraph("Water stands.")], "Water stands.", "Water stands."],
  [
    [box, paragraph("Now the gates open.")],
    "Now the gates open.",
    "How the Harrow dam works – Built in 1958, the earth dam holds. Now the gates open.",
  ],
  [[box], "How the Harrow dam works", "How the Harrow dam works – Built in 1958, the earth dam holds."],
  [[paragraph("https://x.com/fire/status/1712"), paragraph("They ask.")], "They ask.", "They ask."],
  [[paragraph("Watch: https://www.example.org/live?a=1, now")], "Watch: example.org, now", "Watch: example.org, now"],
  [[link("After the flood"), image({ caption: "The quay" })], "After the flood", "After the flood"],
  [[image({ caption: "The quay at dusk" })], "The quay at dusk", "The quay at dusk"],
  [[image({})], "Photo, 12:40", "Photo, 12:40"],
  [[video], "Video, 12:40", "Video, 12:40"],
  [[link()], "Update, 12:40", "Update, 12:40"],
  [[paragraph("\u2060\u3164"), paragraph("Seen")], "Seen", "Seen"],
]

describe("the words of a post for where nothing is drawn", () => {
  it("are words that somebody wrote for readers: no addresses, alt texts or titles run into text", () => {
    for (const [blocks, headline, summary] of NAMED) {
      expect(postHeadline(post(...blocks), place)).toBe(headline)
      expect(postSummary(post(...blocks), place, 300)).toBe(summary)
    }
  })

  it("are few, in scripts without spaces too, and end between words", () => {
    for (const text of [
      "東京で地震が発生しました。".repeat(40),
      "กรุงเทพมหานครอมรรัตนโกสินทร์".repeat(20),
      "x".repeat(900),
    ]) {
      const headline = postHeadline(post(paragraph(text)), place)
      expect(headline.length).toBeLessThanOrEqual(100)
      expect(headline).toMatch(/…$/)
    }
    expect(cutWords("東京で地震が発生しました", 8)).toBe("東京で地震が…")
    expect(cutWords("One, two and three", 5)).toBe("One…")
    // Between spaces: what else ends a word, Node and Chromium say differently.
    expect(cutWords("The minister of well-known words", 24)).toBe("The minister of…")
    expect(excerpt(post(paragraph("word ".repeat(99))).content, 20)).toBe("word word word word…")
  })

  it("never end within what readers see as one character", () => {
    const family = "👩🏽‍🚀👨‍👩‍👧‍👦🇺🇦é"
    const whole = [...new Intl.Segmenter("en").segment(family.repeat(3))].map(({ index }) => index)
    for (let most = 1; most < 60; most += 1) {
      const cut = cutText(family.repeat(3), most)
      expect(cut.isWellFormed()).toBe(true)
      if (most > 12) expect(whole).toContain(cut.length)
      expect(cutWords(family.repeat(9), most).isWellFormed()).toBe(true)
    }
  })

  it("are those of a summary without its marks of lists", () => {
    expect(summaryLine("The river rises.\n- 4,200 people moved\n- Trains stop", 200)).toBe("The river rises.")
    expect(summaryLine("- 4,200 people moved\n- Trains stop", 200)).toBe("4,200 people moved – Trains stop")
  })
})

describe("a text that nobody can see", () => {
  it("is blank, whatever invisible characters it is made of", () => {
    const invisible = [
      "",
      " \n\t",
      "\u200b",
      "\u2060",
      "\u3164",
      "\u2800",
      "\u115f\u1160",
      "\uffa0",
      "\u00ad",
      "\ufeff",
    ]
    invisible.push(
      "\u180e",
      "\u17b4",
      "\u034f",
      "\u{e0020}",
      "\ufe0f",
      "\u2028",
      "\u00a0\u3000",
      "\u061c",
      "\u{1d159}",
      "\ufffc",
    )
    for (const text of invisible) expect(isVisible(text), JSON.stringify(text)).toBe(false)
    for (const text of ["a", ".", "\u200b\u{1f534}", "ㅤ가", "\u0301", "०"]) expect(isVisible(text), text).toBe(true)
  })
})

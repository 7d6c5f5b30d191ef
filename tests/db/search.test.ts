import { beforeAll, describe, expect, it } from "vitest"
import { deskSearchSchema } from "@/lib/posts/desk-search"
import type { TextSpan } from "@/lib/posts/mark-found"
import { listPosts } from "@/lib/posts/read-posts"
import { searchPosts } from "@/lib/posts/search-posts"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog, makePost } from "../setup/story"

/** What was written, what somebody types, and the words that the results mark; null: not found. */
const SEARCHES: [string, string, string[] | null][] = [
  ["Fans of Pelé don’t stop.", "don't", ["don’t"]],
  ["The O’Brien inquiry", "o'brien", ["O’Brien"]],
  ["The O'Shea inquiry", "o’shea", ["O'Shea"]],
  ["Manque d’eau potable", "eau", ["eau"]],
  ["Élection à Orléans", "ORLEANS election", ["Élection", "Orléans"]],
  ["Zoe\u0308 wins", "zoë", ["Zoe\u0308"]],
  ["Die Straße ist frei", "strasse", ["Straße"]],
  ["Smørrebrød for all", "smorrebrod", ["Smørrebrød"]],
  ["ΜΕΓΆΛΗ νίκη", "μεγαλη", ["ΜΕΓΆΛΗ"]],
  ["ЁЛКА на площади", "елка", ["ЁЛКА"]],
  ["محاكمة مُحَمَّد اليوم", "محمد", ["مُحَمَّد"]],
  ["ＦＵＬＬ ｗｉｄｔｈ", "full width", ["ＦＵＬＬ", "ｗｉｄｔｈ"]],
  ["東京で地震が発生しました", "地震", ["地震"]],
  ["大阪で火事", "地震", null],
  ["北京发生大火", "大火", ["大火"]],
  ["เกิดน้ำท่วมในกรุงเทพวันนี้", "กรุงเทพ", ["กรุงเทพ"]],
  ["서울에서 집회", "서울", ["서울에서"]],
  ["Written in C++ and C#", "C++", ["C++"]],
  ["Vitamin C and D", "C++", null],
  ["Down 5–0 at half-time", "5-0", ["5", "0"]],
  ["The river at 7.1 metres", "7.1", ["7", "1"]],
  ["Evacuation on Tuesday", "evac", ["Evacuation"]],
]

const marked = (spans: TextSpan[]) => spans.flatMap(({ text, found }) => (found ? [text] : []))

describe("a search for readers and at the desk", () => {
  useDatabase()
  let blog: { id: string; slug: string }
  const ids = new Map<string, string>()

  beforeAll(async () => {
    blog = await makeBlog()
    for (const [title] of SEARCHES)
      if (!ids.has(title)) ids.set(title, (await makePost(blog.id, "Text.", { title })).id)
  })

  it("takes for the same what people take for the same, and marks the words as they were written", async () => {
    for (const [title, query, words] of SEARCHES) {
      const found = await searchPosts(blog.slug, query, null)
      const hit = found?.results.find(({ id }) => id === ids.get(title))
      expect(hit ? marked(hit.title) : null, `${query} in ${title}`).toEqual(words)
      const { posts } = await listPosts(DESK, blog.id, { search: deskSearchSchema.parse({ words: query }) })
      expect(
        posts.some((post) => post.id === ids.get(title)),
        `${query} at the desk`,
      ).toBe(words !== null)
    }
  })

  it("shows the words around what was found, never addresses or alt texts", async () => {
    const filler = "Rain fell on the hills all night. ".repeat(20)
    const deep = await makePost(blog.id, `${filler}\n\nThe Zugspitze is closed. ${filler}`)
    await makePost(blog.id, "https://example.org/zugspitze\n\nNothing here.")
    const found = await searchPosts(blog.slug, "zugspitze", null)
    const text = (id: string) => found?.results.find((hit) => hit.id === id)?.text ?? []
    const words = text(deep.id)
      .map((span) => span.text)
      .join("")
    expect(marked(text(deep.id))).toEqual(["Zugspitze"])
    expect(words).toMatch(/^… .*The Zugspitze is closed\..* …$/)
    expect(words.length).toBeLessThan(280)
    expect(JSON.stringify(found?.results)).not.toContain("https:")
  })
})

import { describe, expect, it } from "vitest"
import { addTag } from "@/components/desk/composer/composer-details"
import { LIMITS } from "@/lib/content/content-limits"
import { excerpt } from "@/lib/content/written-text"
import { cutText } from "@/lib/cut-text"
import { normalizeQuery } from "@/lib/posts/search-posts"

/** As long as it may be, and one place longer, in letters that take two places each. */
const long = (most: number) => `x${"😀".repeat(most)}`

describe("a text that is cut", () => {
  it("ends with a whole character, wherever it is cut", () => {
    for (let most = 0; most < 12; most += 1) expect(cutText("a😀b😀😀c👩‍👩‍👧", most).isWellFormed()).toBe(true)
    expect(cutText("abc", 5)).toBe("abc")
    expect(cutText("ab😀", 3)).toBe("ab")
  })

  it("does so as a tag, as what is looked for, and as the first words of an update", () => {
    expect(addTag([], long(LIMITS.tagCharacters))[0]?.isWellFormed()).toBe(true)
    expect(normalizeQuery(long(200)).isWellFormed()).toBe(true)
    const content = [{ type: "paragraph" as const, content: [{ type: "text" as const, text: long(300) }] }]
    expect(excerpt({ type: "doc", content }, 200).isWellFormed()).toBe(true)
  })
})

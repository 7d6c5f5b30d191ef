import { describe, expect, it } from "vitest"
import { alignBlocks } from "@/lib/content/align-blocks"
import { diffDocuments } from "@/lib/content/diff-documents"
import { diffWords } from "@/lib/content/diff-words"
import type { Block, PostDocument } from "@/lib/content/document"
import { nameLink } from "@/lib/content/link-name"
import { mergeDocuments } from "@/lib/content/merge-documents"
import { parseDocument } from "@/lib/content/parse-document"
import { documentFromText } from "@/lib/content/plain-text"
import { isLinkUrl } from "@/lib/content/url"
import { AppError } from "@/lib/errors"
import { apiCreatePostSchema } from "@/lib/http/api-schema"
import { isBoundedJson, MAX_JSON_DEPTH, MAX_JSON_PARTS } from "@/lib/http/json-bounds"
import { readForm } from "@/lib/http/read-form"
import { parseMetadata } from "@/lib/link-previews/parse-metadata.js"
import { parseInput } from "@/lib/parse-input"
import { normalizeQuery } from "@/lib/posts/search-posts"
import { redactText } from "@/lib/redact"
import { HOSTILE_HTML, repeat, toHost } from "../fakes/hostile-html"
import { costOf, outOfProportion } from "../setup/cost"

/*
 * What comes from outside takes time that grows with its length, and not with the square of it: one request, page or picture
 * that is written for it would hold up everybody else. Proportions rather than times: the machine is not ours alone.
 */

const paragraph = (text: string): Block => ({ type: "paragraph", content: [{ type: "text", text }] })
const documentOf = (texts: string[]): PostDocument => ({ type: "doc", content: texts.map(paragraph) })
const many = <T>(count: number, make: (at: number) => T) => Array.from({ length: count }, (_, at) => make(at))

describe("a page that is linked to takes time by its length alone", () => {
  it.each(Object.entries(HOSTILE_HTML))("%s", async (_what, make) => {
    const read = (size: number) => {
      const bytes = new TextEncoder().encode(make(size))
      return () => parseMetadata(bytes, null, new URL("https://example.org/"))
    }
    expect(await outOfProportion(64 * 1024, read)).toBeNull()
  })
})

describe("words from outside take time by their length alone", () => {
  const WORDS: [what: string, run: (size: number) => () => unknown][] = [
    ["a text of one line", (n) => given(repeat("word ", n), documentFromText)],
    ["a text of many lines", (n) => given(repeat("a\n", n), documentFromText)],
    ["a text of empty lines", (n) => given(repeat("\n \t", n), documentFromText)],
    ["a text of addresses", (n) => given(repeat("https://a.example/b?c\n", n), documentFromText)],
    ["a text of hosts that are none", (n) => given(repeat(`http://${toHost(1_900)}\n`, n), documentFromText)],
    ["words to search for", (n) => given(repeat(" \u0000", n), normalizeQuery)],
    ["names with points, in the log", (n) => given(repeat("a.", n), redactText)],
    ["beginnings of passwords, in the log", (n) => given(repeat('password:"\\', n), redactText)],
    ["addresses, in the log", (n) => given(repeat("a://a:", n), redactText)],
    ["white space that came", (n) => given(`${repeat(" ", n)}x\n`, (text) => diffWords("a", text))],
  ]
  it.each(WORDS)("%s", async (_what, run) => {
    expect(await outOfProportion(32 * 1024, run)).toBeNull()
  })

  it("and an address is judged in next to none, however long its host or its row of slashes", async () => {
    const slashes = `https://example.org/${"/".repeat(1_970)}a`
    const long = `https://${toHost(1_900)}/`
    const short = "https://example.org/a"
    const cost = (address: string) => costOf(() => many(200, () => [isLinkUrl(address), nameLink(address)]))
    await cost(short)
    const usual = await cost(short)
    expect(await cost(slashes)).toBeLessThan(usual * 20 + 20)
    expect(await cost(long)).toBeLessThan(usual * 20 + 20)
    expect(nameLink(slashes)?.path).toBe(`${"/".repeat(1_971)}a`)
    expect(nameLink("https://example.org/a///")?.path).toBe("/a")
    expect([isLinkUrl(long), isLinkUrl(`https://${"a.".repeat(120)}example/`)]).toEqual([false, true])
    expect(isLinkUrl(`mailto:${"somebody@example.org,".repeat(50)}me@example.org`)).toBe(true)
  })
})

/** Reads a form in the pieces in which a network brings one; the bytes of its first part, undefined when it is none. */
async function countFileBytes(body: Buffer, type: string): Promise<number | undefined> {
  async function* pieces() {
    for (let at = 0; at < body.length; at += 65_536) yield body.subarray(at, at + 65_536)
  }
  let bytes = 0
  const add = (piece: Uint8Array) => {
    bytes += piece.byteLength
  }
  const reader = { begin: () => {}, add, end: () => {} }
  return readForm(type, pieces(), reader).then(
    () => bytes,
    () => undefined,
  )
}

describe("a form takes time by its length alone", () => {
  const HEAD = `--boundary\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n`
  const TYPE = "multipart/form-data; boundary=boundary"
  const FORMS: [what: string, make: (size: number) => string, isForm: boolean][] = [
    ["of many fields", (n) => repeat(`--boundary\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n`, n), false],
    ["of many headers", (n) => `--boundary\r\n${repeat("A: b\r\n", n)}`, false],
    ["with a long name", (n) => `--boundary\r\nContent-Disposition: form-data; name="${repeat("%22", n)}`, false],
    ["with almost its ends in it", (n) => `${HEAD}${repeat("\r\n--boundar", n)}\r\n--boundary--`, true],
    ["of line breaks", (n) => `${HEAD}${repeat("\r\n", n)}\r\n--boundary--`, true],
    ["of dashes", (n) => `${HEAD}${repeat("-", n)}\r\n--boundary--`, true],
  ]
  it.each(FORMS)("%s", async (_what, make, isForm) => {
    const read = (size: number) => {
      const body = Buffer.from(make(size), "latin1")
      return () => countFileBytes(body, TYPE)
    }
    expect(await outOfProportion(2 * 1024 * 1024, read)).toBeNull()
    expect(await read(100_000)()).toBe(isForm ? 100_000 : undefined)
  })
})

describe("two texts take a bounded time to compare", () => {
  const others = (from: number) => many(6_000, (at) => `${from + at} words`)
  const DOCUMENTS: [what: string, before: string[], after: string[]][] = [
    ["of thousands of blocks, all rewritten", others(0), others(10_000)],
    ["of thousands of blocks in another order", others(0), others(0).toReversed()],
    [
      "of a hundred blocks, each rewritten from its second word",
      many(100, (at) => many(180, (n) => (n ? `a${at}x${n}` : "The")).join(" ")),
      many(100, (at) => many(180, (n) => (n ? `b${at}y${n}` : "The")).join(" ")),
    ],
    [
      "of fifty blocks with many words in common",
      many(49, (at) => repeat(many(300, (n) => `w${n} u${at}`).join(" "), 2_000)),
      many(50, (at) => repeat(many(300, (n) => `w${300 - n} v${at}`).join(" "), 2_000)),
    ],
  ]
  it.each(DOCUMENTS)("%s", async (_what, before, after) => {
    const [old, young] = [documentOf(before), documentOf(after)]
    const changes = diffDocuments(old, young)
    expect(changes.length).toBeGreaterThanOrEqual(Math.max(before.length, after.length))
    const merged = mergeDocuments(old, young, old)
    expect(merged.flatMap((part) => (part.kind === "settled" ? part.blocks : []))).toEqual(young.content)
    // A comparison by the square fills hundreds of megabytes and takes seconds.
    expect(await costOf(() => diffDocuments(old, young), 2)).toBeLessThan(1_000)
  })

  it("and keep every block, in its order, whatever is paired", () => {
    const mixed = (from: number) =>
      many(
        120,
        (at): Block => (at % 3 ? paragraph(`${from + at} x`) : { type: "heading", attrs: { level: 2 }, content: [] }),
      )
    const [before, after] = [mixed(0), mixed(1_000).toReversed().slice(7)]
    const pairs = alignBlocks(before, after)
    expect(pairs.flatMap((pair) => pair.before ?? [])).toEqual(before)
    expect(pairs.flatMap((pair) => pair.after ?? [])).toEqual(after)
    for (const pair of pairs) if (pair.before && pair.after) expect(pair.before.type).toBe(pair.after.type)
  })

  it("word by word", async () => {
    const TEXTS: [string, string][] = [
      [repeat("a b c d ", 100_000), repeat("e f g h ", 100_000)],
      [repeat("字", 30_000), repeat("宇", 30_000)],
      ["a", `${" ".repeat(100_000)}x\n${" ".repeat(100_000)}b`],
      [many(9_000, (at) => `w${at % 50}`).join(" "), many(9_000, (at) => `w${(at * 7) % 50}`).join(" ")],
    ]
    for (const [before, after] of TEXTS) {
      const parts = diffWords(before, after)
      const side = (not: string) => parts.filter(({ kind }) => kind !== not).map(({ text }) => text)
      expect(side("added").join("")).toBe(before)
      expect(side("removed").join("")).toBe(after)
      expect(await costOf(() => diffWords(before, after), 2)).toBeLessThan(1_000)
    }
  })
})

describe("a document that is none", () => {
  const doc = (content: unknown) => ({ type: "doc", content })
  const item = (content: unknown[]) => ({ type: "bulletList", content: [{ type: "listItem", content }] })
  const problemOf = (value: unknown): AppError => {
    try {
      parseDocument(value)
    } catch (error) {
      if (error instanceof AppError) return error
      throw error
    }
    throw new Error("It was taken.")
  }
  const WRONG: [what: string, value: unknown][] = [
    ["thousands of blocks of no kind", doc(Array(19_000).fill({}))],
    ["thousands of blocks of an unknown kind", doc(Array(19_000).fill({ type: "script" }))],
    ["thousands of headings without a rank", doc(Array(19_000).fill({ type: "heading" }))],
    ["thousands of words of no kind", doc([{ type: "paragraph", content: Array(19_000).fill({}) }])],
    ["thousands of lines of no kind in a list", doc([item(Array(19_000).fill({}))])],
    ["thousands of embeds", doc(Array(4_000).fill({ type: "embed", attrs: { url: "https://a.example/b" } }))],
    ["numbers for blocks", doc(Array(250_000).fill(1))],
    ["numbers for words", doc([{ type: "paragraph", content: Array(250_000).fill(1) }])],
    ["thousands of fields", doc([Object.fromEntries(many(50_000, (at) => `k${at}`).map((key) => [key, 1]))])],
    ["a field with a name as long as a book", doc([{ type: "paragraph", [repeat("k", 400_000)]: 1 }])],
    ["lists within lists", JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`)],
  ]
  it.each(WRONG)("is refused in few words: %s", async (_what, value) => {
    const problem = problemOf(value)
    expect(["invalid_content", "post_too_large"]).toContain(problem.code)
    expect(JSON.stringify(problem.toPublic()).length).toBeLessThan(60_000)
    expect(await costOf(() => problemOf(value), 2)).toBeLessThan(200)
  })

  it("says of each wrong line of a list once what is wrong with it, and where", () => {
    const { issues } = problemOf(doc([{ type: "paragraph" }, item([{ type: "paragraph" }, { type: "table" }])]))
    expect(issues).toHaveLength(1)
    expect(issues?.[0]?.path).toMatch(/^content\.1\.content\.0\.content\.1/)
  })
})

describe("the input of a door", () => {
  const issuesOf = (value: unknown): unknown => {
    try {
      parseInput(apiCreatePostSchema, value)
      return null
    } catch (error) {
      return error instanceof AppError ? error.issues : error
    }
  }
  const REFUSED: [what: string, value: unknown, message: string][] = [
    ["of too many lines", { text: repeat("a\n", 20_000) }, "A post has at most 5000 parts. Split it into several."],
    ["of too many values", { text: "a", tags: Array(150_000).fill("") }, "Send at most 100000 values."],
    [
      "of too many fields",
      Object.fromEntries(many(2_000, (at) => `k${at}`).map((key) => [key, 1])),
      "Send at most 1000 fields.",
    ],
  ]
  it.each(REFUSED)("is refused with one issue: %s", (_what, value, message) => {
    expect(issuesOf(value)).toEqual([{ path: expect.any(String), message }])
  })
})

describe("JSON is judged before anything is made of it", () => {
  const judge = (json: string) => isBoundedJson(Buffer.from(json))
  const deep = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`

  it("by how deep it goes, and of how many parts it is", () => {
    expect([judge(deep(MAX_JSON_DEPTH)), judge(deep(MAX_JSON_DEPTH + 1))]).toEqual([true, false])
    const wide = (parts: number) => `[${"{},".repeat(parts - 2)}{}]`
    expect([judge(wide(MAX_JSON_PARTS)), judge(wide(MAX_JSON_PARTS + 1))]).toEqual([true, false])
    expect(judge("[".repeat(100_000))).toBe(false)
  })

  it("and words count for nothing, whatever signs are in them", () => {
    const words = JSON.stringify([`"${"[".repeat(60_000)}\\"`, "{".repeat(60_000), "\\"])
    expect(judge(words)).toBe(true)
    expect(judge(`${words.slice(0, -1)},${deep(MAX_JSON_DEPTH)}]`)).toBe(false)
  })
})

function given<T>(words: string, run: (words: string) => T): () => T {
  return () => run(words)
}

import { readFileSync } from "node:fs"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { isChunkLoadError } from "@/components/desk/shell/chunk-load-error"
import { parseDelta } from "@/lib/protocol/parse-delta"
import { sampleBlog, sampleDelta, samplePost } from "./samples"

const NOW = sampleDelta(1, 2, { posts: [samplePost("one")], blog: sampleBlog({}) })

describe("a page that was opened before an update of the server", () => {
  const reload = vi.fn()
  let kept: Map<string, string>

  beforeEach(() => {
    vi.useFakeTimers()
    vi.resetModules()
    kept = new Map()
    vi.stubGlobal("window", { location: { reload } })
    vi.stubGlobal("sessionStorage", {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => kept.set(name, value),
    })
    reload.mockClear()
  })
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })

  // The module as a page that was just loaded has it.
  const openPage = async () => {
    vi.resetModules()
    return (await import("@/lib/realtime/client/version-skew")).parseOrReload
  }

  it("goes on as ever while it understands what it is told", async () => {
    const understand = await openPage()
    expect(understand(NOW)).toBe(NOW)
    vi.runAllTimers()
    expect(reload).not.toHaveBeenCalled()
  })

  it("loads anew, once and not together with all others, when it is told more or less than it knows", async () => {
    const post = samplePost("one")
    const strangers: unknown[] = [
      { ...NOW, novelty: true },
      { ...NOW, posts: [{ ...post, novelty: 1 }] },
      { ...NOW, posts: [{ ...post, content: { type: "doc", content: [{ type: "poll" }] } }] },
      { ...NOW, blog: { ...NOW.blog, publisher: "telepathy" } },
      { ...NOW, posts: [{ ...post, tags: undefined }] },
    ]
    for (const stranger of strangers) {
      kept.clear()
      reload.mockClear()
      const understand = await openPage()
      expect(understand(stranger)).toBeNull()
      expect(understand(stranger)).toBeNull()
      vi.runAllTimers()
      expect(reload).toHaveBeenCalledTimes(1)
    }
  })

  it("does not load anew again and again when that does not help", async () => {
    for (let opened = 0; opened < 5; opened += 1) {
      const understand = await openPage()
      understand({ ...NOW, novelty: true })
      vi.runAllTimers()
    }
    expect(reload).toHaveBeenCalledTimes(1)
  })

  it("loads anew where the browser stores nothing too, but not soon after it was opened", async () => {
    vi.stubGlobal("sessionStorage", undefined)
    const now = vi.spyOn(performance, "now").mockReturnValue(60_000)
    const understand = await openPage()
    understand({ ...NOW, novelty: true })
    vi.runAllTimers()
    expect(reload).not.toHaveBeenCalled()
    now.mockReturnValue(11 * 60_000)
    understand({ ...NOW, novelty: true })
    vi.runAllTimers()
    expect(reload).toHaveBeenCalledTimes(1)
    now.mockRestore()
  })

  it("stays as it is for what is no delta at all, such as the page of a proxy", async () => {
    const understand = await openPage()
    for (const nonsense of [null, "", [], {}, { error: { code: "internal" } }, { posts: [] }]) understand(nonsense)
    vi.runAllTimers()
    expect(reload).not.toHaveBeenCalled()
  })
})

it("the wire of release 0.1 is understood, and nothing is added to it or taken away unnoticed", () => {
  // A page of 0.1 loads anew for what it does not know. That costs every open page a request: it is to be meant.
  const recorded: unknown = JSON.parse(readFileSync("tests/unit/wire-0.1.json", "utf8"))
  expect(parseDelta(recorded)).not.toBeNull()
  const names = (value: object | undefined) => Object.keys(value ?? {}).sort()
  const { posts, blog } = recorded as typeof NOW
  expect(names(NOW.posts[0])).toEqual(names(posts[0]))
  expect(names(NOW.blog)).toEqual(names(blog))
})

describe("an error of a page of before", () => {
  it("is told from others by the part that could not be loaded", () => {
    const gone = Object.assign(new Error("Failed to load chunk /_next/static/chunks/a.js"), { name: "ChunkLoadError" })
    expect(isChunkLoadError(gone)).toBe(true)
    expect(isChunkLoadError(new TypeError("Failed to fetch dynamically imported module: /_next/static/a.js"))).toBe(
      true,
    )
    expect(isChunkLoadError(new Error("An error occurred in the Server Components render."))).toBe(false)
  })
})

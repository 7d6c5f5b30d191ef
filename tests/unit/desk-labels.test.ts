import { describe, expect, it } from "vitest"
import { safeRedirectPath } from "@/app/login/own-path"
import { browserName } from "@/components/desk/account/browser-name"
import { slugFromTitle } from "@/components/desk/blogs/slug-from-title"
import { listProblems } from "@/components/desk/collaboration/blog-health-messages"
import { validateImage } from "@/components/desk/editor/upload-image"
import { type DeskBlog, slugSchema } from "@/lib/blogs/blog-schemas"
import type { BlogHealth } from "@/lib/collaboration/types"

describe("the address suggested from a title", () => {
  it.each([
    ["Élection à Paris: le soir", "election-a-paris-le-soir"],
    ["The council’s vote, 2026", "the-councils-vote-2026"],
    ["  100 % sure?  ", "100-sure"],
    ["Κύπρος: εκλογές 2026", "kypros-ekloges-2026"],
    ["Выборы в Думу", "vybory-v-dumu"],
    ["Київ наживо", "kiiv-nazhivo"],
    ["الانتخابات ٢٠٢٦", "alantkhabat-2026"],
    ["בחירות", "bhyrvt"],
    ["대통령 선거", "daetongryeong-seongeo"],
    ["がんばれ ニッポン", "ganbare-nippon"],
    ["เลือกตั้ง", "elueoktang"],
    ["चुनाव", "chunava"],
    ["Straße & Øresund", "strasse-oresund"],
    ["東京で大地震", "live-2026-11-27"],
    ["!?", ""],
  ])("%s", (title, slug) => expect(slugFromTitle(title, new Date("2026-11-27T12:00:00Z"))).toBe(slug))

  it("is one that can be stored, also of a very long title", () => {
    const slug = slugFromTitle("word ".repeat(100))
    expect(slugSchema.safeParse(slug).success).toBe(true)
    expect(slug.length).toBeLessThanOrEqual(60)
  })
})

describe("where signing in leads on to", () => {
  it.each(["/desk", "/desk/people", "/desk/blogs/blog_1?x=1"])("%s is ours", (path) =>
    expect(safeRedirectPath(path)).toBe(path),
  )
  it.each([
    "//evil.example/desk",
    "https://evil.example/desk",
    "/\\evil.example",
    "/deskless",
    "/",
    "javascript:alert(1)",
    undefined,
  ])("%s is not", (path) => expect(safeRedirectPath(path)).toBeNull())
  it("does not leave the desk by way of dots", () => expect(safeRedirectPath("/desk/../evil")).toBeNull())
})

describe("what is wrong, in the desk's line", () => {
  const place = { timeZone: "UTC", language: "en" } as DeskBlog
  const vitals: BlogHealth = {
    now: "2026-01-01T12:00:00.000Z",
    publishedAt: null,
    scheduled: { count: 0, next: null },
    readers: { total: 0, ways: [], note: null },
    reached: null,
    delays: null,
    push: null,
    liveServer: null,
    trouble: null,
    listening: true,
  }
  const problemsOf = (news: Partial<BlogHealth>) =>
    listProblems(
      {
        people: [],
        vitals: { ...vitals, ...news },
        state: "live",
        failure: null,
        noteWriting: () => {},
        noteSaved: () => {},
      },
      place,
    )

  it("is nothing while nothing is", () => expect(problemsOf({})).toEqual([]))

  it("names what fails at Pusher, and promises of readers' pages what they do: to notice within ten seconds", () => {
    const push = { failingSince: new Date().toISOString(), problem: "The service's quota is used up." }
    const [problem] = problemsOf({ push })
    expect(problem?.title).toMatch(/^Pusher has failed since \d\d:\d\d:\d\d/)
    expect(problem?.fix).toMatch(
      /^The service's quota is used up\. .*within ten seconds.*other ways until it works again/,
    )
    expect(problem?.fix).not.toMatch(/poll|interval/)
  })
})

describe("a file is refused before it is sent", () => {
  const file = (type: string, size = 10) => Object.defineProperty(new File([], "a", { type }), "size", { value: size })
  it("when it is no picture that everybody can see", () => {
    expect(validateImage(file("image/svg+xml"))).toMatch(/JPEG, PNG, WebP or GIF/)
    expect(validateImage(file("image/heic"))).not.toBeNull()
    expect(validateImage(file("image/png"))).toBeNull()
    expect([validateImage(file("")), validateImage(file("image/jpg"))]).toEqual([null, null])
  })
  it("when it is over 15 MB", () => expect(validateImage(file("image/jpeg", 16 * 1024 * 1024))).toMatch(/15 MB/))
})

it("a session is named so that one knows one's own", () => {
  const edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"
  expect(browserName(edge)).toBe("Edge on Windows")
  expect(browserName("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1")).toBe(
    "Safari on iOS",
  )
  expect(browserName("")).toBe("An unknown browser")
})

import { describe, expect, test } from "vitest"
import { documentSchema } from "@/lib/content/document"
import { APOLLO_11 } from "@/lib/demo/apollo-11/apollo-11"
import { withPicture } from "@/lib/demo/build-document"
import { lastingPosts } from "@/lib/demo/story"

const posts = lastingPosts(APOLLO_11)

describe("the demo story", () => {
  test("is long enough to fill pages", () => {
    expect(posts.length).toBeGreaterThanOrEqual(40)
  })

  test("runs forward in time", () => {
    const times = APOLLO_11.posts.map((post) => Date.parse(post.at))
    expect(times.every((time, index) => index === 0 || time > (times[index - 1] ?? Number.NaN))).toBe(true)
  })

  test("is made of documents that can be stored, first wordings too", () => {
    for (const { title, content, firstContent } of APOLLO_11.posts) {
      expect(documentSchema.safeParse(content).error, title).toBeUndefined()
      if (firstContent) expect(documentSchema.safeParse(firstContent).error, title).toBeUndefined()
    }
  })

  test("shows every kind of block and mark", () => {
    const blocks = new Set(posts.flatMap((post) => post.content.content.map((block) => block.type)))
    expect([...blocks].sort()).toEqual(
      ["blockquote", "bulletList", "embed", "heading", "image", "orderedList", "paragraph"].sort(),
    )
    const words = JSON.stringify(posts)
    for (const mark of ["bold", "italic", "link"]) expect(words).toContain(`{"type":"${mark}"`)
  })

  test("has titled key events, one pinned post and more than one author", () => {
    const keyEvents = posts.filter((post) => post.keyEvent)
    expect(keyEvents.length).toBeGreaterThanOrEqual(8)
    expect(keyEvents.every((post) => post.title)).toBe(true)
    expect(posts.filter((post) => post.pinned)).toHaveLength(1)
    expect(new Set(posts.map((post) => post.author)).size).toBeGreaterThan(1)
  })

  test("gets a stored picture's id and size in place of the unknown ones", () => {
    const post = posts.find(({ content }) => content.content.some((block) => block.type === "image"))
    if (!post) throw new Error("The story has no picture.")
    const id = "a".repeat(40)
    const image = withPicture(post.content, { id, width: 1600, height: 1000 }).content.find(
      (block) => block.type === "image",
    )
    expect(image?.attrs).toMatchObject({ mediaId: id, width: 1600, height: 1000 })
  })
})

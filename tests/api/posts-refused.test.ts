import { beforeAll, describe, expect, it } from "vitest"
import { apiClient, type Post, refusal } from "./client"

describe("posts that cannot be stored", () => {
  const { send, makeBlog } = apiClient()
  let path = ""
  let post = ""

  beforeAll(async () => {
    path = (await makeBlog()).path
    post = (await send<Post>("POST", `${path}/posts`, { body: { text: "There" } })).body.id
  })

  const doc = (...content: unknown[]) => ({ type: "doc", content })
  const link = (href: string) =>
    doc({ type: "paragraph", content: [{ type: "text", text: "x", marks: [{ type: "link", attrs: { href } }] }] })
  const image = { type: "image", attrs: { mediaId: "a".repeat(40), width: 1, height: 1, alt: "A picture" } }

  const BODIES: [what: string, body: unknown, status: number, code: string][] = [
    ["neither text nor content", {}, 400, "invalid_input"],
    ["both text and content", { text: "x", content: doc() }, 400, "invalid_input"],
    ["text that is a number", { text: 1 }, 400, "invalid_input"],
    ["a field nobody knows", { text: "x", authorId: "user_1" }, 400, "invalid_input"],
    ["a state of its own", { text: "x", state: "deleted" }, 400, "invalid_input"],
    ["a time that is none", { text: "x", publishAt: "tomorrow" }, 400, "invalid_input"],
    ["half a character", { text: "x\ud800" }, 400, "invalid_input"],
    ["a NUL", { text: "x\u0000" }, 400, "invalid_input"],
    ["nothing but blanks", { text: " \n\n " }, 422, "blank_post"],
    ["a tag that would be the address of another page", { text: "x", tags: [".."] }, 400, "invalid_input"],
    ["nothing but invisible letters", { text: "\u3164\n\n\u2060\u2800", title: "\u200b" }, 422, "blank_post"],
    ["a block nobody knows", { content: doc({ type: "script", content: [] }) }, 422, "invalid_content"],
    ["raw HTML as content", { content: "<b>x</b>" }, 422, "invalid_content"],
    ["a javascript: link", { content: link("javascript:alert(1)") }, 422, "invalid_content"],
    ["a data: link", { content: link("data:text/html,x") }, 422, "invalid_content"],
    ["a picture that is not stored", { content: doc(image) }, 422, "invalid_content"],
    ["over 100 KB of text", { text: "x".repeat(101 * 1024) }, 413, "post_too_large"],
  ]

  for (const [what, body, status, code] of BODIES) {
    it(`are refused when new: ${what}`, async () => {
      expect(refusal(await send("POST", `${path}/posts`, { body }))).toEqual([status, code])
    })
  }

  it("are refused as changes too, and leave the post as it was", async () => {
    for (const [, body, status, code] of BODIES.filter(([what]) => what !== "neither text nor content")) {
      expect(refusal(await send("PATCH", `${path}/posts/${post}`, { body }))).toEqual([status, code])
    }
    expect((await send<Post>("GET", `${path}/posts/${post}`)).body.revision).toBe(1)
  })

  it("name the place of what is wrong", async () => {
    const { body } = await send("POST", `${path}/posts`, { body: { content: doc({ type: "paragraph" }, image) } })
    expect(body.error.issues?.[0]?.path).toBe("content.1.attrs.mediaId")
  })

  it("are not found in another blog, nor when they never were", async () => {
    const other = await makeBlog()
    for (const at of [`${other.path}/posts/${post}`, `${path}/posts/post_none`]) {
      for (const [method, body] of [["GET"], ["PATCH", { title: "x" }], ["DELETE"]] as const) {
        expect(refusal(await send(method, at, { body }))).toEqual([404, "post_not_found"])
      }
    }
    for (const method of ["GET", "POST"] as const) {
      const body = method === "POST" ? { text: "x" } : undefined
      expect(refusal(await send(method, "/api/v1/blogs/none/posts", { body }))).toEqual([404, "blog_not_found"])
    }
  })

  it("refuse headers and queries that mean nothing", async () => {
    const patch = await send("PATCH", `${path}/posts/${post}`, { body: { title: "x" }, headers: { "if-match": "one" } })
    const key = { "idempotency-key": "x".repeat(256) }
    const create = await send("POST", `${path}/posts`, { body: { text: "x" }, headers: key })
    expect([refusal(patch), refusal(create)]).toEqual([
      [400, "invalid_input"],
      [400, "invalid_input"],
    ])
    for (const query of ["limit=0", "limit=x", "limit=101", "state=secret", "offset=3"]) {
      expect(refusal(await send("GET", `${path}/posts?${query}`))).toEqual([400, "invalid_input"])
    }
    expect(refusal(await send("GET", `${path}/posts?before=post_none`))).toEqual([404, "post_not_found"])
  })
})

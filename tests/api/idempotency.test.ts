import { describe, expect, it } from "vitest"
import { apiClient, type Post, refusal } from "./client"

describe("a post sent again with the same Idempotency-Key", () => {
  const { send, makeBlog } = apiClient()
  const headers = { "idempotency-key": "telegram:4711" }

  it("is one post with one answer, though it comes ten times at the same moment and once more later", async () => {
    const { path } = await makeBlog()
    const sendOnce = () => send<Post>("POST", `${path}/posts`, { body: { text: "Once" }, headers })
    const answers = await Promise.all(Array.from({ length: 10 }, sendOnce))
    answers.push(await sendOnce())
    expect(answers.map((each) => each.status)).toEqual(answers.map(() => 201))
    expect(new Set(answers.map((each) => JSON.stringify(each.body))).size).toBe(1)
    const { body } = await send<{ posts: Post[] }>("GET", `${path}/posts`)
    expect(body.posts).toHaveLength(1)
  })

  it("gets the first answer even after the post was changed", async () => {
    const { path } = await makeBlog()
    const first = await send<Post>("POST", `${path}/posts`, { body: { text: "Once" }, headers })
    await send("PATCH", `${path}/posts/${first.body.id}`, { body: { title: "Changed" } })
    expect((await send<Post>("POST", `${path}/posts`, { body: { text: "Once" }, headers })).body).toEqual(first.body)
  })

  it("but with another text is refused", async () => {
    const { path } = await makeBlog()
    await send("POST", `${path}/posts`, { body: { text: "One" }, headers })
    expect(refusal(await send("POST", `${path}/posts`, { body: { text: "Two" }, headers }))).toEqual([
      409,
      "key_reused",
    ])
  })

  it("is another post in another blog", async () => {
    const [one, two] = [await makeBlog(), await makeBlog()]
    const first = await send<Post>("POST", `${one.path}/posts`, { body: { text: "Same" }, headers })
    const second = await send<Post>("POST", `${two.path}/posts`, { body: { text: "Same" }, headers })
    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.body.id).not.toBe(first.body.id)
  })
})

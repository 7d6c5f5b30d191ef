import { describe, expect, it } from "vitest"
import { apiClient, type Post, refusal } from "./client"

// `npm run test:long` takes as many as the promise names.
const KEYS = process.env.LONG ? 500 : 3

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

  it(`is one post for each of ${KEYS} keys, sent ten times each, some of them at the same moment`, async () => {
    const { path } = await makeBlog()
    const ids = new Set<string>()
    for (let key = 0; key < KEYS; key += 1) {
      const sendOnce = () =>
        send<Post>("POST", `${path}/posts`, {
          body: { text: `Message ${key}`, state: "draft" },
          headers: { "idempotency-key": `message:${key}` },
        })
      const together = await Promise.all(Array.from({ length: 5 }, sendOnce))
      const answers = [...together]
      for (let again = 0; again < 5; again += 1) answers.push(await sendOnce())
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
      ids.add(answers[0]?.body.id ?? "")
    }
    expect(ids.size).toBe(KEYS)
    expect(await countPosts(path)).toBe(KEYS)
  }, 600_000)

  async function countPosts(path: string): Promise<number> {
    let count = 0
    let before = ""
    do {
      const { body } = await send<{ posts: Post[]; next?: string }>("GET", `${path}/posts?limit=100${before}`)
      count += body.posts.length
      before = body.next ? `&before=${body.next}` : ""
    } while (before !== "")
    return count
  }

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

import { randomBytes } from "node:crypto"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createApiToken } from "@/lib/auth/api-tokens"
import { createUser } from "@/lib/auth/create-user"
import { hashPassword } from "@/lib/auth/password"
import { closeDb, db } from "@/lib/db/client"
import { setDatabaseUrl } from "@/lib/env"
import { paths } from "@/lib/paths"
import type { Actor } from "@/lib/permissions/actor"
import { restorePost } from "@/lib/posts/delete-post"
import { findRunning } from "@/scripts/lib/postgres/data-dir-lock"
import { PASSWORD, signInAs } from "../db/people-helpers"
import { useServer } from "../setup/server"
import { apiClient, type ErrorBody, type Post, refusal } from "./client"

const SYSTEM: Actor = { kind: "system", name: "test", source: "api" }

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

describe("an Idempotency-Key", () => {
  const { url, send, makeBlog } = apiClient()
  const { dataDir, token, secrets } = useServer()
  const headers = { "idempotency-key": "message-1" }
  let otherToken = ""

  beforeAll(async () => {
    process.env.AUTH_SECRET = secrets.AUTH_SECRET
    setDatabaseUrl((await findRunning(dataDir))?.databaseUrl ?? "")
    otherToken = (await createApiToken(SYSTEM, { name: "Another bot" })).token
  })
  afterAll(async () => {
    delete process.env.AUTH_SECRET
    await closeDb()
  })

  it("is a token's own: another token's same key and words make a post of its own", async () => {
    const { path } = await makeBlog()
    const make = (by: string, text: string) =>
      send<Post>("POST", `${path}/posts`, { token: by, body: { text }, headers })
    const [mine, theirs, again] = [
      await make(token, "Same"),
      await make(otherToken, "Same"),
      await make(otherToken, "Same"),
    ]
    expect([mine.status, theirs.status]).toEqual([201, 201])
    expect(theirs.body.id).not.toBe(mine.body.id)
    expect(again.body).toEqual(theirs.body)
    expect((await send<{ posts: Post[] }>("GET", `${path}/posts`)).body.posts).toHaveLength(2)
  })

  it("is not used up by another token's other words, nor by a person's draft at the desk", async () => {
    const { path } = await makeBlog()
    const { body: blog } = await send<{ id: string }>("GET", path)
    const person = await makeContributor()
    const draft = await saveAtDesk(person, blog.id, { key: "message-1", post: { content: words("A draft") } })
    const one = await send<Post>("POST", `${path}/posts`, { body: { text: "One" }, headers })
    const two = await send<Post>("POST", `${path}/posts`, { token: otherToken, body: { text: "Two" }, headers })
    expect([draft.status, one.status, two.status]).toEqual([200, 201, 201])
    expect(new Set([draft.post?.id, one.body.id, two.body.id]).size).toBe(3)
  })

  it("is a person's own as well: the same key of two people makes a draft of each", async () => {
    const { path } = await makeBlog()
    const { body: blog } = await send<{ id: string }>("GET", path)
    const [ada, bob] = [await makeContributor(), await makeContributor()]
    const save = { key: "press-1", post: { content: words("Same"), state: "draft" } }
    const first = await saveAtDesk(ada, blog.id, save)
    expect((await saveAtDesk(ada, blog.id, save)).post?.id).toBe(first.post?.id)
    const second = await saveAtDesk(bob, blog.id, save)
    expect([second.status, second.post?.id === first.post?.id]).toEqual([200, false])
  })

  it("of an edit belongs to that post: sent again nothing changes, other words are refused, another post is another", async () => {
    const { path } = await makeBlog()
    const make = async (text: string) =>
      (await send<Post>("POST", `${path}/posts`, { body: { text }, headers: { "idempotency-key": text } })).body
    const [a, b] = [await make("a"), await make("b")]
    const edit = (id: string, title: string, by = token) =>
      send<Post>("PATCH", `${path}/posts/${id}`, { token: by, body: { title }, headers })
    expect((await edit(a.id, "One")).body).toMatchObject({ title: "One", revision: 2 })
    await send("PATCH", `${path}/posts/${a.id}`, { body: { title: "A colleague's" } })
    expect((await edit(a.id, "One")).body).toMatchObject({ title: "A colleague's", revision: 3 })
    expect(await edit(a.id, "Two")).toMatchObject({ status: 409, body: { error: { code: "key_reused" } } })
    expect((await edit(b.id, "One")).body).toMatchObject({ title: "One", revision: 2 })
    expect((await edit(a.id, "One", otherToken)).body).toMatchObject({ title: "One", revision: 4 })
  })

  it("of an edit that changed nothing does not undo later on what a colleague changed meanwhile", async () => {
    const { path } = await makeBlog()
    const { body: post } = await send<Post>("POST", `${path}/posts`, { body: { text: "x", title: "As it is" } })
    const edit = () => send<Post>("PATCH", `${path}/posts/${post.id}`, { body: { title: "As it is" }, headers })
    expect((await edit()).body).toMatchObject({ revision: 1 })
    await send("PATCH", `${path}/posts/${post.id}`, { body: { title: "A colleague's" } })
    expect((await edit()).body).toMatchObject({ title: "A colleague's", revision: 2 })
  })

  it("is told when its post was deleted since, for a new post and for an edit; restored it is answered as before", async () => {
    const { path } = await makeBlog()
    const make = () => send<Post & Partial<ErrorBody>>("POST", `${path}/posts`, { body: { text: "Once" }, headers })
    const first = await make()
    const at = `${path}/posts/${first.body.id}`
    const edit = () => send<Post & Partial<ErrorBody>>("PATCH", at, { body: { title: "Edited" }, headers })
    await edit()
    await send("DELETE", at)
    for (const answer of [await make(), await edit()]) {
      expect(answer).toMatchObject({ status: 410, body: { error: { code: "deleted_since" }, postId: first.body.id } })
    }
    expect((await send<{ posts: Post[] }>("GET", `${path}/posts`)).body.posts).toEqual([])
    const other = await send("POST", `${path}/posts`, { body: { text: "Other words" }, headers })
    expect(refusal(other)).toEqual([409, "key_reused"])
    const another = await send("POST", `${path}/posts`, { body: { text: "Once" }, headers: { "idempotency-key": "2" } })
    expect(another.status).toBe(201)
    await restorePost(SYSTEM, first.body.id)
    expect((await make()).body).toEqual(first.body)
    expect((await edit()).body).toMatchObject({ id: first.body.id, title: "Edited" })
  })

  it("holds for 24 hours: until then it is one post, later it is another one", async () => {
    const { path } = await makeBlog()
    const make = () =>
      send<Post>("POST", `${path}/posts`, { body: { text: "Once" }, headers: { "idempotency-key": "aged" } })
    const first = await make()
    await age("aged", "23 hours 59 minutes")
    expect((await make()).body.id).toBe(first.body.id)
    await age("aged", "2 minutes")
    const second = await make()
    expect([second.status, second.body.id === first.body.id]).toEqual([201, false])
    expect((await make()).body.id).toBe(second.body.id)
  })

  const words = (text: string) => ({ type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text }] }] })

  async function makeContributor(): Promise<{ id: string; cookie: string }> {
    const email = `${randomBytes(5).toString("hex")}@example.org`
    const passwordHash = await hashPassword(PASSWORD)
    const id = await db().$transaction((tx) =>
      createUser(tx, { name: "Con", email, role: "contributor", passwordHash }),
    )
    return { id, cookie: (await signInAs(email)).get("cookie") ?? "" }
  }

  async function saveAtDesk(
    person: { id: string; cookie: string },
    blogId: string,
    save: { key: string; post: object },
  ) {
    const response = await fetch(`${url}${paths.deskSave(blogId)}`, {
      method: "POST",
      headers: { cookie: person.cookie, origin: url, "content-type": "application/json" },
      body: JSON.stringify({ kind: "create", userId: person.id, ...save, post: { state: "draft", ...save.post } }),
    })
    return { status: response.status, ...((await response.json()) as { post?: Post }) }
  }

  async function age(key: string, by: string): Promise<void> {
    await db().$executeRaw`update idempotency_key set created_at = created_at - ${by}::interval where key = ${key}`
  }
})

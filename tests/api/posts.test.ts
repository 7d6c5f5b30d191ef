import sharp from "sharp"
import { describe, expect, it } from "vitest"
import { apiClient, type ErrorBody, type Post, refusal } from "./client"

describe("posts by the HTTP API", () => {
  const { send, makeBlog } = apiClient()

  it("are made from plain text: paragraphs, line breaks, and an address on its own line as an embed", async () => {
    const { path } = await makeBlog()
    const text = "First line\nsecond line\n\nhttps://example.org/video\n\nLast words"
    const { status, body, headers } = await send<Post>("POST", `${path}/posts`, { body: { text, title: "From afar" } })
    expect(status).toBe(201)
    expect(headers.get("location")).toBe(`${path}/posts/${body.id}`)
    expect(headers.get("etag")).toBe('"1"')
    expect(body).toMatchObject({ id: expect.any(String), version: 1, state: "published", title: "From afar" })
    expect(body.content.content).toMatchObject([
      { type: "paragraph", content: [{ text: "First line" }, { type: "hardBreak" }, { text: "second line" }] },
      { type: "embed", attrs: { url: "https://example.org/video" } },
      { type: "paragraph", content: [{ text: "Last words" }] },
    ])
  })

  it("are made from a document, as key event and pinned", async () => {
    const { path } = await makeBlog()
    const content = { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: "Words" }] }] }
    const { status, body } = await send<Post>("POST", `${path}/posts`, {
      body: { content, keyEvent: true, pinned: true },
    })
    expect(status).toBe(201)
    expect(body).toMatchObject({ keyEvent: true, pinnedAt: expect.any(String), content })
  })

  it("can be drafts, scheduled, and published later", async () => {
    const { path } = await makeBlog()
    const draft = await send<Post>("POST", `${path}/posts`, { body: { text: "Not yet", state: "draft" } })
    expect(draft.body).toMatchObject({ state: "draft", version: 0 })
    const later = await send<Post>("POST", `${path}/posts`, {
      body: { text: "Later", publishAt: "2090-01-01T00:00:00Z" },
    })
    expect(later.body).toMatchObject({ state: "scheduled", version: 0, publishAt: "2090-01-01T00:00:00.000Z" })
    const now = await send<Post>("PATCH", `${path}/posts/${draft.body.id}`, { body: { state: "published" } })
    expect(now.body).toMatchObject({ state: "published", version: 1 })
  })

  it("carry tags, authors with pictures, a time and a correction; they are handed in and back", async () => {
    const { path } = await makeBlog()
    const image = sharp({ create: { width: 400, height: 400, channels: 3, background: "#456" } })
    const form = new FormData()
    form.append("file", new Blob([new Uint8Array(await image.jpeg().toBuffer())], { type: "image/jpeg" }), "a.jpg")
    const picture = (await send<{ id: string }>("POST", "/api/v1/media", { body: form })).body.id
    const made = await send<Post>("POST", `${path}/posts`, {
      body: {
        text: "Words",
        tags: ["#Turnout", "turnout", " North  side "],
        authors: [{ name: "Ann", picture }, { name: "Ben" }, { name: "Ann" }],
        publishedAt: "2020-01-01T12:00:00+01:00",
      },
    })
    expect(made.body).toMatchObject({
      tags: ["Turnout", "North side"],
      authors: [
        { name: "Ann", picture },
        { name: "Ben", picture: null },
      ],
      publishedAt: "2020-01-01T11:00:00.000Z",
    })
    const at = `${path}/posts/${made.body.id}`
    const corrected = await send<Post>("PATCH", at, { body: { correction: "It was Tuesday." } })
    expect(corrected.body).toMatchObject({ correction: "It was Tuesday." })

    const waiting = await send<Post>("POST", `${path}/posts`, { body: { text: "Please check", state: "submitted" } })
    expect(waiting.body).toMatchObject({ state: "submitted", version: 0 })
    const list = await send<{ posts: Post[] }>("GET", `${path}/posts?state=submitted`)
    expect(list.body.posts.map(({ id }) => id)).toEqual([waiting.body.id])
    const back = { state: "draft", editorNote: "Who said so?" }
    const handedBack = await send<Post>("PATCH", `${path}/posts/${waiting.body.id}`, { body: back })
    expect(handedBack.body).toMatchObject(back)
  })

  it("are changed in part, and only what changed makes a new version", async () => {
    const { path } = await makeBlog()
    const { body: post } = await send<Post>("POST", `${path}/posts`, { body: { text: "Before" } })
    const at = `${path}/posts/${post.id}`
    const changed = await send<Post>("PATCH", at, { body: { text: "After", title: "T" } })
    expect(changed.body).toMatchObject({ title: "T", version: 2, revision: 2 })
    expect((await send<Post>("PATCH", at, { body: { title: "T" } })).body).toMatchObject({ version: 2, revision: 2 })
  })

  it("changed by somebody else meanwhile are not overwritten: the answer holds the current post", async () => {
    const { path } = await makeBlog()
    const { body: post } = await send<Post>("POST", `${path}/posts`, { body: { text: "Mine" } })
    const save = (title: string, revision: number) =>
      send<ErrorBody & { post: Post }>("PATCH", `${path}/posts/${post.id}`, {
        body: { title },
        headers: { "if-match": `"${revision}"` },
      })
    expect((await save("Theirs", 1)).status).toBe(200)
    const stale = await save("Mine", 1)
    expect(refusal(stale)).toEqual([409, "stale_revision"])
    expect(stale.body.post).toMatchObject({ id: post.id, title: "Theirs", revision: 2 })
    expect((await save("Mine", 2)).status).toBe(200)
  })

  it("are deleted as often as one asks", async () => {
    const { path } = await makeBlog()
    const { body: post } = await send<Post>("POST", `${path}/posts`, { body: { text: "Gone soon" } })
    const answers = [
      await send<null>("DELETE", `${path}/posts/${post.id}`),
      await send<null>("DELETE", `${path}/posts/${post.id}`),
    ]
    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [204, null],
      [204, null],
    ])
    const edit = await send("PATCH", `${path}/posts/${post.id}`, { body: { title: "Back" } })
    expect(refusal(edit)).toEqual([409, "wrong_state"])
  })

  it("are listed newest first, in pages, by state", async () => {
    const { path } = await makeBlog()
    for (const text of ["one", "two", "three"]) await send("POST", `${path}/posts`, { body: { text, title: text } })
    await send("POST", `${path}/posts`, { body: { text: "four", title: "four", state: "draft" } })
    type Page = { posts: Post[]; next?: string }
    const titles = ({ body }: { body: Page }) => body.posts.map((post) => post.title)
    const first = await send<Page>("GET", `${path}/posts?limit=3`)
    expect(titles(first)).toEqual(["four", "three", "two"])
    const second = await send<Page>("GET", `${path}/posts?limit=3&before=${first.body.next}`)
    expect(titles(second)).toEqual(["one"])
    expect(second.body).not.toHaveProperty("next")
    expect(titles(await send<Page>("GET", `${path}/posts?state=draft`))).toEqual(["four"])
  })
})

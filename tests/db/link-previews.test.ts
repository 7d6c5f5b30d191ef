import type { ServerResponse } from "node:http"
import sharp from "sharp"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { readChangesAfterVersion } from "@/lib/changes/read-changes"
import { documentFromText } from "@/lib/content/plain-text"
import { db } from "@/lib/db/client"
import { fetchLinkPreview } from "@/lib/link-previews/fetch-preview"
import { readMedia } from "@/lib/media/read-media"
import type { Actor } from "@/lib/permissions/actor"
import { attachLinkPreviews } from "@/lib/posts/attach-link-previews"
import { createPost } from "@/lib/posts/create-post"
import { deletePost } from "@/lib/posts/delete-post"
import { editPost } from "@/lib/posts/edit-post"
import { listRevisions } from "@/lib/posts/history"
import type { DeskPost } from "@/lib/posts/post-schemas"
import { requirePost } from "@/lib/posts/read-posts"
import { type Site, startSite, worldOf } from "../fakes/web"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog } from "../setup/story"
import { CANARY, jpegWithPlace, svg } from "./picture-samples"

const EDITOR: Actor = { kind: "user", id: "user_1", name: "E", role: "editor", source: "desk" }

describe("the card of a linked page", () => {
  useDatabase()
  let site: Site
  const files = new Map<string, [type: string, bytes: Buffer]>()
  const serve = (path: string, answer: ServerResponse) => {
    const [type, bytes] = files.get(path) ?? ["text/html", Buffer.from("<title>Plain</title>")]
    answer.writeHead(200, { "content-type": type }).end(bytes)
  }
  beforeAll(async () => {
    site = await startSite(serve)
    const picture = (name: string) =>
      Buffer.from(`<meta property=og:title content=T><meta property=og:image content=${name}>`)
    files.set("/photo.jpg", ["image/jpeg", await jpegWithPlace()])
    files.set("/mark.png", [
      "image/png",
      await sharp({ create: { width: 16, height: 16, channels: 3, background: "red" } })
        .png()
        .toBuffer(),
    ])
    files.set("/drawing.svg", ["image/svg+xml", svg])
    for (const name of ["photo.jpg", "mark.png", "drawing.svg", "missing.html"])
      files.set(`/with-${name}`, ["text/html", picture(name)])
    files.set("/with-inside", ["text/html", picture("http://169.254.169.254/latest/meta-data")])
  })
  afterAll(() => site.close())
  const fetchIt = (path: string, actor = EDITOR) =>
    fetchLinkPreview(actor, `http://news.test:${site.port}${path}`, worldOf(site, { "news.test": ["127.0.0.1"] }))

  it("brings the page's picture, made anew and kept here", async () => {
    const result = await fetchIt("/with-photo.jpg")
    const picture = result.card?.picture
    expect(result.card).toMatchObject({ title: "T", picture: { mediaId: expect.stringMatching(/^[a-f0-9]{40}$/) } })
    const stored = await readMedia(picture?.mediaId ?? "", `${picture?.width}.jpg`)
    expect((await sharp(stored?.bytes).metadata()).exif).toBeUndefined()
    expect(Buffer.from(stored?.bytes ?? []).includes(CANARY)).toBe(false)
  })

  it("does without a picture that is a site's mark, no picture of ours, missing, or inside our own network", async () => {
    for (const page of ["/with-mark.png", "/with-drawing.svg", "/with-missing.html", "/with-inside"])
      expect(await fetchIt(page)).toEqual({ card: { title: "T" } })
  })

  it("is not there, with the reason in words, where the page cannot be had", async () => {
    expect(await fetchIt("/photo.jpg")).toEqual({ card: null, reason: expect.stringContaining("something else") })
    expect(await fetchLinkPreview(EDITOR, "http://localhost/")).toEqual({
      card: null,
      reason: "No preview: This address is not on the public web. The plain link stays.",
    })
  })

  it("is stored with the post, its size as it is stored here, and refused with a picture that is not", async () => {
    const { card } = await fetchIt("/with-photo.jpg")
    const blog = await makeBlog()
    const embed = (attrs: object) => ({
      type: "doc",
      content: [{ type: "embed", attrs: { url: "https://example.org/", ...attrs } }],
    })
    const lying = { ...card, picture: { ...card?.picture, width: 1, height: 9_999 } }
    const post = await createPost(DESK, blog.id, { state: "published", content: embed({ card: lying }) })
    expect(post.content.content[0]).toMatchObject({ attrs: { card } })
    const missing = { ...card, picture: { mediaId: "0".repeat(40), width: 1, height: 1 } }
    await expect(
      createPost(DESK, blog.id, { state: "published", content: embed({ card: missing }) }),
    ).rejects.toMatchObject({
      code: "invalid_content",
    })
    expect(await db().post.count()).toBe(1)
  })
  describe("of a post that a program sent", () => {
    const newsAt = (path: string) => `http://news.test:${site.port}${path}`
    const send = async (text: string) =>
      createPost(DESK, (await makeBlog()).id, { state: "published", content: documentFromText(text) })
    const attach = (post: DeskPost) => attachLinkPreviews(DESK, post, worldOf(site, { "news.test": ["127.0.0.1"] }))

    it("is put on its bare links as a change of its own that readers get, and not as an edit", async () => {
      const player = "https://www.youtube.com/watch?v=S9HdPi9Ikhk"
      const post = await send(`Words\n\n${newsAt("/with-photo.jpg")}\n\n${player}\n\n${newsAt("/photo.jpg")}`)
      await attach(post)
      const after = await requirePost(DESK, post.blogId, post.id)
      expect(after).toMatchObject({ revision: 2, version: 2, editedAt: null })
      const cards = after.content.content.map((block) => (block.type === "embed" ? block.attrs.card : undefined))
      expect(cards).toEqual([undefined, expect.objectContaining({ title: "T" }), undefined, undefined])
      expect((await listRevisions(DESK, post.blogId, post.id)).revisions[0]?.action).toBe("card")
      const changes = await readChangesAfterVersion(post.blogId, 1)
      expect(changes?.posts[0]?.content.content[1]).toMatchObject({ attrs: { card: { title: "T" } } })
      // Sent again, because the answer was lost: once is enough.
      await attach(post)
      expect((await requirePost(DESK, post.blogId, post.id)).revision).toBe(2)
    })

    it("leaves a card that was sent along, and asks nobody for it", async () => {
      const before = site.connections()
      const card = { title: "Their own words" }
      const content = { type: "doc", content: [{ type: "embed", attrs: { url: newsAt("/with-photo.jpg"), card } }] }
      const post = await createPost(DESK, (await makeBlog()).id, { content })
      await attach(post)
      expect(await requirePost(DESK, post.blogId, post.id)).toMatchObject({ revision: 1, content })
      expect(site.connections()).toBe(before)
    })

    it("comes to what the post is by then: not to a link that was taken out, nor to a deleted post", async () => {
      const [edited, deleted] = [await send(newsAt("/with-photo.jpg")), await send(newsAt("/with-photo.jpg"))]
      await editPost(DESK, edited.id, { content: documentFromText("No link any more") })
      await deletePost(DESK, deleted.id)
      await Promise.all([attach(edited), attach(deleted)])
      expect(await requirePost(DESK, edited.blogId, edited.id)).toMatchObject({ revision: 2 })
      expect(await requirePost(DESK, deleted.blogId, deleted.id)).toMatchObject({ revision: 2 })
    })

    it("once taken off by an editor stays off when the post is sent again", async () => {
      const post = await send(newsAt("/with-photo.jpg"))
      await attach(post)
      await editPost(DESK, post.id, { content: post.content }, { revision: 2 })
      await attach(post)
      expect(await requirePost(DESK, post.blogId, post.id)).toMatchObject({ revision: 3, content: post.content })
    })

    it("is no reason to refuse whoever wrote on the post before it, and stays on the link", async () => {
      const post = await send(`One\n\n${newsAt("/with-photo.jpg")}`)
      await attach(post)
      const content = documentFromText(`Two\n\n${newsAt("/with-photo.jpg")}`)
      const saved = await editPost(DESK, post.id, { content }, { revision: 1 })
      expect(saved.content.content).toMatchObject([{}, { attrs: { card: { title: "T" } } }])
      const stale = editPost(DESK, post.id, { content }, { revision: 1 })
      await expect(stale).rejects.toMatchObject({ code: "stale_revision" })
      const future = editPost(DESK, post.id, { content }, { revision: 9 })
      await expect(future).rejects.toMatchObject({ code: "stale_revision" })
    })
  })
})

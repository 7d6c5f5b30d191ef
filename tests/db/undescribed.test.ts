import { beforeAll, describe, expect, it } from "vitest"
import { parseDocument } from "@/lib/content/parse-document"
import { db } from "@/lib/db/client"
import { savePicture } from "@/lib/media/save-picture"
import { bulkEdit } from "@/lib/posts/bulk-edit"
import { createPost } from "@/lib/posts/create-post"
import { deletePost, restorePost } from "@/lib/posts/delete-post"
import { editPost } from "@/lib/posts/edit-post"
import { restoreRevision } from "@/lib/posts/history"
import { publishDue } from "@/lib/posts/publish-due"
import { undoRevision } from "@/lib/posts/undo"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog } from "../setup/story"
import { photo } from "./picture-samples"

const REFUSED = { code: "undescribed_picture" }
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()

describe("a picture that nobody described or called decorative", () => {
  useDatabase()
  let mediaId = ""
  let blogId = ""
  beforeAll(async () => {
    mediaId = (await savePicture(DESK, await photo(300, 200).jpeg().toBuffer())).id
    blogId = (await makeBlog()).id
  })
  const image = (attrs: object) => ({ type: "image", attrs: { mediaId, width: 1, height: 1, alt: "", ...attrs } })
  const doc = (...content: object[]) => parseDocument({ type: "doc", content })
  const undecided = () => doc({ type: "gallery", content: [image({ alt: "A hall" }), image({ alt: " " })] })

  it("can be in a draft, and cannot be published, scheduled, or put into what is public", async () => {
    const refused = { code: "undescribed_picture", issues: [{ path: "content.0.content.1" }] }
    await expect(createPost(DESK, blogId, { content: undecided() })).rejects.toMatchObject(refused)
    const publishAt = new Date(Date.now() + 3_600_000).toISOString()
    await expect(createPost(DESK, blogId, { content: undecided(), publishAt })).rejects.toMatchObject(refused)
    const draft = await createPost(DESK, blogId, { content: undecided(), state: "draft" })
    await expect(editPost(DESK, draft.id, { state: "published" })).rejects.toMatchObject(refused)
    const decided = doc({ type: "gallery", content: [image({ alt: "A hall" }), image({ decorative: true })] })
    const post = await editPost(DESK, draft.id, { content: decided, state: "published" })
    await expect(editPost(DESK, post.id, { content: undecided() })).rejects.toMatchObject(refused)
    expect((await editPost(DESK, post.id, { title: "Halls" })).title).toBe("Halls")
  })

  it("stays in what was published before there was a mark for it, until its words change", async () => {
    const post = await createPost(DESK, blogId, { content: doc(image({ alt: "A hall" })) })
    // As it was stored then.
    await db().post.update({ where: { id: post.id }, data: { content: doc(image({})) } })
    expect((await editPost(DESK, post.id, { pinned: true })).pinnedAt).not.toBeNull()
    expect((await editPost(DESK, post.id, { state: "hidden" })).state).toBe("hidden")
    expect((await editPost(DESK, post.id, { state: "published" })).state).toBe("published")
  })

  it("is not brought back in front of readers by restoring a revision, before or after they see the post", async () => {
    for (const state of [{ state: "published" }, { publishAt: inAnHour() }, { state: "hidden" }] as const) {
      const post = await createPost(DESK, blogId, { content: doc(image({})), state: "draft" })
      await editPost(DESK, post.id, { content: doc(image({ alt: "A hall" })), ...state })
      await expect(restoreRevision(DESK, post.id, 1)).rejects.toMatchObject(REFUSED)
      await editPost(DESK, post.id, { state: "draft" })
      expect((await restoreRevision(DESK, post.id, 1)).revision).toBe(4)
    }
  })

  it("is not brought back in front of readers by an undo", async () => {
    const post = await createPost(DESK, blogId, { content: doc(image({ alt: "A hall" })) })
    // As it was stored before there was a mark for decorative pictures.
    await db().post.update({ where: { id: post.id }, data: { content: doc(image({})) } })
    await db().revision.updateMany({ where: { postId: post.id }, data: { content: doc(image({})) } })
    await editPost(DESK, post.id, { content: doc(image({ alt: "A hall" })) })
    await expect(undoRevision(DESK, post.id, 2)).rejects.toMatchObject(REFUSED)
  })

  it("goes back to its writers when the time of its publication comes, with a note that says why", async () => {
    const post = await createPost(DESK, blogId, { content: doc(image({ alt: "A hall" })), publishAt: inAnHour() })
    const next = await createPost(DESK, blogId, { content: doc(image({ alt: "A hall" })), publishAt: inAnHour() })
    await db().post.update({ where: { id: post.id }, data: { content: doc(image({})) } })
    await db().$executeRaw`update post set publish_at = clock_timestamp() where id in (${post.id}, ${next.id})`
    await publishDue()
    const [after, other] = await Promise.all([post, next].map(({ id }) => db().post.findUnique({ where: { id } })))
    expect(after).toMatchObject({ state: "draft", publishAt: null, publishedAt: null })
    expect(after?.editorNote).toContain("Not published")
    expect(other?.state).toBe("published")
  })

  it("keeps a scheduled post deleted, alone or among others that are restored", async () => {
    const [old, fine] = await Promise.all(
      [1, 2].map(() => createPost(DESK, blogId, { content: doc(image({ alt: "A hall" })), publishAt: inAnHour() })),
    )
    const ids = [old?.id ?? "", fine?.id ?? ""]
    await db().post.update({ where: { id: ids[0] ?? "" }, data: { content: doc(image({})) } })
    for (const id of ids) await deletePost(DESK, id)
    await expect(restorePost(DESK, ids[0] ?? "")).rejects.toMatchObject(REFUSED)
    const { posts, refused } = await bulkEdit(DESK, blogId, { postIds: ids, change: { kind: "restore" } })
    expect(posts.map(({ id }) => id)).toEqual([ids[1]])
    expect(refused.map(({ post, error }) => [post.id, error.code])).toEqual([[ids[0], REFUSED.code]])
  })

  it("does not keep an old published post from the previews of its links, nor hides it for good", async () => {
    const link = { type: "embed", attrs: { url: "https://example.org/news" } }
    const post = await createPost(DESK, blogId, { content: doc(image({ alt: "A hall" }), link) })
    // As it was stored before there was a mark for decorative pictures.
    const undescribed = JSON.parse(JSON.stringify(post.content).replace("A hall", "")) as typeof post.content
    await db().post.update({ where: { id: post.id }, data: { content: undescribed } })
    const card = { title: "News", site: "example.org" }
    const [picture = {}] = undescribed.content
    const withCard = doc(picture, { ...link, attrs: { ...link.attrs, card } })
    expect((await editPost(DESK, post.id, { content: withCard })).revision).toBe(2)
    for (const kind of ["hide", "show", "delete", "restore"] as const) {
      const { refused } = await bulkEdit(DESK, blogId, { postIds: [post.id], change: { kind } })
      expect(refused).toEqual([])
    }
  })
})

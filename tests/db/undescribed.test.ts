import { beforeAll, describe, expect, it } from "vitest"
import { parseDocument } from "@/lib/content/parse-document"
import { db } from "@/lib/db/client"
import { savePicture } from "@/lib/media/save-picture"
import { createPost } from "@/lib/posts/create-post"
import { editPost } from "@/lib/posts/edit-post"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog } from "../setup/story"
import { photo } from "./picture-samples"

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
})

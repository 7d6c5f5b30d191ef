import { describe, expect, it } from "vitest"
import { readChangesAfterVersion } from "@/lib/changes/read-changes"
import { documentFromText } from "@/lib/content/plain-text"
import { db } from "@/lib/db/client"
import { createPost } from "@/lib/posts/create-post"
import { deletePost, restorePost } from "@/lib/posts/delete-post"
import { editPost } from "@/lib/posts/edit-post"
import { publishDue } from "@/lib/posts/publish-due"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog, makePost } from "../setup/story"

useDatabase()

async function versionOf(blogId: string): Promise<number> {
  return (await db().blog.findUniqueOrThrow({ where: { id: blogId } })).version
}

describe("a post", () => {
  it("keeps every text that was ever saved, with who and how", async () => {
    const blog = await makeBlog()
    const post = await makePost(blog.id, "one")
    await editPost(DESK, post.id, { content: documentFromText("two") })
    await editPost(DESK, post.id, { state: "hidden" })
    await editPost(DESK, post.id, { state: "published" })
    await deletePost(DESK, post.id)
    await restorePost(DESK, post.id)
    const revisions = await db().revision.findMany({ where: { postId: post.id }, orderBy: { number: "asc" } })
    expect(revisions.map((each) => each.action)).toEqual(["publish", "edit", "hide", "show", "delete", "restore"])
    expect(revisions.map((each) => each.number)).toEqual([1, 2, 3, 4, 5, 6])
    expect(JSON.stringify(revisions[0]?.content)).toContain("one")
    expect(new Set(revisions.map((each) => each.actorName))).toEqual(new Set(["Test desk"]))
  })

  it("moves the version line only by what readers can see", async () => {
    const blog = await makeBlog()
    const draft = await makePost(blog.id, "draft", { state: "draft" })
    await editPost(DESK, draft.id, { content: documentFromText("better draft") })
    expect(await versionOf(blog.id)).toBe(0)
    await editPost(DESK, draft.id, { state: "published" })
    expect(await versionOf(blog.id)).toBe(1)
    await editPost(DESK, draft.id, { state: "hidden" })
    await editPost(DESK, draft.id, { content: documentFromText("edited while hidden") })
    await deletePost(DESK, draft.id)
    expect(await versionOf(blog.id)).toBe(2)
    const changes = await readChangesAfterVersion(blog.id, 0)
    expect(changes?.posts).toEqual([])
    expect(changes?.removals).toEqual([draft.id])
  })

  it("returns to its old place after being hidden, and is new after being moved to drafts", async () => {
    const blog = await makeBlog()
    const post = await makePost(blog.id, "first")
    await editPost(DESK, post.id, { state: "hidden" })
    const shown = await editPost(DESK, post.id, { state: "published" })
    expect(shown.publishedAt).toBe(post.publishedAt)
    await editPost(DESK, post.id, { state: "draft" })
    const again = await editPost(DESK, post.id, { state: "published" })
    expect(again.publishedAt && post.publishedAt && again.publishedAt > post.publishedAt).toBe(true)
  })

  it("says that it was edited only when its words changed after publication", async () => {
    const blog = await makeBlog()
    const draft = await makePost(blog.id, "draft", { state: "draft" })
    await editPost(DESK, draft.id, { content: documentFromText("better") })
    const published = await editPost(DESK, draft.id, { state: "published" })
    expect(published.editedAt).toBeNull()
    const pinned = await editPost(DESK, draft.id, { pinned: true })
    expect(pinned.editedAt).toBeNull()
    const edited = await editPost(DESK, draft.id, { title: "A title" })
    expect(edited.editedAt).not.toBeNull()
  })

  it("refuses a save made on an older text and gives both", async () => {
    const blog = await makeBlog()
    const post = await makePost(blog.id, "base")
    await editPost(DESK, post.id, { content: documentFromText("theirs") }, { revision: 1 })
    const mine = editPost(DESK, post.id, { content: documentFromText("mine") }, { revision: 1 })
    await expect(mine).rejects.toMatchObject({ code: "stale_revision", details: { post: { revision: 2 } } })
  })

  it("is made once, however often the same key is sent at the same time", async () => {
    const blog = await makeBlog()
    const send = () => createPost(DESK, blog.id, { content: documentFromText("once") }, { idempotencyKey: "key-1" })
    const answers = await Promise.all(Array.from({ length: 10 }, send))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await db().post.count({ where: { blogId: blog.id } })).toBe(1)
    const other = createPost(DESK, blog.id, { content: documentFromText("other") }, { idempotencyKey: "key-1" })
    await expect(other).rejects.toMatchObject({ code: "key_reused" })
  })

  it("is refused when it is empty, too long, or holds what cannot be stored", async () => {
    const blog = await makeBlog()
    await expect(makePost(blog.id, "  ")).rejects.toMatchObject({ code: "blank_post" })
    await expect(makePost(blog.id, "x".repeat(101 * 1024))).rejects.toMatchObject({ code: "post_too_large" })
    const script = { type: "doc", content: [{ type: "script", content: [] }] }
    await expect(createPost(DESK, blog.id, { content: script })).rejects.toMatchObject({ code: "invalid_content" })
    const link = { type: "text", text: "x", marks: [{ type: "link", attrs: { href: "javascript:alert(1)" } }] }
    const hostile = { type: "doc", content: [{ type: "paragraph", content: [link] }] }
    await expect(createPost(DESK, blog.id, { content: hostile })).rejects.toMatchObject({ code: "invalid_content" })
  })

  it("is published once at its time, by any number of processes", async () => {
    const blog = await makeBlog()
    const soon = new Date(Date.now() + 600_000).toISOString()
    const posts = await Promise.all([1, 2, 3].map((number) => makePost(blog.id, `post ${number}`, { publishAt: soon })))
    await publishDue()
    expect(await versionOf(blog.id)).toBe(0)
    await db().$executeRaw`update post set publish_at = clock_timestamp() where state = 'scheduled'`
    await Promise.all([publishDue(), publishDue(), publishDue()])
    expect(await versionOf(blog.id)).toBe(3)
    for (const post of posts) {
      expect(await db().revision.count({ where: { postId: post.id, action: "publish" } })).toBe(1)
    }
  })
})

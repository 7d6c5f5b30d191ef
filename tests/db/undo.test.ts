import { describe, expect, it } from "vitest"
import { readChangesAfterVersion } from "@/lib/changes/read-changes"
import { documentFromText } from "@/lib/content/plain-text"
import { db } from "@/lib/db/client"
import type { Actor } from "@/lib/permissions/actor"
import { bulkEdit } from "@/lib/posts/bulk-edit"
import { deletePost, restorePost } from "@/lib/posts/delete-post"
import { editPost } from "@/lib/posts/edit-post"
import { listRevisions, requireRevision, restoreRevision } from "@/lib/posts/history"
import type { DeskPost, EditPostInput } from "@/lib/posts/post-schemas"
import { publishDue } from "@/lib/posts/publish-due"
import { undoGroup, undoRevision } from "@/lib/posts/undo"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog, makePost } from "../setup/story"

useDatabase()

/** What readers and editors see of a post: all but the numbers that count its changes. */
function look({ version, revision, savedAt, ...rest }: DeskPost) {
  return rest
}

const DEEDS: Record<string, (post: DeskPost) => Promise<DeskPost>> = {
  "an edit": (post) =>
    editPost(DESK, post.id, { title: "New", content: documentFromText("new words"), tags: ["b"], author: "B" }),
  "a correction": (post) => editPost(DESK, post.id, { correction: "It was Tuesday." }),
  "a hide": (post) => editPost(DESK, post.id, { state: "hidden" }),
  "a delete": (post) => deletePost(DESK, post.id),
  "a pin": (post) => editPost(DESK, post.id, { pinned: true }),
  "a new time": (post) => editPost(DESK, post.id, { publishedAt: "2024-02-01T10:00:00Z" }),
  "a mark as key event": (post) => editPost(DESK, post.id, { keyEvent: true }),
  "a return to draft": (post) => editPost(DESK, post.id, { state: "draft" }),
}

describe("undo", () => {
  for (const [name, deed] of Object.entries(DEEDS)) {
    it(`of ${name} makes the post what it was, as a new change that readers get, and can itself be undone`, async () => {
      const blog = await makeBlog()
      const post = await makePost(blog.id, "words", { title: "Old", tags: ["a"], author: "A" })
      const changed = await deed(post)
      expect(look(changed)).not.toEqual(look(post))
      const back = await undoRevision(DESK, post.id, changed.revision)
      expect(look(back)).toEqual(look(post))
      expect(back.revision).toBe(changed.revision + 1)
      const changes = await readChangesAfterVersion(blog.id, changed.version)
      expect(changes?.posts.map((each) => each.id)).toEqual([post.id])
      const again = await undoRevision(DESK, post.id, back.revision)
      const { deletedAt, ...rest } = look(again)
      const { deletedAt: before, ...wanted } = look(changed)
      expect(rest).toEqual(wanted)
      expect(deletedAt === null).toBe(before === null)
    })
  }

  const BEFORE: [string, EditPostInput & { state?: "draft" | "submitted" }][] = [
    ["draft", { state: "draft" }],
    ["submitted", { state: "submitted" }],
    ["scheduled", { state: "draft", publishAt: "2040-01-01T10:00:00Z" }],
  ]
  for (const [state, fields] of BEFORE) {
    it(`of publishing takes the post back to ${state}, with its time`, async () => {
      const blog = await makeBlog()
      const { publishAt, ...rest } = fields
      const made = await makePost(blog.id, "words", { state: rest.state, ...(publishAt ? { publishAt } : {}) })
      expect(made.state).toBe(state)
      const published = await editPost(DESK, made.id, { state: "published" })
      const back = await undoRevision(DESK, made.id, published.revision)
      expect(look(back)).toEqual(look(made))
      expect((await readChangesAfterVersion(blog.id, published.version))?.removals).toEqual([made.id])
    })
  }

  it("of a post published at once makes a draft of it, of a new draft a deleted one", async () => {
    const blog = await makeBlog()
    const post = await makePost(blog.id, "too early")
    const back = await undoRevision(DESK, post.id, 1)
    expect(back).toMatchObject({ state: "draft", publishedAt: null, content: post.content })
    const draft = await makePost(blog.id, "never mind", { state: "draft" })
    expect(await undoRevision(DESK, draft.id, 1)).toMatchObject({ state: "deleted" })
    expect(await restorePost(DESK, draft.id)).toMatchObject({ state: "draft" })
  })

  it("of what the clock published makes a draft, so that the clock does not publish it again", async () => {
    const blog = await makeBlog()
    const soon = new Date(Date.now() + 50).toISOString()
    const post = await makePost(blog.id, "on time", { publishAt: soon })
    await expect
      .poll(async () => {
        await publishDue()
        return (await db().post.findUniqueOrThrow({ where: { id: post.id } })).state
      })
      .toBe("published")
    expect(await undoRevision(DESK, post.id, 2)).toMatchObject({ state: "draft", publishAt: null })
    await publishDue()
    expect(await db().post.findUniqueOrThrow({ where: { id: post.id } })).toMatchObject({ state: "draft" })
  })

  it("is refused when somebody changed the post since, and nothing is changed by it", async () => {
    const blog = await makeBlog()
    const post = await makePost(blog.id, "mine")
    const hidden = await editPost(DESK, post.id, { state: "hidden" })
    await editPost(DESK, post.id, { content: documentFromText("theirs") })
    const undo = undoRevision(DESK, post.id, hidden.revision)
    await expect(undo).rejects.toMatchObject({ code: "changed_since", details: { post: { revision: 3 } } })
    expect(await db().revision.count({ where: { postId: post.id } })).toBe(3)
  })

  it("takes back several changes one after another, and does them again", async () => {
    const blog = await makeBlog()
    const post = await makePost(blog.id, "one")
    const edited = await editPost(DESK, post.id, { content: documentFromText("two") })
    const hidden = await editPost(DESK, post.id, { state: "hidden" })
    const shown = await undoRevision(DESK, post.id, hidden.revision)
    expect(look(shown)).toEqual(look(edited))
    const first = await undoRevision(DESK, post.id, edited.revision)
    expect(look(first)).toEqual(look(post))
    expect(look(await undoRevision(DESK, post.id, first.revision))).toEqual(look(edited))
    expect(look(await undoRevision(DESK, post.id, shown.revision))).toEqual(look(hidden))
  })

  it("asked for twice, because its answer was lost, is done once", async () => {
    const blog = await makeBlog()
    const post = await makePost(blog.id, "mine")
    const hidden = await editPost(DESK, post.id, { state: "hidden" })
    const [one, two] = [
      await undoRevision(DESK, post.id, hidden.revision),
      await undoRevision(DESK, post.id, hidden.revision),
    ]
    expect(two).toEqual(one)
    expect(await db().revision.count({ where: { postId: post.id } })).toBe(3)
    const stranger: Actor = { ...DESK, name: "Somebody else" }
    await expect(undoRevision(stranger, post.id, hidden.revision)).rejects.toMatchObject({ code: "changed_since" })
  })

  it("needs the right to do what it does", async () => {
    const blog = await makeBlog()
    const user = await db().user.create({ data: { id: "user_c", name: "Carla", email: "c@example.org" } })
    const carla: Actor = { kind: "user", id: user.id, name: "Carla", role: "contributor", source: "desk" }
    const post = await makePost(blog.id, "words", { state: "draft" })
    await db().post.update({ where: { id: post.id }, data: { authorId: user.id } })
    const sent = await editPost(carla, post.id, { state: "submitted" })
    expect(await undoRevision(carla, post.id, sent.revision)).toMatchObject({ state: "draft" })
    const published = await editPost(DESK, post.id, { state: "published" })
    await expect(undoRevision(carla, post.id, published.revision)).rejects.toMatchObject({ code: "forbidden" })
    const hidden = await editPost(DESK, post.id, { state: "hidden" })
    await expect(undoRevision(carla, post.id, hidden.revision)).rejects.toMatchObject({ code: "forbidden" })
  })
})

describe("the history of a post", () => {
  it("tells every revision, newest first, and who, when, from where", async () => {
    const blog = await makeBlog()
    const post = await makePost(blog.id, "one")
    for (let index = 0; index < 60; index += 1) await editPost(DESK, post.id, { title: `Title ${index}` })
    const first = await listRevisions(DESK, blog.id, post.id)
    expect(first.revisions[0]).toMatchObject({ number: 61, action: "edit", actorName: "Test desk", source: "api" })
    const rest = await listRevisions(DESK, blog.id, post.id, { before: first.next ?? 0 })
    expect([...first.revisions, ...rest.revisions].map((each) => each.number)).toEqual(
      Array.from({ length: 61 }, (_, index) => 61 - index),
    )
    expect(rest.next).toBeNull()
    expect(await requireRevision(DESK, blog.id, post.id, 1)).toMatchObject({ title: "", content: post.content })
    await expect(requireRevision(DESK, blog.id, post.id, 62)).rejects.toMatchObject({ code: "revision_not_found" })
    const other = await makeBlog()
    await expect(listRevisions(DESK, other.id, post.id)).rejects.toMatchObject({ code: "post_not_found" })
  })

  it("brings back any version's words and keeps the post's state and place", async () => {
    const blog = await makeBlog()
    const post = await makePost(blog.id, "one", { title: "First", tags: ["a"], correction: "c", author: "A" })
    await editPost(DESK, post.id, { title: "Second", content: documentFromText("two"), tags: [], correction: "" })
    const hidden = await editPost(DESK, post.id, { state: "hidden", pinned: true, author: "B" })
    const back = await restoreRevision(DESK, post.id, 1, { revision: hidden.revision })
    const { title, content, tags, correction, authors } = post
    expect(back).toMatchObject({ title, content, tags, correction, authors, state: "hidden", revision: 4 })
    expect(back.publishedAt).toBe(post.publishedAt)
    expect(back.pinnedAt).toBe(hidden.pinnedAt)
    expect((await restoreRevision(DESK, post.id, 1)).revision).toBe(4)
    const stale = restoreRevision(DESK, post.id, 2, { revision: 3 })
    await expect(stale).rejects.toMatchObject({ code: "stale_revision" })
    await deletePost(DESK, post.id)
    await expect(restoreRevision(DESK, post.id, 2)).rejects.toMatchObject({ code: "post_deleted" })
  })
})

describe("many posts at once", () => {
  it("are changed in one transaction and taken back with one undo", async () => {
    const blog = await makeBlog()
    const posts = await Promise.all(Array.from({ length: 5 }, (_, index) => makePost(blog.id, `post ${index}`)))
    const draft = await makePost(blog.id, "draft", { state: "draft" })
    const postIds = [...posts.map((post) => post.id), draft.id]
    const { groupId, posts: hidden, refused } = await bulkEdit(DESK, blog.id, { postIds, change: { kind: "hide" } })
    expect(hidden.map((post) => post.state)).toEqual(Array(5).fill("hidden"))
    expect(refused).toMatchObject([{ post: { id: draft.id }, error: { code: "not_published" } }])
    const shown = await bulkEdit(DESK, blog.id, { postIds: [draft.id], change: { kind: "show" } })
    expect(shown.refused).toMatchObject([{ post: { id: draft.id }, error: { code: "not_hidden" } }])
    const deeds = await db().auditEvent.findMany({ where: { groupId } })
    expect(deeds.map((deed) => deed.action)).toEqual(Array(5).fill("post.hide"))
    await editPost(DESK, posts[0]?.id ?? "", { title: "Changed since" })
    const back = await undoGroup(DESK, groupId ?? "")
    expect(back.posts.map((post) => post.state)).toEqual(Array(4).fill("published"))
    expect(back.refused).toMatchObject([{ post: { id: posts[0]?.id }, error: { code: "changed_since" } }])
    expect(await undoGroup(DESK, back.groupId ?? "")).toMatchObject({ posts: { length: 4 }, refused: [] })
  })

  it("are tagged and untagged by the rules of tags", async () => {
    const blog = await makeBlog()
    const full = await makePost(blog.id, "full", { tags: Array.from({ length: 12 }, (_, index) => `tag ${index}`) })
    const tagged = await makePost(blog.id, "tagged", { tags: ["Goal"] })
    const plain = await makePost(blog.id, "plain")
    const postIds = [full.id, tagged.id, plain.id]
    const done = await bulkEdit(DESK, blog.id, { postIds, change: { kind: "tag", tag: "#goal" } })
    expect(done.posts.map(({ tags }) => tags)).toEqual([["Goal"], ["goal"]])
    expect(done.refused).toMatchObject([{ post: { id: full.id }, error: { code: "invalid_input" } }])
    expect(await db().auditEvent.count({ where: { groupId: done.groupId } })).toBe(1)
    const gone = await bulkEdit(DESK, blog.id, { postIds, change: { kind: "untag", tag: "GOAL" } })
    expect(gone.posts.map(({ tags }) => tags.length)).toEqual([12, 0, 0])
  })

  it("belong to one blog and are 500 at most, or nothing happens", async () => {
    const [blog, other] = [await makeBlog(), await makeBlog()]
    const post = await makePost(blog.id, "here")
    const foreign = await makePost(other.id, "there")
    const change = { kind: "delete" } as const
    const mixed = bulkEdit(DESK, blog.id, { postIds: [post.id, foreign.id], change })
    await expect(mixed).rejects.toMatchObject({ code: "post_not_found" })
    const many = bulkEdit(DESK, blog.id, { postIds: Array(501).fill(post.id), change })
    await expect(many).rejects.toMatchObject({ code: "invalid_input" })
    expect(await db().post.count({ where: { state: "deleted", id: { in: [post.id, foreign.id] } } })).toBe(0)
  })

  it("500 of them, hidden and shown again within seconds: one step of the line and one line in the log for each", async () => {
    const blog = await makeBlog()
    const posts = await makePosts(blog.id, 500)
    const seen = posts.at(-1)?.version ?? 0
    const postIds = posts.map(({ id }) => id).toReversed()
    const started = performance.now()
    const done = await bulkEdit(DESK, blog.id, { postIds, change: { kind: "hide" } })
    const back = await undoGroup(DESK, done.groupId ?? "")
    // Measured: about a second for both together; the rest is for machines that do something else beside.
    expect(performance.now() - started).toBeLessThan(15_000)
    expect(done.posts.map(({ id, version }) => [id, version])).toEqual(
      postIds.map((id, index) => [id, seen + 1 + index]),
    )
    expect(back.posts.map(look)).toEqual(posts.map(look).toReversed())
    const row = await db().blog.findUniqueOrThrow({ where: { id: blog.id } })
    expect(row).toMatchObject({ publicCount: 500, version: seen + 1_000 })
    const stamps = await db().post.findMany({ where: { blogId: blog.id }, orderBy: { version: "asc" } })
    const times = stamps.map(({ changedAt }) => Number(changedAt))
    expect(new Set(times).size).toBe(500)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(times.at(-1)).toBe(Number(row.changedAt))
    expect(await db().auditEvent.count({ where: { groupId: done.groupId } })).toBe(500)
    expect(await db().revision.count({ where: { post: { blogId: blog.id } } })).toBe(1_500)
    const changes = await readChangesAfterVersion(blog.id, seen)
    expect(changes).toMatchObject({ posts: { length: 200 }, more: true, removals: [] })
  }, 120_000)

  it("asked for twice, because the answer was lost, are taken back once, and the undo of that is known", async () => {
    const blog = await makeBlog()
    const postIds = (await makePosts(blog.id, 3)).map(({ id }) => id)
    const { groupId } = await bulkEdit(DESK, blog.id, { postIds, change: { kind: "tag", tag: "storm" } })
    const [first, second] = [await undoGroup(DESK, groupId ?? ""), await undoGroup(DESK, groupId ?? "")]
    expect(second).toEqual(first)
    expect((await undoGroup(DESK, second.groupId ?? "")).posts.map(({ tags }) => tags)).toEqual(
      Array(3).fill(["storm"]),
    )
  })

  it("nothing of it is kept when one of them was changed by something else than us", async () => {
    const blog = await makeBlog()
    const [first, second] = await makePosts(blog.id, 2)
    await db().$executeRaw`
      create function in_between() returns trigger language plpgsql as $$
      begin update post set revision = 9 where id <> old.id and revision <> 9; return new; end $$`
    await db().$executeRaw`create trigger in_between before update of version on blog
      for each row execute function in_between()`
    try {
      const postIds = [first?.id ?? "", second?.id ?? ""]
      await expect(bulkEdit(DESK, blog.id, { postIds, change: { kind: "hide" } })).rejects.toThrow(
        "at the expected revision",
      )
    } finally {
      await db().$executeRaw`drop trigger in_between on blog`
      await db().$executeRaw`drop function in_between`
    }
    expect(await db().post.count({ where: { blogId: blog.id, state: "published", revision: 1 } })).toBe(2)
    expect(await db().auditEvent.count({ where: { blogId: blog.id, action: "post.hide" } })).toBe(0)
  })
})

async function makePosts(blogId: string, count: number): Promise<DeskPost[]> {
  const posts: DeskPost[] = []
  for (let index = 0; index < count; index += 1) posts.push(await makePost(blogId, `post ${index}`))
  return posts
}

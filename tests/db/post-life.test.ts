import { beforeAll, describe, expect, it } from "vitest"
import { readChangesAfterVersion } from "@/lib/changes/read-changes"
import { documentFromText } from "@/lib/content/plain-text"
import { db } from "@/lib/db/client"
import { setOwnPortrait } from "@/lib/media/own-portrait"
import { savePicture } from "@/lib/media/save-picture"
import type { Actor } from "@/lib/permissions/actor"
import { createPost } from "@/lib/posts/create-post"
import { deletePost, restorePost } from "@/lib/posts/delete-post"
import { editPost } from "@/lib/posts/edit-post"
import { listPins, orderPins } from "@/lib/posts/order-pins"
import { publishDue } from "@/lib/posts/publish-due"
import { listBylines } from "@/lib/posts/read-bylines"
import { readBlogPage } from "@/lib/posts/read-page"
import { countQueue, listPosts } from "@/lib/posts/read-posts"

import { listTags } from "@/lib/posts/read-tags"
import { deleteTemplate, listTemplates, renameTemplate, saveTemplate } from "@/lib/posts/templates"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog, makePost } from "../setup/story"
import { makeActor } from "./people-helpers"
import { photo } from "./picture-samples"

useDatabase()

const people = {} as Record<"editor" | "contributor" | "colleague", Actor>
beforeAll(async () => {
  people.editor = await makeActor("editor")
  people.contributor = await makeActor("contributor")
  people.colleague = await makeActor("contributor")
})

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
const versionOf = async (blogId: string) => (await db().blog.findUniqueOrThrow({ where: { id: blogId } })).version
const actionsOf = async (postId: string) =>
  (await db().revision.findMany({ where: { postId }, orderBy: { number: "asc" } })).map(({ action }) => action)

describe("a contributor's text", () => {
  const write = (blogId: string, fields = {}) =>
    createPost(people.contributor, blogId, { content: documentFromText("From the field"), state: "draft", ...fields })

  it("goes to the editors, back with a note, in again, and out, without readers seeing any of it before", async () => {
    const blog = await makeBlog()
    const draft = await write(blog.id)
    await editPost(people.contributor, draft.id, { state: "submitted" })
    expect(await countQueue(people.editor, blog.id)).toMatchObject({ submitted: 1, scheduled: 0, draft: 0 })
    const back = await editPost(people.editor, draft.id, { state: "draft", editorNote: "Who said so?" })
    expect(back).toMatchObject({ state: "draft", editorNote: "Who said so?" })
    // The note stands while its author works on it, and is done with when it is handed in again.
    const better = await editPost(people.contributor, draft.id, { content: documentFromText("The mayor said so") })
    expect(better.editorNote).toBe("Who said so?")
    const again = await editPost(people.contributor, draft.id, { state: "submitted" })
    expect(again.editorNote).toBe("")
    expect(await versionOf(blog.id)).toBe(0)
    await editPost(people.editor, draft.id, { state: "published" }, { revision: again.revision })
    expect(await versionOf(blog.id)).toBe(1)
    expect(await actionsOf(draft.id)).toEqual(["create", "submit", "hand-back", "edit", "submit", "publish"])
    const handBack = await db().auditEvent.findFirst({ where: { postId: draft.id, action: "post.hand-back" } })
    expect(handBack?.details).toMatchObject({ note: "Who said so?" })
    expect(JSON.stringify(await readChangesAfterVersion(blog.id, 0))).not.toContain("Who said so?")
  })

  it("is taken back by its author, and changed or deleted by no other contributor", async () => {
    const blog = await makeBlog()
    const post = await write(blog.id, { state: "submitted" })
    await expect(editPost(people.colleague, post.id, { state: "draft" })).rejects.toMatchObject({ code: "forbidden" })
    await expect(deletePost(people.colleague, post.id)).rejects.toMatchObject({ code: "forbidden" })
    await editPost(people.contributor, post.id, { state: "draft" })
    expect(await actionsOf(post.id)).toEqual(["submit", "take-back"])
  })

  it.each([
    ["published", { state: "published" as const }],
    ["hidden", { state: "hidden" as const }],
    ["scheduled", { publishAt: "2040-01-01T00:00:00Z" }],
    ["given a time", { publishedAt: "2020-01-01T00:00:00Z" }],
    ["corrected", { correction: "It was Tuesday." }],
    ["handed back", { state: "draft" as const, editorNote: "Mine" }],
  ])("is never %s by its author", async (_, input) => {
    const blog = await makeBlog()
    const post = await write(blog.id, { state: "submitted" })
    await expect(editPost(people.contributor, post.id, input)).rejects.toMatchObject({ code: "forbidden" })
  })

  it("cannot be changed by its author once it is scheduled or published", async () => {
    const blog = await makeBlog()
    const post = await write(blog.id, { state: "submitted" })
    await editPost(people.editor, post.id, { publishAt: inMinutes(30) })
    const edit = () => editPost(people.contributor, post.id, { title: "Better" })
    await expect(edit()).rejects.toMatchObject({ code: "forbidden" })
    await editPost(people.editor, post.id, { state: "published" })
    await expect(edit()).rejects.toMatchObject({ code: "forbidden" })
  })

  it("is approved only as the editor saw it", async () => {
    const blog = await makeBlog()
    const seen = await write(blog.id, { state: "submitted" })
    await editPost(people.contributor, seen.id, { content: documentFromText("Changed at the last second") })
    const approve = editPost(people.editor, seen.id, { state: "published" }, { revision: seen.revision })
    await expect(approve).rejects.toMatchObject({ code: "stale_revision" })
  })

  it("gets a note only when it is handed back", async () => {
    const blog = await makeBlog()
    const post = await makePost(blog.id, "Out already")
    await expect(editPost(people.editor, post.id, { editorNote: "Hm" })).rejects.toMatchObject({ code: "wrong_state" })
  })
})

describe("a scheduled post", () => {
  it("is rescheduled, taken from the schedule, and published now instead", async () => {
    const blog = await makeBlog()
    const post = await makePost(blog.id, "Later", { publishAt: inMinutes(60) })
    await editPost(DESK, post.id, { publishAt: inMinutes(90) })
    const draft = await editPost(DESK, post.id, { state: "draft" })
    expect(draft).toMatchObject({ state: "draft", publishAt: null })
    await editPost(DESK, post.id, { publishAt: inMinutes(90) })
    const out = await editPost(DESK, post.id, { state: "published" })
    expect(out).toMatchObject({ state: "published", publishAt: null })
    expect(await actionsOf(post.id)).toEqual(["schedule", "reschedule", "unschedule", "schedule", "publish"])
  })

  it("is refused a time that has passed, with words, but not the minute that has just begun", async () => {
    const blog = await makeBlog()
    const refused = {
      code: "invalid_input",
      issues: [{ path: "publishAt", message: expect.stringContaining("passed") }],
    }
    await expect(makePost(blog.id, "Late", { publishAt: inMinutes(-2) })).rejects.toMatchObject(refused)
    const post = await makePost(blog.id, "Later", { publishAt: inMinutes(60) })
    await expect(editPost(DESK, post.id, { publishAt: inMinutes(-2) })).rejects.toMatchObject(refused)
    await editPost(DESK, post.id, { publishAt: inMinutes(-0.5) })
    await publishDue()
    expect((await db().post.findUniqueOrThrow({ where: { id: post.id } })).state).toBe("published")
  })

  it("is a draft when it is restored after its time, so that it does not go out by itself", async () => {
    const blog = await makeBlog()
    const missed = await makePost(blog.id, "Missed", { publishAt: inMinutes(60) })
    const kept = await makePost(blog.id, "Still to come", { publishAt: inMinutes(60) })
    for (const { id } of [missed, kept]) await deletePost(DESK, id)
    await db().post.update({ where: { id: missed.id }, data: { publishAt: new Date(Date.now() - 60_000) } })
    expect(await restorePost(DESK, missed.id)).toMatchObject({ state: "draft", publishAt: null })
    expect(await restorePost(DESK, kept.id)).toMatchObject({ state: "scheduled", publishAt: kept.publishAt })
  })

  it("stands in a queue by its time, page after page", async () => {
    const blog = await makeBlog()
    for (const minutes of [30, 10, 20, 10]) await makePost(blog.id, `in ${minutes}`, { publishAt: inMinutes(minutes) })
    const first = await listPosts(DESK, blog.id, { state: "scheduled", limit: 3 })
    const rest = await listPosts(DESK, blog.id, { state: "scheduled", limit: 3, before: first.next ?? "" })
    const times = [...first.posts, ...rest.posts].map(({ publishAt }) => publishAt ?? "")
    expect(times).toHaveLength(4)
    expect(times).toEqual(times.toSorted())
    expect(rest.next).toBeNull()
  })
})

describe("a post's place in time", () => {
  it("moves to when it happened, published or hidden, and never into the future", async () => {
    const blog = await makeBlog()
    const post = await makePost(blog.id, "It happened before")
    const moved = await editPost(DESK, post.id, { publishedAt: inMinutes(-90) })
    expect(moved.publishedAt && post.publishedAt && moved.publishedAt < post.publishedAt).toBe(true)
    expect(moved.editedAt).toBeNull()
    const [changed] = (await readChangesAfterVersion(blog.id, 1))?.posts ?? []
    expect(changed).toMatchObject({ id: post.id, publishedAt: moved.publishedAt })
    await editPost(DESK, post.id, { state: "hidden" })
    const hidden = await editPost(DESK, post.id, { publishedAt: inMinutes(-120) })
    expect((await editPost(DESK, post.id, { state: "published" })).publishedAt).toBe(hidden.publishedAt)
    const future = editPost(DESK, post.id, { publishedAt: inMinutes(5) })
    await expect(future).rejects.toMatchObject({ code: "invalid_input", issues: [{ path: "publishedAt" }] })
  })

  it("is refused for what readers have not seen, instead of being forgotten", async () => {
    const blog = await makeBlog()
    const backdate = { publishedAt: inMinutes(-5) }
    const refused = { code: "invalid_input", issues: [{ path: "publishedAt" }] }
    await expect(makePost(blog.id, "x", { state: "draft", ...backdate })).rejects.toMatchObject(refused)
    await expect(makePost(blog.id, "x", { publishAt: inMinutes(5), ...backdate })).rejects.toMatchObject(refused)
    const draft = await makePost(blog.id, "x", { state: "draft" })
    await expect(editPost(DESK, draft.id, backdate)).rejects.toMatchObject(refused)
    const out = await editPost(DESK, draft.id, { state: "published", ...backdate })
    expect(out.publishedAt).toBe(backdate.publishedAt)
  })
})

describe("pinned posts", () => {
  it("stand in the order that the desk gives them, a new pin on top", async () => {
    const blog = await makeBlog()
    const [a, b, c] = [await makePost(blog.id, "a"), await makePost(blog.id, "b"), await makePost(blog.id, "c")]
    for (const { id } of [a, b, c]) await editPost(DESK, id, { pinned: true })
    const order = async () => (await listPins(DESK, blog.id)).map(({ id }) => id)
    expect(await order()).toEqual([c.id, b.id, a.id])
    const before = await versionOf(blog.id)
    await orderPins(people.editor, blog.id, [a.id, c.id, b.id, a.id, "post_gone"])
    expect(await order()).toEqual([a.id, c.id, b.id])
    const changes = await readChangesAfterVersion(blog.id, before)
    expect(new Map(changes?.posts.map(({ id, pinOrder }) => [id, pinOrder]))).toEqual(
      new Map([
        [c.id, 1],
        [b.id, 2],
      ]),
    )
    const d = await makePost(blog.id, "d", { pinned: true })
    expect(await order()).toEqual([d.id, a.id, c.id, b.id])
    // Unpinned and pinned again it is a new pin.
    await editPost(DESK, b.id, { pinned: false })
    await editPost(DESK, b.id, { pinned: true })
    expect((await order())[0]).toBe(b.id)
    await orderPins(people.editor, blog.id, [a.id])
    expect((await order()).at(-1)).toBe(a.id)
    await expect(orderPins(people.contributor, blog.id, [b.id])).rejects.toMatchObject({ code: "forbidden" })
  })

  it("of an order that is there already change nothing", async () => {
    const blog = await makeBlog()
    const a = await makePost(blog.id, "a", { pinned: true })
    const before = await versionOf(blog.id)
    await orderPins(DESK, blog.id, [a.id])
    expect(await versionOf(blog.id)).toBe(before)
  })
})

describe("bylines", () => {
  it("carry the picture of whoever writes, and refuse one that is not here or too small", async () => {
    const blog = await makeBlog()
    const portrait = await savePicture(people.editor, await photo(400, 400).jpeg().toBuffer())
    const tiny = await savePicture(people.editor, await photo(100, 100).jpeg().toBuffer())
    await setOwnPortrait(people.editor, portrait.id)
    await expect(setOwnPortrait(people.editor, tiny.id)).rejects.toMatchObject({ code: "invalid_input" })
    const content = documentFromText("Words")
    const mine = await createPost(people.editor, blog.id, { content })
    expect(mine.authors).toEqual([{ name: people.editor.name, picture: portrait.id }])
    const other = await createPost(people.editor, blog.id, { content, author: "Wire" })
    expect(other.authors).toEqual([{ name: "Wire", picture: null }])
    const unknown = { name: "Ann", picture: "a".repeat(40) }
    const wrong = { code: "invalid_input", issues: [{ path: "authors.1.picture" }] }
    const authors = [{ name: "Ben", picture: portrait.id }, unknown]
    await expect(createPost(people.editor, blog.id, { content, authors })).rejects.toMatchObject(wrong)
    await expect(editPost(people.editor, mine.id, { authors })).rejects.toMatchObject(wrong)
  })

  it("are offered from the people here and from what this blog used, each name once", async () => {
    const blog = await makeBlog()
    await makePost(blog.id, "x", { authors: [{ name: "Agency" }, { name: people.editor.name }] })
    await makePost((await makeBlog()).id, "x", { author: "Of another blog" })
    const names = (await listBylines(people.contributor, blog.id)).map(({ name }) => name)
    expect(names).toContain("Agency")
    expect(names.filter((name) => name === people.editor.name)).toHaveLength(1)
    expect(names).not.toContain("Of another blog")
  })
})

describe("tags", () => {
  it("are offered as they were last written, most used first", async () => {
    const blog = await makeBlog()
    await makePost(blog.id, "1", { tags: ["turnout", "North"] })
    await makePost(blog.id, "2", { tags: ["#Turnout"] })
    const gone = await makePost(blog.id, "3", { tags: ["Gone"] })
    await deletePost(DESK, gone.id)
    expect(await listTags(people.contributor, blog.id)).toEqual(["Turnout", "North"])
  })
})

describe("a key event", () => {
  const keyEvent = { keyEvent: true, state: "published" } as const

  it("takes its first words as its headline, however it becomes one, so that readers' list never lacks one", async () => {
    const blog = await makeBlog({ slug: "key-events" })
    const content = documentFromText("The bridge is closed.\n\nMore soon.")
    const made = await createPost(DESK, blog.id, { ...keyEvent, content })
    const marked = await editPost(DESK, (await makePost(blog.id, "The road too")).id, { keyEvent: true })
    const draft = await createPost(DESK, blog.id, { ...keyEvent, state: "draft", content })
    expect(draft.title).toBe("")
    const published = await editPost(DESK, draft.id, { state: "published" })
    const named = await createPost(DESK, blog.id, { ...keyEvent, title: "Its own", content })
    expect([made, marked, published, named].map(({ title }) => title)).toEqual([
      "The bridge is closed.",
      "The road too",
      "The bridge is closed.",
      "Its own",
    ])
    const page = await readBlogPage("key-events", null)
    const listed = page && "keyEvents" in page ? page.keyEvents.map(({ id }) => id) : []
    expect(listed.sort()).toEqual([made, marked, published, named].map(({ id }) => id).sort())
  })

  it("without any words is refused at its headline", async () => {
    const blog = await makeBlog()
    const content = { type: "doc", content: [{ type: "embed", attrs: { url: "https://example.org/a" } }] }
    const refused = { code: "invalid_input", issues: [{ path: "title" }] }
    await expect(createPost(DESK, blog.id, { ...keyEvent, content })).rejects.toMatchObject(refused)
    const bare = await createPost(DESK, blog.id, { content, state: "published" })
    await expect(editPost(DESK, bare.id, { keyEvent: true })).rejects.toMatchObject(refused)
  })
})

describe("templates", () => {
  const goal = { name: "Goal", title: "Goal!", content: documentFromText("1:0 by"), keyEvent: true, tags: ["goals"] }

  it("are kept by name, for one blog or all, renamed and deleted by editors", async () => {
    const [blog, other] = [await makeBlog(), await makeBlog()]
    const saved = await saveTemplate(people.editor, blog.id, goal)
    const again = await saveTemplate(people.editor, blog.id, { ...goal, name: "goal", title: "GOAL" })
    expect(again.id).toBe(saved.id)
    const shared = await saveTemplate(people.editor, blog.id, { ...goal, name: "Statement", everywhere: true })
    expect((await listTemplates(people.contributor, blog.id)).map(({ title }) => title)).toEqual(["GOAL", "Goal!"])
    expect((await listTemplates(people.contributor, other.id)).map(({ id }) => id)).toEqual([shared.id])
    await renameTemplate(people.editor, saved.id, "Tor")
    await deleteTemplate(people.editor, shared.id)
    expect((await listTemplates(DESK, blog.id)).map(({ name }) => name)).toEqual(["Tor"])
    await expect(deleteTemplate(people.editor, shared.id)).rejects.toMatchObject({ code: "template_not_found" })
  })

  it("are not a contributor's to change, nor for all blogs a token's of one", async () => {
    const blog = await makeBlog()
    const saved = await saveTemplate(people.editor, blog.id, goal)
    const oneBlog: Actor = { kind: "token", id: "token_1", name: "Bot", blogId: blog.id, scope: "write", source: "api" }
    const attempts = [
      () => saveTemplate(people.contributor, blog.id, goal),
      () => renameTemplate(people.contributor, saved.id, "Mine"),
      () => deleteTemplate(people.contributor, saved.id),
      () => saveTemplate(oneBlog, blog.id, { ...goal, everywhere: true }),
    ]
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: "forbidden" })
  })

  it("of one name saved by many at once are one", async () => {
    const blog = await makeBlog()
    await Promise.all(Array.from({ length: 5 }, () => saveTemplate(people.editor, blog.id, goal)))
    expect(await listTemplates(DESK, blog.id)).toHaveLength(1)
  })
})

import { beforeAll, describe, expect, it } from "vitest"
import { documentFromText } from "@/lib/content/plain-text"
import { db, Prisma } from "@/lib/db/client"
import { listAutosaves, MAX_AUTOSAVES, readAutosave, saveAutosave } from "@/lib/posts/autosave"
import type { AutosaveContent } from "@/lib/posts/autosave-schema"
import { editPost } from "@/lib/posts/edit-post"
import { requirePost } from "@/lib/posts/read-posts"
import { savePostOnce } from "@/lib/posts/save-from-outbox"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog, makePost } from "../setup/story"
import { makePerson } from "./people-helpers"

useDatabase()

type Person = { kind: "user"; id: string; name: string; role: "editor" | "contributor"; source: "desk" }
const people = {} as { ada: Person; bob: Person }
const [LAPTOP, PHONE] = ["aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"]

beforeAll(async () => {
  for (const [name, role] of [
    ["ada", "editor"],
    ["bob", "contributor"],
  ] as const) {
    people[name] = { kind: "user", id: (await makePerson(role)).id, name, role, source: "desk" }
  }
})

function keep(person: Person, blogId: string, serial: number, words: AutosaveContent | null, more = {}) {
  return saveAutosave(person, blogId, { userId: person.id, postId: null, writer: LAPTOP, serial, words, ...more })
}

const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1000)

describe("a kept text", () => {
  it("is the newest that its tab wrote, in whatever order the writes arrive", async () => {
    const { id } = await makeBlog()
    await Promise.all([1, 3, 2].map((serial) => keep(people.ada, id, serial, { text: `text ${serial}` })))
    await keep(people.ada, id, 2, { text: "late on its way" })
    const found = await readAutosave(people.ada, id, { postId: null, writer: LAPTOP })
    expect(found).toMatchObject({ words: { text: "text 3" }, serial: 3 })
  })

  it("stays forgotten when a write of before arrives late, and lives again when its writer goes on", async () => {
    const { id } = await makeBlog()
    await keep(people.ada, id, 1, { text: "a" })
    await keep(people.ada, id, 2, null)
    await keep(people.ada, id, 2, { text: "late on its way" })
    expect(await listAutosaves(people.ada, id)).toEqual([])
    await expect(readAutosave(people.ada, id, { postId: null, writer: LAPTOP })).rejects.toMatchObject({
      code: "not_found",
    })
    await keep(people.ada, id, 3, { text: "another" })
    expect(await listAutosaves(people.ada, id)).toHaveLength(1)
  })

  it("of two tabs are two texts, and forgetting one leaves the other", async () => {
    const { id } = await makeBlog()
    await keep(people.ada, id, 5, { text: "laptop" })
    await keep(people.ada, id, 1, { text: "phone" }, { writer: PHONE })
    expect((await listAutosaves(people.ada, id)).map(({ writer }) => writer)).toEqual([PHONE, LAPTOP])
    await keep(people.ada, id, 5, null)
    expect((await listAutosaves(people.ada, id)).map(({ writer }) => writer)).toEqual([PHONE])
  })

  it("is told by its title or its first words, in the order in which they stand", async () => {
    const { id } = await makeBlog()
    const paragraph = (...texts: string[]) => ({
      type: "paragraph",
      content: texts.map((text) => ({ type: "text", text })),
    })
    const list = { type: "bulletList", content: [{ type: "listItem", content: [paragraph("a box.")] }] }
    const content = { type: "doc", content: [paragraph("Counted", "so far:"), list] }
    const beginning = async () => (await listAutosaves(people.ada, id)).map(({ begins }) => begins)
    await keep(people.ada, id, 1, { title: "", content })
    expect(await beginning()).toEqual(["Counted so far: a box."])
    await keep(people.ada, id, 2, { title: "Turnout", content })
    expect(await beginning()).toEqual(["Turnout"])
    await keep(people.ada, id, 3, { title: "", content: { type: "doc" } })
    expect(await beginning()).toEqual([""])
  })

  it("is never forgotten by somebody who has seen less of it than there is", async () => {
    const { id } = await makeBlog()
    await keep(people.ada, id, 7, { text: "written on after it was offered" })
    await keep(people.ada, id, 6, null)
    expect(await listAutosaves(people.ada, id)).toHaveLength(1)
  })

  it("is seen by its writer alone, whatever the role", async () => {
    const { id } = await makeBlog()
    await keep(people.bob, id, 1, { text: "mine" })
    expect(await listAutosaves(people.ada, id)).toEqual([])
    await expect(readAutosave(people.ada, id, { postId: null, writer: LAPTOP })).rejects.toMatchObject({
      code: "not_found",
    })
    await expect(listAutosaves(DESK, id)).rejects.toMatchObject({ code: "forbidden" })
  })

  it("is refused when another person is signed in than the one who wrote it", async () => {
    const { id } = await makeBlog()
    const sent = saveAutosave(people.bob, id, {
      userId: people.ada.id,
      postId: null,
      writer: LAPTOP,
      serial: 1,
      words: { text: "Ada's" },
    })
    await expect(sent).rejects.toMatchObject({ code: "other_person", status: 401 })
    const saved = savePostOnce(people.bob, id, {
      kind: "create",
      userId: people.ada.id,
      key: "k",
      post: { content: documentFromText("Ada's") },
    })
    await expect(saved).rejects.toMatchObject({ code: "other_person" })
  })

  it("belongs to a blog and a post that are there", async () => {
    const [blog, other] = [await makeBlog(), await makeBlog()]
    const post = await makePost(other.id, "elsewhere")
    await expect(keep(people.ada, "blog_none", 1, {})).rejects.toMatchObject({ code: "blog_not_found" })
    await expect(keep(people.ada, blog.id, 1, {}, { postId: post.id })).rejects.toMatchObject({
      code: "post_not_found",
    })
  })

  it("is refused when it is too large, or is no text of a composer", async () => {
    const { id } = await makeBlog()
    await expect(keep(people.ada, id, 1, { text: "x".repeat(600 * 1024) })).rejects.toMatchObject({
      code: "request_too_large",
    })
    await expect(keep(people.ada, id, 1, {}, { writer: "../../etc" })).rejects.toMatchObject({ code: "invalid_input" })
    await expect(keep(people.ada, id, -1, {})).rejects.toMatchObject({ code: "invalid_input" })
  })

  it("goes after 30 days", async () => {
    const { id } = await makeBlog()
    await keep(people.ada, id, 1, { text: "old" })
    await db().autosave.updateMany({ where: { blogId: id }, data: { savedAt: daysAgo(31) } })
    expect(await listAutosaves(people.ada, id)).toEqual([])
    await keep(people.ada, (await makeBlog()).id, 1, { text: "new" })
    expect(await db().autosave.count({ where: { blogId: id } })).toBe(0)
  })

  it(`leaves room for ${MAX_AUTOSAVES} of a person, of which the oldest gives way`, async () => {
    const { id } = await makeBlog()
    const data = Array.from({ length: MAX_AUTOSAVES }, (_, n) => ({
      userId: people.bob.id,
      blogId: id,
      writer: n.toString(16).padStart(16, "0"),
      serial: 1,
      words: { n },
      savedAt: daysAgo(1 + n / 1_000),
    }))
    await db().autosave.deleteMany({ where: { userId: people.bob.id } })
    await db().autosave.createMany({ data })
    await keep(people.bob, id, 1, { text: "one more" })
    const left = await listAutosaves(people.bob, id)
    expect(left).toHaveLength(MAX_AUTOSAVES)
    expect(left[0]?.writer).toBe(LAPTOP)
    expect(left.map(({ writer }) => writer)).not.toContain(data.at(-1)?.writer)
  })

  it("forgets of what was thrown away all but the newest", async () => {
    const { id } = await makeBlog()
    const data = Array.from({ length: 1_050 }, (_, n) => ({
      userId: people.bob.id,
      blogId: id,
      writer: n.toString(16).padStart(16, "0"),
      serial: 1,
      words: Prisma.JsonNull,
      savedAt: new Date(Date.now() - (n + 1) * 1_000),
    }))
    await db().autosave.createMany({ data })
    await keep(people.bob, id, 1, { text: "a new one" })
    const left = await db().autosave.findMany({
      where: { blogId: id, userId: people.bob.id },
      select: { writer: true },
    })
    expect(left).toHaveLength(1_001)
    expect(left.map(({ writer }) => writer)).not.toContain(data.at(-1)?.writer)
  })
})

describe("a save that is sent again", () => {
  it("makes one post, however often and at whatever time it arrives", async () => {
    const { id } = await makeBlog()
    const save = {
      kind: "create",
      userId: people.ada.id,
      key: "press-1",
      post: { content: documentFromText("Once"), state: "published" },
    }
    const posts = await Promise.all(Array.from({ length: 10 }, () => savePostOnce(people.ada, id, save)))
    expect(new Set(posts.map((post) => post.id)).size).toBe(1)
    expect(await db().post.count({ where: { blogId: id } })).toBe(1)
  })

  it("makes one revision of an edit, and is no conflict, also when a colleague has edited since", async () => {
    const { id } = await makeBlog()
    const post = await makePost(id, "base")
    const save = {
      kind: "edit",
      userId: people.ada.id,
      key: "press-2",
      postId: post.id,
      revision: post.revision,
      post: { content: documentFromText("mine") },
    }
    await Promise.all(Array.from({ length: 5 }, () => savePostOnce(people.ada, id, save)))
    expect((await requirePost(DESK, id, post.id)).revision).toBe(2)
    await editPost(DESK, post.id, { content: documentFromText("theirs, on top") }, { revision: 2 })
    const again = await savePostOnce(people.ada, id, save)
    expect(again).toMatchObject({ revision: 3 })
    expect(JSON.stringify(again.content)).toContain("theirs, on top")
  })

  it("is a conflict when it did not go through and a colleague was first", async () => {
    const { id } = await makeBlog()
    const post = await makePost(id, "base")
    await editPost(DESK, post.id, { content: documentFromText("theirs") })
    const save = { kind: "edit", userId: people.ada.id, key: "press-3", postId: post.id, revision: 1 }
    const late = savePostOnce(people.ada, id, { ...save, post: { content: documentFromText("mine") } })
    await expect(late).rejects.toMatchObject({ code: "stale_revision", details: { post: { revision: 2 } } })
  })

  it("is refused with another text under the same key, and on another blog's post", async () => {
    const [blog, other] = [await makeBlog(), await makeBlog()]
    const post = await makePost(blog.id, "base")
    const edit = { kind: "edit", userId: people.ada.id, key: "press-4", postId: post.id, revision: 1 }
    await savePostOnce(people.ada, blog.id, { ...edit, post: { title: "One" } })
    const different = savePostOnce(people.ada, blog.id, { ...edit, revision: 2, post: { title: "Two" } })
    await expect(different).rejects.toMatchObject({ code: "key_reused" })
    const elsewhere = savePostOnce(people.ada, other.id, { ...edit, post: { title: "One" } })
    await expect(elsewhere).rejects.toMatchObject({ code: "post_not_found" })
  })
})

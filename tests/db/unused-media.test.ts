import { randomBytes } from "node:crypto"
import sharp from "sharp"
import { describe, expect, it } from "vitest"
import { editBlog } from "@/lib/blogs/edit-blog"
import { documentFromText } from "@/lib/content/plain-text"
import { db, Prisma } from "@/lib/db/client"
import { cleanUpMedia, KEEP_UNUSED_DAYS } from "@/lib/media/clean-up-media"
import { setOwnPortrait } from "@/lib/media/own-portrait"
import { savePicture } from "@/lib/media/save-picture"
import type { Actor } from "@/lib/permissions/actor"
import { saveAutosave } from "@/lib/posts/autosave"
import { createPost } from "@/lib/posts/create-post"
import { deletePost } from "@/lib/posts/delete-post"
import { editPost } from "@/lib/posts/edit-post"
import { deleteTemplate, saveTemplate } from "@/lib/posts/templates"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog } from "../setup/story"
import { makePerson } from "./people-helpers"

const TIMEOUT_MS = process.env.SECURITY === "long" ? 600_000 : 60_000
const ROUNDS = process.env.SECURITY === "long" ? 300 : 15
const WORDS = documentFromText("Words")
const daysAgo = (days: number) => new Date(Date.now() - days * 24 * 60 * 60 * 1000)

async function upload(): Promise<{ id: string; bytes: Buffer }> {
  const [r = 0, g = 0, b = 0] = randomBytes(3)
  const bytes = await sharp({ create: { width: 330, height: 20, channels: 3, background: { r, g, b } } })
    .png()
    .toBuffer()
  return { ...(await savePicture(DESK, bytes)), bytes }
}

const image = (mediaId: string) => ({ type: "image", attrs: { mediaId, width: 1, height: 1, alt: "A picture" } })
const withImage = (...ids: string[]) => ({ type: "doc", content: [...WORDS.content, ...ids.map(image)] })

const age = (days: number) => db().media.updateMany({ data: { uploadedAt: daysAgo(days) } })
const stored = async () => new Set((await db().media.findMany({ select: { id: true } })).map(({ id }) => id))

describe("pictures that nothing shows", () => {
  useDatabase()

  it(`are removed ${KEEP_UNUSED_DAYS} days after they were uploaded, with all their files, and no sooner`, async () => {
    const { id } = await upload()
    await age(KEEP_UNUSED_DAYS - 0.1)
    expect(await cleanUpMedia()).toBe(0)
    await age(KEEP_UNUSED_DAYS + 0.1)
    expect(await cleanUpMedia()).toBe(1)
    expect(await stored()).not.toContain(id)
    expect(await db().mediaFile.count({ where: { mediaId: id } })).toBe(0)
  })

  it("are kept anew when somebody uploads them again", async () => {
    const { id, bytes } = await upload()
    await age(KEEP_UNUSED_DAYS + 1)
    await savePicture(DESK, bytes)
    expect(await cleanUpMedia()).toBe(0)
    expect(await stored()).toContain(id)
  })

  it("go however many they are, past those that a text in the making holds", async () => {
    const old = { width: 1, height: 1, uploadedAt: daysAgo(99) }
    const ids = Array.from({ length: 450 }, (_, n) => n.toString(16).padStart(40, "0"))
    await db().media.createMany({ data: ids.map((id) => ({ id, ...old })) })
    const [blog, { id: userId }] = [await makeBlog(), await makePerson("editor")]
    // As many as are looked at in one go, and the first of all.
    const words = { content: ids.slice(0, 200) }
    await db().autosave.create({ data: { userId, blogId: blog.id, writer: "a".repeat(16), serial: 1, words } })
    expect(await cleanUpMedia()).toBe(250)
    expect([...(await stored())].filter((id) => id.startsWith("000")).sort()).toEqual(ids.slice(0, 200))
  })
})

describe("pictures that something shows, or once showed, or is to show", () => {
  useDatabase()

  it("are never removed, wherever their name stands in the database", async () => {
    const blog = await makeBlog()
    const { id: userId } = await makePerson("editor")
    const writer: Actor = { kind: "user", id: userId, name: "W", role: "editor", source: "desk" }
    const names = [
      ...[
        "draft",
        "published",
        "gallery one",
        "gallery two",
        "link card",
        "byline",
        "earlier version",
        "earlier byline",
      ],
      ...["deleted post", "template", "replaced template", "deleted template", "logo", "header", "former logo"],
      ...["portrait", "former portrait", "text in the making", "nothing"],
    ] as const
    const ids = new Map<(typeof names)[number], string>()
    for (const name of names) ids.set(name, (await upload()).id)
    const id = (name: (typeof names)[number]) => ids.get(name) ?? ""
    const make = (content: unknown, fields: object = {}) => createPost(DESK, blog.id, { content, ...fields })

    await make(withImage(id("draft")), { state: "draft" })
    await make(withImage(id("published")))
    const gallery = { type: "gallery", content: [image(id("gallery one")), image(id("gallery two"))] }
    await make({ type: "doc", content: [...WORDS.content, gallery] })
    const card = { title: "A page", picture: { mediaId: id("link card"), width: 1, height: 1 } }
    await make({ type: "doc", content: [{ type: "embed", attrs: { url: "https://news.example/", card } }] })
    await make(WORDS, { authors: [{ name: "Ann", picture: id("byline") }] })
    const changed = await make(withImage(id("earlier version")), {
      authors: [{ name: "Ann", picture: id("earlier byline") }],
    })
    await editPost(DESK, changed.id, { content: WORDS, authors: [{ name: "Bob" }] })
    await deletePost(DESK, (await make(withImage(id("deleted post")))).id)
    const template = (name: string, content: unknown) => saveTemplate(DESK, blog.id, { name, content })
    await template("Goal", withImage(id("template")))
    await template("Card", withImage(id("replaced template")))
    await template("Card", WORDS)
    await deleteTemplate(DESK, (await template("Gone", withImage(id("deleted template")))).id)
    await editBlog(DESK, blog.id, { logo: { mediaId: id("former logo") }, headerImage: { mediaId: id("header") } })
    await editBlog(DESK, blog.id, { logo: { mediaId: id("logo") } })
    await setOwnPortrait(writer, id("former portrait"))
    await setOwnPortrait(writer, id("portrait"))
    const words = { content: withImage(id("text in the making")) }
    await saveAutosave(writer, blog.id, { userId, postId: null, writer: "a".repeat(16), serial: 1, words })

    await age(400)
    expect(await cleanUpMedia()).toBe(1)
    const left = await stored()
    expect(names.filter((name) => !left.has(id(name)))).toEqual(["nothing"])
    // Not only where this test knows of: no text or JSON of any table names a picture that is gone.
    const named = await findNamedPictures()
    const unnamed = ["replaced template", "deleted template", "former logo", "former portrait", "nothing"]
    expect(named.size).toBe(names.length - unnamed.length)
    expect([...named].filter((each) => !left.has(each))).toEqual([])
  })

  it(
    "are not lost to one who saves them at the very moment of collecting",
    async () => {
      const blog = await makeBlog()
      for (let round = 0; round < ROUNDS; round += 1) {
        const { id } = await upload()
        await age(400)
        const [saved] = await Promise.allSettled([
          createPost(DESK, blog.id, { content: withImage(id) }),
          cleanUpMedia(),
          cleanUpMedia(),
        ])
        // Either it is shown and there, or it is gone and whoever saves is told so.
        expect([saved.status, (await stored()).has(id)]).toEqual(
          saved.status === "fulfilled" ? ["fulfilled", true] : ["rejected", false],
        )
        if (saved.status === "rejected") expect(saved.reason.code).toBe("invalid_content")
      }
    },
    TIMEOUT_MS,
  )
})

/** Every name of a picture in any column of text or JSON, of any table. */
async function findNamedPictures(): Promise<Set<string>> {
  const columns = await db().$queryRaw<{ table: string; column: string }[]>`
    select table_name as "table", column_name as "column" from information_schema.columns
    where table_schema = 'public' and data_type in ('jsonb', 'json', 'text', 'character varying', 'ARRAY')
      and table_name not in ('media', 'media_file')`
  const found = new Set<string>()
  for (const { table, column } of columns) {
    const rows = await db().$queryRaw<{ id: string }[]>(
      Prisma.sql`select (regexp_matches(${Prisma.raw(`"${column}"`)}::text, '"mediaId": ?"([a-f0-9]{40})"|"picture": ?"([a-f0-9]{40})"|^([a-f0-9]{40})$', 'g'))::text as id
        from ${Prisma.raw(`"${table}"`)}`,
    )
    for (const { id } of rows) found.add(/[a-f0-9]{40}/.exec(id)?.[0] ?? "")
  }
  return found
}

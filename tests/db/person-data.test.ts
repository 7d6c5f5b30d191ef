import { describe, expect, it } from "vitest"
import { requireActor } from "@/lib/auth/session"
import { readChangesAfterVersion } from "@/lib/changes/read-changes"
import { documentFromText } from "@/lib/content/plain-text"
import { db } from "@/lib/db/client"
import { createPost } from "@/lib/posts/create-post"
import { editPost } from "@/lib/posts/edit-post"
import { erasePerson, exportPerson } from "@/lib/posts/person-data"
import { useDatabase } from "../setup/database"
import { makeBlog } from "../setup/story"
import { makeActor, makePerson, PASSWORD, signInAs } from "./people-helpers"

describe("what is kept about a person", () => {
  useDatabase()

  async function makeWriter() {
    const { id, email } = await makePerson("editor")
    const actor = await requireActor(await signInAs(email))
    const blog = await makeBlog()
    const alone = await createPost(actor, blog.id, { content: documentFromText("Written alone") })
    const authors = [{ name: actor.name }, { name: "Ben" }]
    const together = await createPost(actor, blog.id, { content: documentFromText("Written together"), authors })
    await editPost(actor, alone.id, { title: "A headline" })
    return { id, email, actor, blog, alone, together }
  }

  it("is exported whole, without secrets", async () => {
    const { id, email, actor, alone, together } = await makeWriter()
    const admin = await makeActor("admin")
    const data = await exportPerson(admin, id)
    expect(data.account).toMatchObject({ email, name: actor.name, role: "editor" })
    expect(data.posts.map((post) => post.id)).toEqual([alone.id, together.id])
    expect(data.revisions.map(({ action }) => action)).toEqual(["publish", "publish", "edit"])
    expect(data.sessions).toHaveLength(1)
    expect(data.auditEvents.length).toBeGreaterThanOrEqual(3)
    const text = JSON.stringify(data)
    for (const secret of ["password", "token", PASSWORD]) expect(text).not.toContain(secret)
    await expect(exportPerson(actor, id)).rejects.toMatchObject({ code: "forbidden" })
  })

  it("goes with the person; posts and their bylines stay where the newsroom wants it", async () => {
    const { id, email, actor, alone } = await makeWriter()
    await expect(erasePerson(actor, id, "keep")).rejects.toMatchObject({ code: "forbidden" })
    await erasePerson(await makeActor("admin"), id, "keep")
    expect(await db().user.findUnique({ where: { email } })).toBeNull()
    expect(await db().post.findUniqueOrThrow({ where: { id: alone.id } })).toMatchObject({
      authors: [{ name: actor.name, picture: null }],
      authorId: null,
    })
    expect(await db().revision.count({ where: { actorId: id } })).toBe(0)
    expect(await db().auditEvent.count({ where: { actorId: id } })).toBe(0)
  })

  it("and the name leaves every post and version, and open pages, where the newsroom replaces it", async () => {
    const { id, actor, blog, alone, together } = await makeWriter()
    const { version } = await db().blog.findUniqueOrThrow({ where: { id: blog.id } })
    expect(await erasePerson(await makeActor("admin"), id, "replace")).toEqual({ bylines: 2 })
    const kept = async () =>
      JSON.stringify([
        await db().post.findMany({ where: { blogId: blog.id }, omit: { blogId: true } }),
        await db().revision.findMany({ where: { post: { blogId: blog.id } } }),
        await db().auditEvent.findMany({ where: { blogId: blog.id } }),
      ])
    expect(await kept()).not.toContain(`"${actor.name}"`)
    const changes = await readChangesAfterVersion(blog.id, version)
    const bylines = Object.fromEntries(
      (changes?.posts ?? []).map((post) => [post.id, post.authors.map(({ name }) => name)]),
    )
    expect(bylines).toEqual({ [alone.id]: ["Running Story"], [together.id]: ["Ben"] })
  })

  it("stays when it is the only admin's", async () => {
    const admins = await db().user.findMany({ where: { role: "admin", disabledAt: null } })
    const system = { kind: "system", name: "command line", source: "api" } as const
    for (const { id } of admins.slice(1)) await erasePerson(system, id, "keep")
    await expect(erasePerson(system, admins[0]?.id ?? "", "keep")).rejects.toMatchObject({ code: "last_admin" })
  })
})

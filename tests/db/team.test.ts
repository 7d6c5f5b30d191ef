import { beforeAll, describe, expect, it } from "vitest"
import { getActor } from "@/lib/auth/session"
import { createBlog } from "@/lib/blogs/create-blog"
import { listBlogs } from "@/lib/blogs/read-blogs"
import { changeTeamRole, listTeam } from "@/lib/blogs/team"
import { db } from "@/lib/db/client"
import type { Actor } from "@/lib/permissions/actor"
import { isAllowed } from "@/lib/permissions/authorize"
import { useDatabase } from "../setup/database"
import { makePerson, signInAs } from "./people-helpers"

const SYSTEM: Actor = { kind: "system", name: "test", source: "desk" }

describe("the team of one live blog", () => {
  useDatabase()
  let blogId = ""
  beforeAll(async () => {
    blogId = (await createBlog(SYSTEM, { slug: "team", title: "Team" })).id
  })

  it("a role given or taken holds from the next request of a session that is open already", async () => {
    const { id, email } = await makePerson("contributor")
    const headers = await signInAs(email)
    const ask = async () => {
      const actor = await getActor(headers)
      if (!actor) throw new Error("The session has ended.")
      return actor
    }
    const mayPublish = async () => isAllowed(await ask(), "post.publish", { blogId })
    expect(await mayPublish()).toBe(false)
    await changeTeamRole(SYSTEM, blogId, id, "editor")
    expect(await mayPublish()).toBe(true)
    await changeTeamRole(SYSTEM, blogId, id, "none")
    expect(await mayPublish()).toBe(false)
    expect(await listBlogs(await ask())).toEqual([])
    await changeTeamRole(SYSTEM, blogId, id, "everywhere")
    expect((await listBlogs(await ask())).map((blog) => blog.id)).toEqual([blogId])
  })

  it("an admin is never shut out, and every change is noted with who was given what", async () => {
    const { id: admin } = await makePerson("admin")
    await expect(changeTeamRole(SYSTEM, blogId, admin, "none")).rejects.toMatchObject({ code: "always_admin" })
    await db().blogMember.create({ data: { blogId, userId: admin, role: null } })
    expect((await listTeam(SYSTEM, blogId)).find(({ id }) => id === admin)?.here).toBe("everywhere")

    const { id: writer } = await makePerson("contributor")
    await changeTeamRole(SYSTEM, blogId, writer, "editor")
    const noted = await db().auditEvent.findFirst({
      where: { blogId, action: "member.change" },
      orderBy: { at: "desc" },
    })
    expect(noted?.details).toMatchObject({ role: "editor" })
    expect((await listTeam(SYSTEM, blogId))[0]).toMatchObject({ id: writer, everywhere: "contributor", here: "editor" })
  })
})

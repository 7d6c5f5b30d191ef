import { beforeAll, describe, expect, it } from "vitest"
import { acceptInvite, getInvite, invitePerson, listInvites, revokeInvite } from "@/lib/auth/invites"
import { requireActor } from "@/lib/auth/session"
import { db } from "@/lib/db/client"
import type { Actor } from "@/lib/permissions/actor"
import { useDatabase } from "../setup/database"
import { makeActor, PASSWORD, withCookie } from "./people-helpers"

describe("an invitation", () => {
  useDatabase()
  let admin: Actor
  const invite = (email: string) => invitePerson(admin, { email, name: "Grace", role: "editor" })
  const accept = (token: string) => acceptInvite(token, { name: "Grace H.", password: PASSWORD }, new Headers())

  beforeAll(async () => {
    admin = await makeActor("admin")
  })

  it("becomes an account with the role it names, signed in, once", async () => {
    const { token } = await invite("grace@example.org")
    expect(await getInvite(token)).toMatchObject({ email: "grace@example.org", role: "editor" })
    const results = await Promise.allSettled([accept(token), accept(token), accept(token)])
    const [won] = results.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []))
    expect(results.filter((each) => each.status === "fulfilled")).toHaveLength(1)
    expect(await requireActor(withCookie(won ?? new Headers()))).toMatchObject({ name: "Grace H.", role: "editor" })
    expect(await getInvite(token)).toBeNull()
  })

  it("for somebody who has an account is refused", async () => {
    await expect(invite("GRACE@example.org")).rejects.toMatchObject({ code: "email_taken" })
  })

  it("stops working when it is taken back, replaced by a newer one, or seven days old", async () => {
    const first = await invite("ida@example.org")
    const second = await invite("ida@example.org")
    await expect(accept(first.token)).rejects.toMatchObject({ code: "invite_not_found" })
    expect((await listInvites(admin)).map((each) => each.id)).toEqual([second.invite.id])
    await revokeInvite(admin, second.invite.id)
    await expect(accept(second.token)).rejects.toMatchObject({ code: "invite_not_found" })
    const third = await invite("ida@example.org")
    const days = (Date.parse(third.invite.expiresAt) - Date.parse(third.invite.createdAt)) / 86_400_000
    expect(days).toBeCloseTo(7, 2)
    await db().invite.update({ where: { id: third.invite.id }, data: { expiresAt: new Date(Date.now() - 1) } })
    await expect(accept(third.token)).rejects.toMatchObject({ code: "invite_not_found" })
  })

  it("is not used up by a password that many others have", async () => {
    const { token } = await invite("jo@example.org")
    const attempt = acceptInvite(token, { name: "Jo", password: "qwertyqwerty" }, new Headers())
    await expect(attempt).rejects.toMatchObject({ code: "invalid_input", issues: [{ path: "password" }] })
    expect(await getInvite(token)).not.toBeNull()
  })

  it("is kept so that who reads the database cannot take it", async () => {
    const { token } = await invite("kay@example.org")
    expect(JSON.stringify(await db().invite.findMany())).not.toContain(token)
  })

  it("is only made and seen by admins", async () => {
    const editor = await makeActor("editor")
    const made = invitePerson(editor, { email: "eve@example.org", name: "Eve", role: "admin" })
    await expect(made).rejects.toMatchObject({ code: "forbidden" })
    await expect(listInvites(editor)).rejects.toMatchObject({ code: "forbidden" })
  })
})

import { describe, expect, it } from "vitest"
import { changeOwnPassword } from "@/lib/auth/own-account"
import { changeRole, disablePerson, enablePerson, endSessions, listPeople } from "@/lib/auth/people"
import { getActor, requireActor } from "@/lib/auth/session"
import { endOtherSessions, endOwnSession, listOwnSessions } from "@/lib/auth/sessions"
import { signIn } from "@/lib/auth/sign-in"
import type { Actor } from "@/lib/permissions/actor"
import { useDatabase } from "../setup/database"
import { makeActor, makePerson, PASSWORD, signInAs } from "./people-helpers"

const NEW_PASSWORD = "another quiet evening here"

describe("people", () => {
  useDatabase()

  async function setting() {
    const admin = await makeActor("admin")
    const { id, email } = await makePerson("editor")
    return { admin, id, email, browser: await signInAs(email) }
  }

  it("lose their sessions at once when their role changes", async () => {
    const { admin, id, email, browser } = await setting()
    await changeRole(admin, id, "contributor")
    expect(await getActor(browser)).toBeNull()
    expect(await getActor(await signInAs(email))).toMatchObject({ role: "contributor" })
  })

  it("who are disabled are out at once, cannot sign in, and can when they are let in again", async () => {
    const { admin, id, email, browser } = await setting()
    await disablePerson(admin, id)
    expect(await getActor(browser)).toBeNull()
    const attempt = signIn({ email, password: PASSWORD }, new Headers())
    await expect(attempt).rejects.toMatchObject({ code: "wrong_credentials" })
    await enablePerson(admin, id)
    expect(await getActor(await signInAs(email))).not.toBeNull()
  })

  it("can be signed out everywhere by an admin, who sees how many sessions they have", async () => {
    const { admin, id, email, browser } = await setting()
    await signInAs(email)
    expect((await listPeople(admin)).find((each) => each.id === id)).toMatchObject({ sessions: 2, disabled: false })
    await endSessions(admin, id)
    expect(await getActor(browser)).toBeNull()
    expect((await listPeople(admin)).find((each) => each.id === id)).toMatchObject({ sessions: 0 })
  })

  it("are managed by admins alone", async () => {
    const { id } = await setting()
    for (const actor of [await makeActor("editor"), await makeActor("contributor")]) {
      const tries = [
        listPeople(actor),
        changeRole(actor, id, "admin"),
        disablePerson(actor, id),
        endSessions(actor, id),
      ]
      for (const attempt of tries) await expect(attempt).rejects.toMatchObject({ code: "forbidden" })
    }
  })

  it("end their own other sessions by a new password, and need the old one for it", async () => {
    const { email, browser: elsewhere } = await setting()
    const here = await signInAs(email)
    const actor = await requireActor(here)
    const wrong = changeOwnPassword(actor, { current: "not the one I have", password: NEW_PASSWORD })
    await expect(wrong).rejects.toMatchObject({ code: "wrong_credentials" })
    const common = changeOwnPassword(actor, { current: PASSWORD, password: "Sunshine2026!" })
    await expect(common).rejects.toMatchObject({ code: "invalid_input", issues: [{ path: "password" }] })
    await changeOwnPassword(actor, { current: PASSWORD, password: NEW_PASSWORD })
    expect(await getActor(elsewhere)).toBeNull()
    expect(await getActor(here)).not.toBeNull()
    expect(await getActor(await signInAs(email, NEW_PASSWORD))).not.toBeNull()
  })

  it("see and end their own sessions, and nobody else's", async () => {
    const { email, browser } = await setting()
    const here = await signInAs(email)
    const actor = await requireActor(here)
    const sessions = await listOwnSessions(actor)
    expect(sessions.map((each) => each.current).sort()).toEqual([false, true])
    const other = sessions.find((each) => !each.current)?.id ?? ""
    await expect(endOwnSession(await makeActor("admin"), other)).rejects.toMatchObject({ code: "not_found" })
    await endOwnSession(actor, other)
    expect(await getActor(browser)).toBeNull()
    const third = await signInAs(email)
    await endOtherSessions(actor)
    expect([await getActor(third), await getActor(here)]).toEqual([null, expect.objectContaining({ kind: "user" })])
  })
})

describe("the last admin", () => {
  useDatabase()

  it("cannot be demoted or disabled, not even by two admins demoting each other at the same moment", async () => {
    const [one, two] = [await makeActor("admin"), await makeActor("admin")]
    const idOf = (actor: Actor) => (actor.kind === "user" ? actor.id : "")
    const results = await Promise.allSettled([changeRole(one, idOf(two), "editor"), disablePerson(two, idOf(one))])
    const codes = results.map((each) => (each.status === "rejected" ? each.reason.code : "done")).sort()
    expect(codes).toEqual(["done", "last_admin"])
  })
})

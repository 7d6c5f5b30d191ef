import { beforeEach, describe, expect, it } from "vitest"
import { getActor } from "@/lib/auth/session"
import { signIn } from "@/lib/auth/sign-in"
import { signOut } from "@/lib/auth/sign-out"
import { db } from "@/lib/db/client"
import { useDatabase } from "../setup/database"
import { makePerson, PASSWORD, signInAs } from "./people-helpers"

const DAY_MS = 24 * 60 * 60 * 1000
const ago = (days: number) => new Date(Date.now() - days * DAY_MS)

describe("signing in", () => {
  useDatabase()
  let email = ""

  beforeEach(async () => {
    email = (await makePerson("editor")).email
  })

  it("gives a cookie that scripts cannot read and other sites do not send", async () => {
    const [cookie] = (await signIn({ email, password: PASSWORD }, new Headers())).getSetCookie()
    expect(cookie).toMatch(/^running-story-session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/)
  })

  it("works with the address written in capitals", async () => {
    expect(await getActor(await signInAs(` ${email.toUpperCase()} `))).toMatchObject({ role: "editor", source: "desk" })
  })

  it("makes a new session each time, whatever cookie the browser came with", async () => {
    const first = await signInAs(email)
    const second = await signIn({ email, password: PASSWORD }, first)
    expect(second.getSetCookie()[0]).not.toContain(first.get("cookie"))
  })

  it("keeps nothing in the database that opens a session", async () => {
    const cookie = (await signInAs(email)).get("cookie") ?? ""
    const secret = /=([^.]+)/.exec(cookie)?.[1] ?? ""
    expect(secret).toMatch(/^\w{32}$/)
    expect(JSON.stringify(await db().session.findMany())).not.toContain(secret)
  })

  it("removes sessions that are over", async () => {
    await signInAs(email)
    await db().session.updateMany({ data: { updatedAt: ago(8) } })
    await signInAs(email)
    expect(await db().session.count()).toBe(1)
  })

  it("answers an unknown address and a wrong password alike", async () => {
    const answers = await Promise.allSettled([
      signIn({ email, password: "not the right one" }, new Headers()),
      signIn({ email: "nobody@example.org", password: PASSWORD }, new Headers()),
    ])
    const refused = { status: "rejected", reason: expect.objectContaining({ code: "wrong_credentials" }) }
    expect(answers).toEqual([refused, refused])
  })

  it("does not take a cookie that was changed or made up", async () => {
    const cookie = (await signInAs(email)).get("cookie") ?? ""
    const changed = cookie.replace(/=(.)/, (_, first) => `=${first === "a" ? "b" : "a"}`)
    for (const each of [changed, "running-story-session=abc", "running-story-session=abc.def"]) {
      expect(await getActor(new Headers({ cookie: each }))).toBeNull()
    }
  })

  it("ends with signing out, also for who copied the cookie", async () => {
    const browser = await signInAs(email)
    const [cleared] = (await signOut(browser)).getSetCookie()
    expect(cleared).toContain("Max-Age=0")
    expect(await getActor(browser)).toBeNull()
  })

  it("lasts while it is used: seven idle days end it, six do not", async () => {
    const browser = await signInAs(email)
    await db().session.updateMany({ data: { updatedAt: ago(6) } })
    expect(await getActor(browser)).not.toBeNull()
    expect(await getActor(browser)).not.toBeNull()
    await db().session.updateMany({ data: { updatedAt: ago(7.1) } })
    expect(await getActor(browser)).toBeNull()
  })

  it("ends after thirty days, used or not", async () => {
    const browser = await signInAs(email)
    const { expiresAt, createdAt } = await db().session.findFirstOrThrow({ orderBy: { createdAt: "desc" } })
    expect(Math.round((expiresAt.getTime() - createdAt.getTime()) / DAY_MS)).toBe(30)
    await db().session.updateMany({ data: { expiresAt: ago(0.001) } })
    expect(await getActor(browser)).toBeNull()
  })
})

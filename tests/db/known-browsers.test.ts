import { beforeEach, describe, expect, it } from "vitest"
import { acceptInvite, invitePerson } from "@/lib/auth/invites"
import { changeOwnPassword } from "@/lib/auth/own-account"
import { listPeople, unlockSignIn } from "@/lib/auth/people"
import { consumeRateLimit } from "@/lib/auth/rate-limit"
import { requireActor } from "@/lib/auth/session"
import { prepareSetup, setUp } from "@/lib/auth/setup"
import { signIn, signInAgain } from "@/lib/auth/sign-in"
import { db } from "@/lib/db/client"
import type { Actor } from "@/lib/permissions/actor"
import { createSemaphore, type Semaphore } from "@/lib/semaphore"
import { singleton } from "@/lib/singleton"
import { useDatabase } from "../setup/database"
import { makeBlog } from "../setup/story"
import { makeActor, makePerson, PASSWORD, withCookie } from "./people-helpers"

const WRONG = "wrong but long enough"
const OFFICE = "203.0.113.9"

/** Strangers use up all that an account has, from as many addresses as it takes: as if they had typed wrong passwords. */
async function useUp(account: string): Promise<void> {
  for (let n = 0; n < 10; n += 1) await consumeRateLimit({ account, address: `198.51.100.${n}` })
  const right = signIn({ email: account, password: PASSWORD }, new Headers({ "x-forwarded-for": "192.0.2.77" }))
  await expect(right).rejects.toMatchObject({ code: "too_many_requests" })
}

describe("a browser in which somebody has signed in before", () => {
  useDatabase()
  let id = ""
  let email = ""
  let known: Headers

  beforeEach(async () => {
    await db().rateLimit.deleteMany()
    const person = await makePerson("editor")
    id = person.id
    email = person.email
    known = from(OFFICE, withCookie(await signIn({ email, password: PASSWORD }, new Headers())))
  })

  function from(address: string, browser = new Headers()): Headers {
    const headers = new Headers(browser)
    headers.set("x-forwarded-for", address)
    return headers
  }

  const tryIn = (headers: Headers, password: string, as = email) =>
    signIn({ email: as, password }, headers).then(
      () => "signed in",
      (error) => error.code,
    )

  const burn = (account = email) => useUp(account)

  it("lets its owner in while strangers have used up the account's tries; another browser does not", async () => {
    await burn()
    expect(await tryIn(known, PASSWORD)).toBe("signed in")
    expect(await tryIn(from("192.0.2.78"), PASSWORD)).toBe("too_many_requests")
  })

  it("lets its owner in while somebody else at the same address has used up the tries of all", async () => {
    for (let n = 0; n < 60; n += 1)
      await db().$executeRaw`
        insert into rate_limit (key, hits, last_hit_at)
        values (encode(sha256(convert_to('address:' || ${OFFICE}, 'UTF8')), 'hex'), array[clock_timestamp()], clock_timestamp())
        on conflict (key) do update set hits = rate_limit.hits || clock_timestamp()`
    expect(await tryIn(from(OFFICE), PASSWORD)).toBe("too_many_requests")
    expect(await tryIn(known, PASSWORD)).toBe("signed in")
  })

  it("has ten tries of its own, which cost the account's other browsers nothing", async () => {
    for (let n = 0; n < 10; n += 1) expect(await tryIn(known, WRONG)).toBe("wrong_credentials")
    expect(await tryIn(known, PASSWORD)).toBe("too_many_requests")
    expect(await tryIn(from("192.0.2.79"), PASSWORD)).toBe("signed in")
  })

  it("is told how long it has to wait, as others are", async () => {
    await burn()
    const refused = await signIn({ email, password: PASSWORD }, new Headers()).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: "too_many_requests" })
    const { retryAfter } = refused as { retryAfter: number }
    expect(retryAfter).toBeGreaterThan(560)
    expect(retryAfter).toBeLessThanOrEqual(600)
  })

  it("is no key to another account, nor is a cookie that somebody made up", async () => {
    const other = await makePerson("admin")
    await burn(other.email)
    expect(await tryIn(known, PASSWORD, other.email)).toBe("too_many_requests")
    const cookie = (known.get("cookie") ?? "").replace(/(-device=\w+\.)[\w-]{22}/, `$1${"A".repeat(22)}`)
    await burn()
    expect(await tryIn(from(OFFICE, new Headers({ cookie })), PASSWORD)).toBe("too_many_requests")
  })

  it("gives strangers no new tries when its owner signs in there", async () => {
    await burn()
    expect(await tryIn(known, PASSWORD)).toBe("signed in")
    expect(await tryIn(from("192.0.2.80"), WRONG)).toBe("too_many_requests")
  })

  it("signs in again over a text that is being written, too", async () => {
    await burn()
    expect(await signInAgain({ email, password: PASSWORD }, id, known)).toEqual({ same: true })
  })

  it("gets a cookie for that which scripts cannot read, other sites do not send, and lasts a year", async () => {
    const cookies = (await signIn({ email, password: PASSWORD }, known)).getSetCookie()
    expect(cookies).toHaveLength(2)
    expect(cookies[1]).toMatch(/^running-story-device=[\w.~-]+; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(await db().rateLimit.findMany()).toEqual([])
  })

  it("is not kept waiting by strangers who fill the line of passwords to be checked", async () => {
    const line = singleton<Semaphore>("password-hashes", () => createSemaphore(2, 60))
    let goHome = () => {}
    const home = new Promise<void>((done) => (goHome = done))
    const crowd = Array.from({ length: 62 }, () => line(() => home))
    expect(await tryIn(from("192.0.2.81"), PASSWORD)).toBe("too_many_requests")
    expect(await tryIn(known, PASSWORD)).toBe("signed in")
    // What was not looked at was no try.
    expect((await db().rateLimit.findMany()).flatMap(({ hits }) => hits)).toEqual([])
    goHome()
    await Promise.all(crowd)
  })
})

describe("what strangers tried before", () => {
  useDatabase()
  let admin: Actor

  it("does not keep the first admin from being signed in by the set-up link", async () => {
    const token = (await prepareSetup())?.token ?? ""
    await useUp("first@example.org")
    const answer = await setUp({ token, name: "First", email: "first@example.org", password: PASSWORD }, new Headers())
    admin = await requireActor(withCookie(answer))
    expect(admin).toMatchObject({ role: "admin" })
  })

  it("does not keep somebody from taking an invitation, who is known from then on", async () => {
    const { token } = await invitePerson(admin, { email: "grace@example.org", name: "Grace", role: "editor" })
    await useUp("grace@example.org")
    const answer = await acceptInvite(token, { name: "Grace", password: PASSWORD }, new Headers())
    expect(await requireActor(withCookie(answer))).toMatchObject({ name: "Grace" })
    await expect(signIn({ email: "grace@example.org", password: PASSWORD }, withCookie(answer))).resolves.toBeTruthy()
  })

  it("does not keep somebody who is signed in from a new password, whose own tries are counted", async () => {
    const { email } = await makePerson("editor")
    const here = await requireActor(withCookie(await signIn({ email, password: PASSWORD }, new Headers())))
    const there = await requireActor(withCookie(await signIn({ email, password: PASSWORD }, new Headers())))
    await useUp(email)
    const change = (actor: Actor, current: string) =>
      changeOwnPassword(actor, { current, password: "another quiet evening here" }).catch(({ code }) => code)
    const wrong = await Promise.all(Array.from({ length: 10 }, () => change(there, WRONG)))
    expect(new Set(wrong)).toEqual(new Set(["wrong_credentials"]))
    expect(await change(there, PASSWORD)).toBe("too_many_requests")
    expect(await change(here, PASSWORD)).toBeUndefined()
  })

  it("is one count, however the email address is spelled", async () => {
    const { email } = await makePerson("editor")
    const spellings = [
      email,
      email.toUpperCase(),
      ` ${email}`,
      `${email}\t`,
      `\u00a0${email}\u2003`,
      email.replace("e", "E"),
    ]
    for (let n = 0; n < 4; n += 1) await consumeRateLimit({ account: email, address: null })
    for (const spelling of spellings)
      await signIn({ email: spelling, password: WRONG }, new Headers()).catch(() => null)
    const right = signIn({ email, password: PASSWORD }, new Headers())
    await expect(right).rejects.toMatchObject({ code: "too_many_requests" })
  })
})

describe("an admin", () => {
  useDatabase()
  let admin: Actor

  const wrong = (account: string) => consumeRateLimit({ account, address: null })
  const lockOf = async (id: string) => (await listPeople(admin)).find((each) => each.id === id)?.lockedUntil

  beforeEach(async () => {
    admin = await makeActor("admin")
  })

  it("sees until when somebody's sign-in is locked, and lifts it, which the log tells", async () => {
    const blog = await makeBlog()
    const { id, email } = await makePerson("editor")
    for (let n = 0; n < 9; n += 1) await wrong(email)
    expect(await lockOf(id)).toBeNull()
    await wrong(email)
    const minutes = (Date.parse((await lockOf(id)) ?? "") - Date.now()) / 60_000
    expect(minutes).toBeGreaterThan(9)
    expect(minutes).toBeLessThanOrEqual(10)
    await unlockSignIn(admin, id)
    expect(await lockOf(id)).toBeNull()
    await expect(signIn({ email, password: PASSWORD }, new Headers())).resolves.toBeTruthy()
    await unlockSignIn(admin, id)
    const told = await db().auditEvent.findMany({ where: { blogId: blog.id } })
    expect(told.filter(({ action }) => action === "person.unlock")).toMatchObject([
      { actorName: admin.name, details: { userId: id, person: expect.any(String) } },
    ])
  })

  it("lifts the lock of a browser that the account knows, too, and nobody else's", async () => {
    const [{ id, email }, other] = [await makePerson("editor"), await makePerson("editor")]
    const known = withCookie(await signIn({ email, password: PASSWORD }, new Headers()))
    for (let n = 0; n < 10; n += 1) await signIn({ email, password: WRONG }, known).catch(() => null)
    for (let n = 0; n < 10; n += 1) await wrong(other.email)
    expect(await lockOf(id)).not.toBeNull()
    await unlockSignIn(admin, id)
    expect(await lockOf(id)).toBeNull()
    await expect(signIn({ email, password: PASSWORD }, known)).resolves.toBeTruthy()
    expect(await lockOf(other.id)).not.toBeNull()
  })

  it("sees no lock that is over, by the database's clock", async () => {
    const { id, email } = await makePerson("editor")
    for (let n = 0; n < 10; n += 1) await wrong(email)
    await db().$executeRaw`update rate_limit set hits = array(select at - interval '10 minutes' from unnest(hits) at)`
    expect(await lockOf(id)).toBeNull()
  })

  it("alone may lift one", async () => {
    const { id } = await makePerson("editor")
    for (const actor of [await makeActor("editor"), await makeActor("contributor")])
      await expect(unlockSignIn(actor, id)).rejects.toMatchObject({ code: "forbidden" })
  })
})

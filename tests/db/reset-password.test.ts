import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { invitePerson } from "@/lib/auth/invites"
import { makeAdmin } from "@/lib/auth/make-admin"
import { confirmEmailChange, requestEmailChange } from "@/lib/auth/own-account"
import { changePersonEmail, disablePerson, listPeople, renamePerson } from "@/lib/auth/people"
import { createResetLink, getReset, requestResetMail, resetPassword, revokeResetLink } from "@/lib/auth/reset-password"
import { getActor, requireActor } from "@/lib/auth/session"
import { signIn } from "@/lib/auth/sign-in"
import { documentFromText } from "@/lib/content/plain-text"
import { db, requireDatabaseUrl } from "@/lib/db/client"
import { setDatabaseUrl } from "@/lib/env"
import { removeExpired } from "@/lib/jobs/media-cleanup"
import type { Actor } from "@/lib/permissions/actor"
import { createPost } from "@/lib/posts/create-post"
import { handOverDrafts } from "@/lib/posts/hand-over"
import { startMailServer } from "../fakes/mail-server"
import { useDatabase } from "../setup/database"
import { makeBlog } from "../setup/story"
import { makeActor, makePerson, PASSWORD, signInAs } from "./people-helpers"

useDatabase()

const NEW = "another quiet evening by the sea"
const nobody = new Headers()

let admin: Actor
let mail: Awaited<ReturnType<typeof startMailServer>>

/** As a deployer who sets a mail server up, or takes it away. */
function setMail(url: string): void {
  Object.assign(process.env, { SMTP_URL: url, MAIL_FROM: url && "Desk <desk@newsroom.example>" })
  process.env.APP_URL = url && "http://localhost:3000"
  setDatabaseUrl(requireDatabaseUrl())
}

beforeAll(async () => {
  mail = await startMailServer()
  admin = await makeActor("admin")
})
beforeEach(async () => {
  setMail("")
  mail.received.length = 0
  mail.refuse = false
  await db().rateLimit.deleteMany()
})
afterAll(async () => {
  setMail("")
  await mail.stop()
})

const linkIn = (source: string) => /\/login\/(?:reset|confirm-email)\/([\w-]+)/.exec(source)?.[1] ?? ""

describe("a forgotten password", () => {
  it("is replaced by a link of an admin, once: all sessions end, the role stays, the log tells it", async () => {
    await makeBlog()
    const person = await makePerson("editor")
    const before = await signInAs(person.email)
    const { token, mailed } = await createResetLink(admin, person.id)
    expect(mailed).toBe("off")
    expect((await listPeople(admin)).find(({ id }) => id === person.id)?.resetUntil).not.toBeNull()
    expect(await db().accountLink.findFirst({ where: { tokenHash: token } })).toBeNull()
    await expect(resetPassword(token, { password: "short" }, nobody)).rejects.toMatchObject({ code: "invalid_input" })
    expect(await getReset(token)).toMatchObject({ email: person.email })

    const [first, second] = await Promise.allSettled([
      resetPassword(token, { password: NEW }, nobody),
      resetPassword(token, { password: NEW }, nobody),
    ])
    expect([first.status, second.status].sort()).toEqual(["fulfilled", "rejected"])
    expect(await getReset(token)).toBeNull()
    expect(await getActor(before)).toBeNull()
    await expect(signIn({ email: person.email, password: PASSWORD }, nobody)).rejects.toMatchObject({
      code: "wrong_credentials",
    })
    expect(await requireActor(await signInAs(person.email, NEW))).toMatchObject({ id: person.id, role: "editor" })
    const events = await db().auditEvent.findMany({ where: { action: { startsWith: "person.reset" } } })
    expect(events.map(({ action }) => action).sort()).toEqual(["person.reset", "person.reset-link"])
  })

  it("is not replaced by a link that was revoked, replaced, is too old, or belongs to who is deactivated", async () => {
    const person = await makePerson("editor")
    const tokens: string[] = []
    const make = async () => tokens.push((await createResetLink(admin, person.id)).token)
    await make()
    await make()
    expect(await getReset(tokens[1] ?? "")).not.toBeNull()
    await revokeResetLink(admin, person.id)
    await expect(revokeResetLink(admin, person.id)).rejects.toMatchObject({ code: "not_found" })
    await make()
    await db().accountLink.updateMany({
      where: { userId: person.id, revokedAt: null },
      data: { expiresAt: new Date(Date.now() - 1_000) },
    })
    await make()
    await disablePerson(admin, person.id)
    for (const token of [...tokens, "", "x".repeat(600)])
      await expect(resetPassword(token, { password: NEW }, nobody)).rejects.toMatchObject({ code: "link_not_found" })
    await expect(createResetLink(admin, person.id)).rejects.toMatchObject({ code: "not_found" })
  })

  it("is asked for by e-mail with the same answer for every address, and mailed to who has an account", async () => {
    setMail(mail.url)
    const person = await makePerson("contributor")
    const ask = async (email: string) => (await requestResetMail(email, nobody))()
    await ask(person.email)
    await ask("nobody@newsroom.example")
    // A second one at once is not a second message.
    await ask(person.email)
    expect(mail.received.map(({ to }) => to)).toEqual([[person.email]])
    // What strangers ask for does not end what an admin made.
    const other = await makePerson("editor")
    const { token } = await createResetLink(admin, other.id)
    await ask(other.email)
    expect(await getReset(token)).not.toBeNull()
    const { source } = mail.received[0] ?? { source: "" }
    expect(source).toMatch(/^From: Desk <desk@newsroom\.example>/m)
    expect(source).toContain("http://localhost:3000/login/reset/")
    await resetPassword(linkIn(source), { password: NEW }, nobody)
    expect(await requireActor(await signInAs(person.email, NEW))).toMatchObject({ role: "contributor" })
  })

  it("is asked for ten times in ten minutes at most, known address or not, which locks nobody's sign-in", async () => {
    const person = await makePerson("editor")
    for (const email of [person.email, "stranger@newsroom.example"]) {
      for (let tries = 0; tries < 10; tries += 1) await requestResetMail(email, nobody)
      await expect(requestResetMail(email, nobody), email).rejects.toMatchObject({ code: "too_many_requests" })
    }
    expect(await requireActor(await signInAs(person.email))).toMatchObject({ id: person.id })
  })

  it("is not lost with a mail server that refuses: the admin still has the link", async () => {
    setMail(mail.url)
    mail.refuse = true
    const person = await makePerson("editor")
    const { token, mailed } = await createResetLink(admin, person.id)
    expect(mailed).toBe("failed")
    expect(await getReset(token)).not.toBeNull()
    mail.refuse = false
    expect((await createResetLink(admin, person.id)).mailed).toBe("sent")
    const invited = await invitePerson(admin, { email: "new@newsroom.example", name: "New", role: "editor" })
    expect(invited.mailed).toBe("sent")
    expect(mail.received.at(-1)?.source).toContain(`/invite/${invited.token}`)
  })

  it("does not make anybody an admin when the terminal gives an account back by a link", async () => {
    const person = await makePerson("contributor")
    const terminal: Actor = { kind: "system", name: "command line", source: "api" }
    const { token } = await createResetLink(terminal, person.id)
    await resetPassword(token, { password: NEW }, nobody)
    expect((await db().user.findUniqueOrThrow({ where: { id: person.id } })).role).toBe("contributor")
    // A password from another way ends what links are open.
    const { token: open } = await createResetLink(terminal, person.id)
    await makeAdmin({ email: person.email, password: PASSWORD })
    expect(await getReset(open)).toBeNull()
  })
})

describe("an account", () => {
  it("gets another address by its owner once the new one confirms it, and the old one hears of it", async () => {
    const { email } = await makePerson("editor")
    const actor = await requireActor(await signInAs(email))
    const change = { email: "moved@newsroom.example", current: PASSWORD }
    await expect(requestEmailChange(actor, change)).rejects.toMatchObject({ code: "mail_off" })
    setMail(mail.url)
    await expect(requestEmailChange(actor, { ...change, current: "wrong one" })).rejects.toMatchObject({
      code: "wrong_credentials",
    })
    mail.refuse = true
    await expect(requestEmailChange(actor, change)).rejects.toMatchObject({ code: "mail_failed" })
    mail.refuse = false
    await requestEmailChange(actor, change)
    expect(mail.received.map(({ to }) => to)).toEqual([["moved@newsroom.example"]])
    expect(await getActor(await signInAs(email))).not.toBeNull()
    const token = linkIn(mail.received[0]?.source ?? "")
    await expect(resetPassword(token, { password: NEW }, nobody)).rejects.toMatchObject({ code: "link_not_found" })
    await confirmEmailChange(token)
    await expect(confirmEmailChange(token)).rejects.toMatchObject({ code: "link_not_found" })
    expect(mail.received.at(-1)?.to).toEqual([email])
    expect(await getActor(await signInAs("moved@newsroom.example"))).not.toBeNull()
  })

  it("is renamed and moved to another address by an admin, who is told of one that is taken", async () => {
    const [one, two] = [await makePerson("editor"), await makePerson("editor")]
    const session = await signInAs(one.email)
    await renamePerson(admin, one.id, "Kim Keller")
    await expect(changePersonEmail(admin, one.id, two.email)).rejects.toMatchObject({ code: "email_taken" })
    await expect(changePersonEmail(admin, one.id, "no address")).rejects.toMatchObject({ code: "invalid_input" })
    expect(await getActor(session)).toMatchObject({ name: "Kim Keller" })
    await changePersonEmail(admin, one.id, "Kim@Newsroom.example")
    expect(await getActor(session)).toBeNull()
    expect(await getActor(await signInAs("kim@newsroom.example"))).toMatchObject({ id: one.id })
  })

  it("hands over what is not published, and nothing else", async () => {
    const blog = await makeBlog()
    const [from, to] = [await makePerson("editor"), await makePerson("editor")]
    const actor = await requireActor(await signInAs(from.email))
    const post = (state: "draft" | "published") =>
      createPost(actor, blog.id, { content: documentFromText(`A ${state}`), state })
    const [draft, published] = [await post("draft"), await post("published")]
    expect(await handOverDrafts(admin, from.id, to.id)).toBe(1)
    const owner = async (id: string) => (await db().post.findUniqueOrThrow({ where: { id } })).authorId
    expect([await owner(draft.id), await owner(published.id)]).toEqual([to.id, from.id])
    const [event] = await db().auditEvent.findMany({ where: { action: "post.hand-over", blogId: blog.id } })
    expect(event).toMatchObject({ postId: draft.id, actorId: admin.kind === "user" ? admin.id : null })
    await disablePerson(admin, to.id)
    await expect(handOverDrafts(admin, from.id, to.id)).rejects.toMatchObject({ code: "not_found" })
  })

  it("keeps links for a month after they are over, and no longer", async () => {
    const person = await makePerson("editor")
    await createResetLink(admin, person.id)
    const age = (days: number) =>
      db().accountLink.updateMany({
        where: { userId: person.id },
        data: { expiresAt: new Date(Date.now() - days * 86_400_000) },
      })
    await age(29)
    await removeExpired()
    expect(await db().accountLink.count({ where: { userId: person.id } })).toBe(1)
    await age(31)
    await removeExpired()
    expect(await db().accountLink.count({ where: { userId: person.id } })).toBe(0)
  })
})

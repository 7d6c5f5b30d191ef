import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { createApiToken } from "@/lib/auth/api-tokens"
import { invitePerson, revokeInvite } from "@/lib/auth/invites"
import { changeOwnPassword } from "@/lib/auth/own-account"
import { changeRole, endSessions } from "@/lib/auth/people"
import { requireActor } from "@/lib/auth/session"
import { endOtherSessions } from "@/lib/auth/sessions"
import { signIn } from "@/lib/auth/sign-in"
import { signOut } from "@/lib/auth/sign-out"
import { AppError } from "@/lib/errors"
import { errorResponse } from "@/lib/http/response"
import { useDatabase } from "../setup/database"
import { makeBlog } from "../setup/story"
import { makeActor, makePerson, PASSWORD, signInAs } from "./people-helpers"

const ADDRESS = "203.0.113.9"
const WRONG = "nobody would ever guess this"

describe("the log of what touches accounts", () => {
  useDatabase()
  let lines: Record<string, unknown>[] = []

  beforeEach(() => {
    lines = []
    vi.spyOn(process.stderr, "write").mockImplementation((line) => {
      lines.push(JSON.parse(String(line)))
      return true
    })
  })
  afterEach(() => void vi.restoreAllMocks())

  const told = () => lines.filter(({ event }) => event === "security").map(({ what }) => what)

  it("tells who signed in and out from where, and tries that were refused, for the same account alike", async () => {
    const { id, email } = await makePerson("editor")
    const headers = new Headers({ "x-forwarded-for": ADDRESS })
    await expect(signIn({ email, password: WRONG }, headers)).rejects.toThrow()
    for (let tries = 0; tries < 10; tries += 1)
      await signIn({ email: "stranger@example.org", password: WRONG }, headers).catch(() => null)
    await expect(signIn({ email: "stranger@example.org", password: WRONG }, headers)).rejects.toThrow("Too many")
    const mine = await signInAs(email)
    await signOut(mine)
    expect(told()).toEqual([...Array(11).fill("sign-in.refused"), "sign-in.throttled", "sign-in", "sign-out"])
    const [refused, stranger] = [lines[0], lines[1]]
    expect(refused).toMatchObject({ level: "info", address: ADDRESS, account: expect.stringMatching(/^[0-9a-f]{12}$/) })
    expect(stranger?.account).not.toBe(refused?.account)
    expect(new Set(lines.slice(1, 12).map(({ account }) => account)).size).toBe(1)
    expect(lines.at(-2)).toMatchObject({ what: "sign-in", person: id })
    const text = JSON.stringify(lines)
    for (const word of [email, "stranger@", WRONG, PASSWORD, mine.get("cookie")]) expect(text).not.toContain(word)
  })

  it("tells of passwords, sessions, invitations, roles and tokens, who did it and to whom", async () => {
    const admin = await makeActor("admin")
    const { id, email } = await makePerson("contributor")
    await makeBlog()
    const person = await requireActor(await signInAs(email))
    lines = []
    await changeOwnPassword(person, { current: WRONG, password: "a boat upon the river" }).catch(() => null)
    await changeOwnPassword(person, { current: PASSWORD, password: "a boat upon the river" })
    await endOtherSessions(person)
    await endSessions(admin, id)
    await changeRole(admin, id, "editor")
    const { invite } = await invitePerson(admin, { email: "new@example.org", name: "New", role: "editor" })
    await revokeInvite(admin, invite.id)
    await createApiToken(admin, { name: "Wire" })
    expect(told()).toEqual([
      "password.refused",
      "password.changed",
      "sessions.ended",
      "sessions.ended",
      "person.role",
      "invite",
      "invite.revoked",
      "token.create",
    ])
    const by = admin.kind === "user" ? admin.id : ""
    expect(lines[3]).toMatchObject({ person: id, by })
    expect(lines[4]).toMatchObject({ person: id, by })
    const text = JSON.stringify(lines)
    for (const word of [email, "new@example.org", "Wire", "boat", PASSWORD]) expect(text).not.toContain(word)
  })

  it("tells what somebody tried who may not, and nothing of mistakes", () => {
    errorResponse(new AppError("forbidden"), "PATCH /api/v1/blogs/x")
    errorResponse(new AppError("foreign_origin"), "server action")
    errorResponse(new AppError("invalid_input"), "server action")
    expect(lines.map(({ event, code, what }) => [event, code, what])).toEqual([
      ["access_denied", "forbidden", "PATCH /api/v1/blogs/x"],
      ["access_denied", "foreign_origin", "server action"],
    ])
  })
})

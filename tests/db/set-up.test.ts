import { beforeAll, describe, expect, it } from "vitest"
import { requireActor } from "@/lib/auth/session"
import { isSetUp, prepareSetup, setUp } from "@/lib/auth/setup"
import { db } from "@/lib/db/client"
import { useDatabase } from "../setup/database"
import { PASSWORD, withCookie } from "./people-helpers"

describe("the first set-up", () => {
  useDatabase()
  let token = ""
  const person = (email: string) => ({ name: "Ada", email, password: PASSWORD })

  beforeAll(async () => {
    await prepareSetup()
    token = (await prepareSetup())?.token ?? ""
  })

  it("is refused with a wrong token, and makes nobody", async () => {
    const attempt = setUp({ ...person("ada@example.org"), token: "x".repeat(40) }, new Headers())
    await expect(attempt).rejects.toMatchObject({ code: "wrong_setup_token" })
    expect(await isSetUp()).toBe(false)
  })

  it("keeps no token that somebody who reads the database could use", async () => {
    const rows = await db().setting.findMany()
    expect(rows.some((row) => row.value.includes(token))).toBe(false)
  })

  it("refuses passwords that are short, all the same, the email address, or many others' too", async () => {
    for (const password of ["short", "aaaaaaaaaaaaaa", "ada@example.org", "Password12345"]) {
      const attempt = setUp({ ...person("ada@example.org"), password, token }, new Headers())
      await expect(attempt).rejects.toMatchObject({ code: "invalid_input", issues: [{ path: "password" }] })
    }
  })

  it("makes exactly one admin when twenty people try at the same moment, and signs that one in", async () => {
    const tries = Array.from({ length: 20 }, (_, n) =>
      setUp({ ...person(`ada${n}@example.org`), token }, new Headers()),
    )
    const results = await Promise.allSettled(tries)
    const won = results.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []))
    const lost = results.flatMap((each) => (each.status === "rejected" ? [each.reason.code] : []))
    expect(won).toHaveLength(1)
    expect(new Set(lost)).toEqual(new Set(["not_found"]))
    expect(await db().user.findMany({ select: { role: true } })).toEqual([{ role: "admin" }])
    expect(await requireActor(withCookie(won[0] ?? new Headers()))).toMatchObject({ kind: "user", role: "admin" })
  })

  it("is closed from then on, also after a restart", async () => {
    expect(await prepareSetup()).toBeNull()
    const attempt = setUp({ ...person("eve@example.org"), token }, new Headers())
    await expect(attempt).rejects.toMatchObject({ code: "not_found" })
  })
})

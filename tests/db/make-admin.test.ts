import { spawn } from "node:child_process"
import { describe, expect, it } from "vitest"
import { makeAdmin } from "@/lib/auth/make-admin"
import { disablePerson } from "@/lib/auth/people"
import { consumeRateLimit } from "@/lib/auth/rate-limit"
import { getActor } from "@/lib/auth/session"
import { isSetupToken, prepareSetup } from "@/lib/auth/setup"
import { db, requireDatabaseUrl } from "@/lib/db/client"
import { useDatabase } from "../setup/database"
import { makePerson, PASSWORD, signInAs } from "./people-helpers"

describe("an admin made at the machine's own terminal", () => {
  useDatabase()

  const run = (args: string[], typed: string, script = "create-admin") =>
    new Promise<{ code: number | null; output: string }>((resolve) => {
      const child = spawn(process.execPath, ["--import", "tsx", `scripts/${script}.ts`, ...args], {
        env: { ...process.env, DATABASE_URL: requireDatabaseUrl(), APP_URL: "https://live.example.org" },
      })
      let output = ""
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (chunk: Buffer) => (output += chunk.toString()))
      child.once("close", (code) => resolve({ code, output }))
      child.stdin.end(typed)
    })

  it("can sign in with the password that was piped in, and closes the set-up", async () => {
    const setup = await prepareSetup()
    const { code, output } = await run(["--email", "Anna@example.org", "--name", "Anna"], `${PASSWORD}\n`)
    expect([code, output]).toEqual([0, expect.stringContaining("is an admin now")])
    expect(output).not.toContain(PASSWORD)
    expect(await getActor(await signInAs("anna@example.org"))).toMatchObject({ role: "admin", name: "Anna" })
    expect(await isSetupToken(setup?.token ?? "")).toBe(false)
  })

  it("who lost the password gets the account back, though it was locked, and nobody goes on with an old session", async () => {
    const browser = await signInAs("anna@example.org")
    await makeAdmin({ email: "other@example.org", name: "Other", password: PASSWORD })
    const { id } = await db().user.findUniqueOrThrow({ where: { email: "anna@example.org" } })
    await disablePerson({ kind: "system", name: "test", source: "api" }, id)
    const { code, output } = await run(["--email", "anna@example.org"], "another quiet evening\n")
    expect([code, output]).toEqual([0, expect.stringContaining("every session of before is over")])
    expect(await getActor(browser)).toBeNull()
    const anew = await signInAs("anna@example.org", "another quiet evening")
    expect(await getActor(anew)).toMatchObject({ id, role: "admin", name: "Anna" })
    await expect(signInAs("anna@example.org")).rejects.toMatchObject({ code: "wrong_credentials" })
  })

  it("is invited by a link that works once, where no password is to be typed", async () => {
    const { code, output } = await run(["--email", "new@example.org", "--name", "New", "--invite"], "")
    expect(code).toBe(0)
    expect(output).toMatch(/^https:\/\/live\.example\.org\/invite\/[A-Za-z0-9]{40}$/m)
    expect(await db().invite.findFirstOrThrow({ where: { email: "new@example.org" } })).toMatchObject({ role: "admin" })
  })

  it("is told in words what is wrong, and never takes a password from the command line", async () => {
    expect(await run(["--email", "b@example.org"], "short\n")).toEqual({
      code: 1,
      output: expect.stringContaining("password: Use at least 12 characters"),
    })
    const given = await run(["--email", "b@example.org", "--password", PASSWORD], "")
    expect([given.code, given.output]).toEqual([1, expect.stringContaining("npm run create-admin")])
    expect(await db().user.count({ where: { email: "b@example.org" } })).toBe(0)
  })

  it("lets somebody sign in who was locked after too many wrong passwords, without a new password", async () => {
    const { email } = await makePerson("editor")
    const unlock = (address: string) => run(["--email", address], "", "unlock")
    for (let tries = 0; tries < 10; tries += 1) await consumeRateLimit({ account: email, address: null })
    expect(await unlock(email.toUpperCase())).toEqual({ code: 0, output: `${email} can sign in again.\n` })
    expect(await getActor(await signInAs(email))).not.toBeNull()
    expect((await unlock(email)).output).toContain("is not locked")
    expect(await unlock("nobody@example.org")).toMatchObject({ code: 1, output: expect.stringContaining("no account") })
    expect(await unlock("")).toMatchObject({ code: 1, output: expect.stringContaining("npm run unlock -- --email") })
  })
})

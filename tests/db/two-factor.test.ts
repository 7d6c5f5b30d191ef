import { beforeEach, describe, expect, it } from "vitest"
import { resetTwoFactor } from "@/lib/auth/people"
import { createResetLink, resetPassword } from "@/lib/auth/reset-password"
import { getActor, requireActor } from "@/lib/auth/session"
import { signIn } from "@/lib/auth/sign-in"
import {
  confirmTwoFactor,
  hasTwoFactor,
  renewRecoveryCodes,
  setUpTwoFactor,
  turnOffTwoFactor,
} from "@/lib/auth/two-factor"
import { db } from "@/lib/db/client"
import { useDatabase } from "../setup/database"
import { appCode } from "../setup/totp"
import { makeActor, makePerson, PASSWORD, signInAs, withCookie } from "./people-helpers"

const BROWSER = () => new Headers()

describe("two-step sign-in", () => {
  useDatabase()
  let email = ""
  let browser = new Headers()

  beforeEach(async () => {
    email = (await makePerson("editor")).email
    browser = await signInAs(email)
  })

  async function turnOn() {
    const actor = await requireActor(browser)
    const setup = await setUpTwoFactor(actor, PASSWORD, browser)
    await confirmTwoFactor(actor, appCode(setup.secret), browser)
    return setup
  }
  const enter = (code?: string) => signIn({ email, password: PASSWORD, ...(code ? { code } : {}) }, BROWSER())

  it("asks for a code after the right password, and opens nothing without it", async () => {
    const { secret } = await turnOn()
    await expect(enter()).rejects.toMatchObject({ code: "code_needed" })
    await expect(enter("000000")).rejects.toMatchObject({ code: "wrong_code" })
    await expect(
      signIn({ email, password: "not the right one", code: appCode(secret) }, BROWSER()),
    ).rejects.toMatchObject({ code: "wrong_credentials" })
    const code = appCode(secret)
    const signedIn = await enter(`${code.slice(0, 3)} ${code.slice(3)}`)
    expect(await getActor(withCookie(signedIn))).toMatchObject({ kind: "user", role: "editor" })
  })

  it("is on only after the first right code of the app", async () => {
    const actor = await requireActor(browser)
    const { secret } = await setUpTwoFactor(actor, PASSWORD, browser)
    await expect(confirmTwoFactor(actor, "000000", browser)).rejects.toMatchObject({ code: "wrong_code" })
    expect(await hasTwoFactor(actor)).toBe(false)
    await enter()
    await confirmTwoFactor(actor, appCode(secret), browser)
    expect(await hasTwoFactor(actor)).toBe(true)
    await expect(setUpTwoFactor(actor, PASSWORD, browser)).rejects.toMatchObject({ code: "two_factor_on" })
  })

  it("takes each recovery code once, and no old one after new ones were made", async () => {
    const { recoveryCodes } = await turnOn()
    const [first = "", second = ""] = recoveryCodes
    const again = withCookie(await enter(first))
    await expect(enter(first)).rejects.toMatchObject({ code: "wrong_code" })
    const codes = await renewRecoveryCodes(await requireActor(again), PASSWORD, again)
    await expect(enter(second)).rejects.toMatchObject({ code: "wrong_code" })
    await enter(codes[0])
  })

  it("limits guesses of the code like those of a password", async () => {
    await turnOn()
    const tries = []
    for (let count = 0; count < 12; count += 1) tries.push(await enter("000000").catch(({ code }) => code))
    expect(tries[0]).toBe("wrong_code")
    expect(tries.at(-1)).toBe("too_many_requests")
  })

  it("is turned off by its owner with the password, or by an admin for a lost phone", async () => {
    await turnOn()
    const own = withCookie(await enter((await renewFor(browser))[0]))
    await expect(turnOffTwoFactor(await requireActor(own), "wrong", own)).rejects.toMatchObject({
      code: "wrong_credentials",
    })
    await turnOffTwoFactor(await requireActor(own), PASSWORD, own)
    browser = withCookie(await enter())
    await turnOn()
    const { id } = await db().user.findUniqueOrThrow({ where: { email } })
    await resetTwoFactor(await makeActor("admin"), id)
    expect(await getActor(browser)).toBeNull()
    await enter()
  })

  it("stays on after a reset of the password: the link alone signs nobody in", async () => {
    const { secret } = await turnOn()
    const { id } = await db().user.findUniqueOrThrow({ where: { email } })
    const { token } = await createResetLink(await makeActor("admin"), id)
    const password = "another quiet evening here"
    expect(await resetPassword(token, { password }, BROWSER())).toBeNull()
    await expect(signIn({ email, password }, BROWSER())).rejects.toMatchObject({ code: "code_needed" })
    await signIn({ email, password, code: appCode(secret) }, BROWSER())
  })

  it("keeps neither the key nor a recovery code readable in the database", async () => {
    const { secret, recoveryCodes } = await turnOn()
    const kept = JSON.stringify(await db().twoFactor.findMany())
    for (const text of [secret, ...recoveryCodes]) expect(kept).not.toContain(text)
  })
})

async function renewFor(browser: Headers): Promise<string[]> {
  return renewRecoveryCodes(await requireActor(browser), PASSWORD, browser)
}

import { describe, expect, it } from "vitest"
import { getActor } from "@/lib/auth/session"
import { signIn } from "@/lib/auth/sign-in"
import { signOut } from "@/lib/auth/sign-out"
import { useAppUrl } from "../setup/app-url"
import { useDatabase } from "../setup/database"
import { makePerson, PASSWORD, withCookie } from "./people-helpers"

describe("the cookie of a product that is reached by https", () => {
  useDatabase()
  useAppUrl("https://live.example.org")

  it("goes over https alone, to this very host", async () => {
    const { email } = await makePerson("admin")
    const answer = await signIn({ email, password: PASSWORD }, new Headers())
    expect(answer.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Host-running-story-session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
      expect.stringMatching(
        /^__Host-running-story-device=[^;]+; Max-Age=31536000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ])
    expect(await getActor(withCookie(answer))).toMatchObject({ role: "admin" })
  })

  it("cannot be put in place by another host of the domain, under a name without the promise", async () => {
    const { email } = await makePerson("admin")
    const sent = withCookie(await signIn({ email, password: PASSWORD }, new Headers())).get("cookie") ?? ""
    for (const name of ["running-story-session", "__Secure-running-story-session"])
      expect(await getActor(new Headers({ cookie: sent.replace("__Host-running-story-session", name) }))).toBeNull()
  })

  it("is taken away in the same way", async () => {
    const { email } = await makePerson("admin")
    const browser = withCookie(await signIn({ email, password: PASSWORD }, new Headers()))
    const [cleared] = (await signOut(browser)).getSetCookie()
    expect(cleared).toMatch(/^__Host-running-story-session=; Max-Age=0; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  })
})

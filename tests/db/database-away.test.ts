import { describe, expect, it } from "vitest"
import { getActor } from "@/lib/auth/session"
import { signIn } from "@/lib/auth/sign-in"
import { closeDb, requireDatabaseUrl } from "@/lib/db/client"
import { setDatabaseUrl } from "@/lib/env"
import { toAppError } from "@/lib/errors"
import { useDatabase } from "../setup/database"
import { makePerson, PASSWORD, signInAs } from "./people-helpers"

const NOBODY_LISTENS = "postgresql://nobody:nothing@127.0.0.1:1/none"

describe("while the database is away", () => {
  useDatabase()

  async function connectTo(url: string) {
    await closeDb()
    setDatabaseUrl(url)
  }

  for (const secret of [undefined, "a-secret-of-the-deployer-that-is-long-enough"]) {
    const where = secret ? "the environment" : "the database"
    it(`people are told so, and are signed in again when it is back (secret in ${where})`, async () => {
      if (secret) process.env.AUTH_SECRET = secret
      const database = requireDatabaseUrl()
      await connectTo(database)
      const { email } = await makePerson("editor")
      const browser = await signInAs(email)

      await connectTo(NOBODY_LISTENS)
      const tries = await Promise.allSettled([getActor(browser), signIn({ email, password: PASSWORD }, new Headers())])
      const codes = tries.map((each) => (each.status === "rejected" ? toAppError(each.reason).code : "done"))
      expect(codes).toEqual(["database_unavailable", "database_unavailable"])

      await connectTo(database)
      expect(await getActor(browser)).toMatchObject({ role: "editor" })
      delete process.env.AUTH_SECRET
    })
  }
})

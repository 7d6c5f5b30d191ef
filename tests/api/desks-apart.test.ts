import { randomBytes } from "node:crypto"
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import { createUser } from "@/lib/auth/create-user"
import { hashPassword } from "@/lib/auth/password"
import type { Collaborator, PresenceStatus } from "@/lib/collaboration/types"
import { closeDb, db } from "@/lib/db/client"
import { setDatabaseUrl } from "@/lib/env"
import { paths } from "@/lib/paths"
import { findRunning } from "@/scripts/lib/postgres/data-dir-lock"
import { readEvents } from "../../scripts/conformance/read-events"
import { PASSWORD, signInAs } from "../db/people-helpers"
import { type Member, startMember } from "../setup/member"
import { useServer } from "../setup/server"
import { apiClient } from "./client"

/** A tab that says nothing any more is let go after 25 s, and the hub looks every three. */
const GONE_WITHIN_MS = 32_000

describe("two people at one desk whose browsers hang on two processes", () => {
  const { url, dataDir, secrets } = useServer()
  const { send, makeBlog } = apiClient()
  const open: (() => void)[] = []
  let second: Member
  let blogId = ""
  const cookies: Record<"Ana" | "Ben", string> = { Ana: "", Ben: "" }
  const there = () => `http://localhost:${second.port}`

  beforeAll(async () => {
    const databaseUrl = (await findRunning(dataDir))?.databaseUrl ?? ""
    process.env.AUTH_SECRET = secrets.AUTH_SECRET
    setDatabaseUrl(databaseUrl)
    second = await startMember("start", databaseUrl, { AUTH_SECRET: secrets.AUTH_SECRET ?? "" })
    const { body } = await send<{ id: string }>("GET", (await makeBlog()).path)
    blogId = body.id
    const passwordHash = await hashPassword(PASSWORD)
    for (const name of ["Ana", "Ben"] as const) {
      const email = `${randomBytes(5).toString("hex")}@example.org`
      await db().$transaction((tx) => createUser(tx, { name, email, role: "editor", passwordHash }))
      cookies[name] = (await signInAs(email)).get("cookie") ?? ""
    }
  })
  afterEach(() => {
    for (const close of open.splice(0)) close()
  })
  afterAll(async () => {
    await second.stop()
    delete process.env.AUTH_SECRET
    await closeDb()
  })

  /** What a person's open desk was told last of who is there. */
  function openDesk(name: "Ana" | "Ben", at: string): () => Collaborator[] {
    const life = new AbortController()
    open.push(() => life.abort())
    let people: Collaborator[] = []
    const read = async () => {
      const headers = { cookie: cookies[name] }
      const response = await fetch(`${at}${paths.deskStream(blogId)}?tab=tab-of-${name.toLowerCase()}`, {
        headers,
        signal: life.signal,
      })
      for await (const { event, data } of readEvents(response.body ?? new ReadableStream()))
        if (event === "people") people = JSON.parse(data)
    }
    void read().catch(() => {})
    return () => people.filter((person) => person.name !== name)
  }

  async function say(
    name: "Ana" | "Ben",
    at: string,
    doing: Partial<PresenceStatus> & { leaving?: true } = {},
  ): Promise<number> {
    const { status } = await fetch(`${at}${paths.deskHere(blogId)}`, {
      method: "POST",
      headers: { cookie: cookies[name], "sec-fetch-site": "same-origin" },
      body: JSON.stringify({ tab: `tab-of-${name.toLowerCase()}`, ...doing }),
    })
    return status
  }

  it("see each other come, write, edit and go", async () => {
    const [anaSees, benSees] = [openDesk("Ana", url), openDesk("Ben", there())]
    expect([await say("Ana", url), await say("Ben", there())]).toEqual([200, 200])
    await expect.poll(anaSees).toMatchObject([{ name: "Ben", writing: false, editing: [] }])
    await expect.poll(benSees).toMatchObject([{ name: "Ana", writing: false, editing: [] }])
    await say("Ana", url, { editing: ["post_1"] })
    await expect.poll(benSees).toMatchObject([{ name: "Ana", editing: ["post_1"] }])
    await say("Ben", there(), { writing: true })
    await expect.poll(anaSees).toMatchObject([{ name: "Ben", writing: true }])
    await say("Ben", there(), { leaving: true })
    await expect.poll(anaSees).toEqual([])
  })

  it("who comes later is told of the one who is there", async () => {
    await say("Ana", url, { writing: true })
    const benSees = openDesk("Ben", there())
    await expect.poll(benSees).toMatchObject([{ name: "Ana", writing: true }])
  })

  // Half a minute of waiting: `npm run test:long`.
  it.runIf(process.env.LONG)(
    "lose nobody by a process that is killed, but who does not come back",
    async () => {
      const anaSees = openDesk("Ana", url)
      openDesk("Ben", there())
      await say("Ben", there(), { writing: true })
      await expect.poll(anaSees).toMatchObject([{ name: "Ben", writing: true }])
      await second.kill()
      const killedAt = Date.now()
      // His browser goes to the process that is left, as behind a proxy.
      await say("Ben", url, { writing: true })
      expect(anaSees()).toMatchObject([{ name: "Ben", writing: true }])
      await expect.poll(anaSees, { timeout: GONE_WITHIN_MS, interval: 200 }).toEqual([])
      expect(Date.now() - killedAt).toBeGreaterThan(20_000)
      await second.start()
    },
    90_000,
  )
})

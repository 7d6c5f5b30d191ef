import { randomBytes } from "node:crypto"
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"
import { WebSocket } from "ws"
import { createUser } from "@/lib/auth/create-user"
import { makeAdmin } from "@/lib/auth/make-admin"
import { hashPassword } from "@/lib/auth/password"
import { requireActor } from "@/lib/auth/session"
import { closeDb, db } from "@/lib/db/client"
import { setDatabaseUrl } from "@/lib/env"
import { paths } from "@/lib/paths"
import type { Role } from "@/lib/permissions/roles"
import { findRunning } from "@/scripts/lib/postgres/data-dir-lock"
import { readEvents } from "../../scripts/conformance/read-events"
import { PASSWORD, signInAs } from "../db/people-helpers"
import { type Member, startMember } from "../setup/member"
import { useServer } from "../setup/server"
import { apiClient } from "./client"
import { callAction } from "./server-actions"

/*
 * Our server and the app behind it are two copies of the same code in one process, and share what is one per process: the
 * copy that is asked first makes it. Whichever that is, what is refused is refused.
 */

/** On a busy machine; rights are checked anew after half a minute only, so what comes sooner was announced. */
const PROMPTLY = { timeout: 15_000 }
const NEW_PASSWORD = "another quiet evening at the desk"

describe.each(["the presence call", "the stream"] as const)("in a process whose first desk request is %s", (first) => {
  const { dataDir, secrets } = useServer()
  const { send, makeBlog } = apiClient()
  const open: (() => void)[] = []
  let product: Member
  let url = ""
  let blog = { id: "", path: "" }
  let passwordHash = ""
  let admin: Person

  beforeAll(async () => {
    const databaseUrl = (await findRunning(dataDir))?.databaseUrl ?? ""
    process.env.AUTH_SECRET = secrets.AUTH_SECRET
    setDatabaseUrl(databaseUrl)
    product = await startMember("start", databaseUrl, { AUTH_SECRET: secrets.AUTH_SECRET ?? "" })
    url = `http://localhost:${product.port}`
    const { path } = await makeBlog()
    blog = { path, id: (await send<{ id: string }>("GET", path)).body.id }
    passwordHash = await hashPassword(PASSWORD)
    admin = await makePerson("admin")
    if (first === "the presence call") expect(await sayHere(admin)).toBe(200)
    else await openDesk(admin)
  })
  afterAll(async () => {
    for (const close of open) close()
    await product.stop()
    delete process.env.AUTH_SECRET
    await closeDb()
  })

  type Person = { id: string; email: string; cookie: string; sessionId: string }

  async function makePerson(role: Role = "editor"): Promise<Person> {
    const email = `${randomBytes(5).toString("hex")}@example.org`
    const id = await db().$transaction((tx) => createUser(tx, { name: "Ana", email, role, passwordHash }))
    return { id, email, ...(await openBrowser(email)) }
  }

  async function openBrowser(email: string): Promise<{ cookie: string; sessionId: string }> {
    const headers = await signInAs(email)
    const actor = await requireActor(headers)
    const sessionId = (actor.kind === "user" && actor.sessionId) || ""
    return { cookie: headers.get("cookie") ?? "", sessionId }
  }

  async function sayHere({ cookie }: { cookie: string }): Promise<number> {
    const { status } = await fetch(`${url}${paths.deskHere(blog.id)}`, {
      method: "POST",
      headers: { cookie, "sec-fetch-site": "same-origin" },
      body: JSON.stringify({ tab: "tab-of-a-test" }),
    })
    return status
  }

  /** An open desk, and how it ended. */
  async function openDesk({ cookie }: { cookie: string }) {
    const life = new AbortController()
    open.push(() => life.abort())
    const address = `${url}${paths.deskStream(blog.id)}?tab=${randomBytes(8).toString("hex")}`
    const stream = await fetch(address, { headers: { cookie }, signal: life.signal })
    const desk = { told: [] as string[], over: "", ended: false }
    const read = async () => {
      for await (const { event, data } of readEvents(stream.body ?? new ReadableStream())) {
        desk.told.push(event)
        if (event === "over") desk.over = (JSON.parse(data) as { code: string }).code
      }
      desk.ended = true
    }
    void read().catch(() => {})
    await vi.waitFor(() => expect(desk.told).toContain("welcome"))
    return desk
  }

  const hasEnded = (desk: { over: string; ended: boolean }, over: string) =>
    vi.waitFor(() => expect(desk).toMatchObject({ over, ended: true }), PROMPTLY)

  const PEOPLE = "app/desk/people/actions.ts"
  const ACCOUNT = "app/desk/account/actions.ts"
  const byAdmin = (door: string, input: unknown) => callAction(url, door, input, admin.cookie)
  const fromOther = async (door: string, { email }: Person, input: unknown) =>
    callAction(url, door, input, (await openBrowser(email)).cookie)

  const WAYS: { what: string; end: (ana: Person) => Promise<unknown> }[] = [
    { what: "signs out", end: ({ cookie }) => callAction(url, "app/desk/actions.ts signOutAction", undefined, cookie) },
    {
      what: "is disabled",
      end: ({ id: userId }) => byAdmin(`${PEOPLE} disablePersonAction`, { userId, heirId: null }),
    },
    { what: "is signed out by an admin", end: ({ id: userId }) => byAdmin(`${PEOPLE} endSessionsAction`, { userId }) },
    {
      what: "gets another role",
      end: ({ id: userId }) => byAdmin(`${PEOPLE} changeRoleAction`, { userId, role: "contributor" }),
    },
    {
      what: "ends this session from another browser",
      end: (ana) => fromOther(`${ACCOUNT} endSessionAction`, ana, { sessionId: ana.sessionId }),
    },
    {
      what: "ends all sessions but another browser's",
      end: (ana) => fromOther(`${ACCOUNT} endOtherSessionsAction`, ana, {}),
    },
    {
      what: "changes the password in another browser",
      end: (ana) => fromOther(`${ACCOUNT} changePasswordAction`, ana, { current: PASSWORD, password: NEW_PASSWORD }),
    },
  ]

  it.concurrent.each(WAYS)("somebody who $what is told nothing more, at once", async ({ end }) => {
    const ana = await makePerson()
    const [hers, another] = [await openDesk(ana), await openDesk(admin)]
    expect(await end(ana)).toBe("ok")
    await hasEnded(hers, "not_signed_in")
    expect(another.ended).toBe(false)
    expect(await sayHere(ana)).toBe(401)
  })

  it.concurrent("somebody who is shut out of the blog is told nothing more of it, at once", async () => {
    const ana = await makePerson()
    const [hers, another] = [await openDesk(ana), await openDesk(admin)]
    const input = { blogId: blog.id, userId: ana.id, role: "none" }
    expect(await byAdmin("app/desk/blogs/[blogId]/settings/team/actions.ts changeTeamRoleAction", input)).toBe("ok")
    await hasEnded(hers, "forbidden")
    expect(another.ended).toBe(false)
  })

  it.concurrent("a lost account that is given back at the terminal leaves no stream to who had it", async () => {
    const ana = await makePerson()
    const hers = await openDesk(ana)
    await makeAdmin({ email: ana.email, password: NEW_PASSWORD })
    await hasEnded(hers, "not_signed_in")
  })

  it.concurrent("a session that comes of age ends its stream then", async () => {
    const ana = await makePerson()
    const expiresAt = new Date(Date.now() + 6_000)
    await db().session.update({ where: { id: ana.sessionId }, data: { expiresAt } })
    const hers = await openDesk(ana)
    await hasEnded(hers, "not_signed_in")
    expect(Date.now()).toBeGreaterThanOrEqual(expiresAt.getTime())
  })

  it.concurrent("a wrong password is told to be wrong", async () => {
    const { email } = await makePerson()
    const input = { email, password: "not this one" }
    expect(await callAction(url, "app/login/actions.ts signInAction", input)).toBe("wrong_credentials")
  })

  it.concurrent("readers are let go when a blog goes private, whatever way they follow it", async () => {
    const { path, slug } = await makeBlog()
    const { id, epoch, version } = (await send<{ id: string; epoch: string; version: number }>("GET", path)).body
    const at = `epoch=${epoch}&after=${version}`
    const stream = await fetch(`${url}/api/blogs/${slug}/stream?${at}`)
    const events: string[] = []
    const streamed = (async () => {
      for await (const { event } of readEvents(stream.body ?? new ReadableStream())) events.push(event)
    })()
    const sockets = [["running-story.v1"], []].map(
      (protocols) => new WebSocket(`${url.replace(/^http/, "ws")}/ws/channel/${slug}/?${at}`, protocols),
    )
    const closed = sockets.map((socket) => new Promise<number>((done) => socket.once("close", done)))
    await Promise.all(sockets.map((socket) => new Promise((done) => socket.once("open", done))))
    const held = fetch(`${url}/api/blogs/${slug}/changes?${at}&wait=30`)
    await vi.waitFor(() => expect(events).toContain("delta"))
    expect(await byAdmin("app/desk/blogs/actions.ts editBlogAction", { blogId: id, blog: { status: "draft" } })).toBe(
      "ok",
    )
    expect((await held).status).toBe(404)
    await streamed
    expect(events.at(-1)).toBe("gone")
    expect(await Promise.all(closed)).toEqual([4404, 4404])
    for (const page of [`/${slug}`, `/api/blogs/${slug}/changes?${at}`, `/api/get-updates/${slug}/?last_update_ts=0`])
      expect([page, (await fetch(`${url}${page}`)).status]).toEqual([page, 404])
  })
})

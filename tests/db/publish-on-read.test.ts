import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { GET as cron } from "@/app/api/cron/publish-due/route"
import { db } from "@/lib/db/client"
import { setDatabaseUrl } from "@/lib/env"
import { feedHandler } from "@/lib/http/feed"
import { liveRoute } from "@/lib/http/live/live-route"
import { setBackgroundScheduler } from "@/lib/jobs/background-scheduler"
import { takeSingleton } from "@/lib/singleton"
import { useDatabase } from "../setup/database"
import { makeBlog, makePost } from "../setup/story"

const SECRET = "a-secret-for-the-clock"

useDatabase()

/** A post whose time came while nobody looked. */
async function makeDue() {
  const blog = await makeBlog()
  const post = await makePost(blog.id, "It is time", { publishAt: new Date(Date.now() + 60_000).toISOString() })
  await db().post.update({ where: { id: post.id }, data: { publishAt: new Date(Date.now() - 1_000) } })
  return { blog, state: async () => (await db().post.findUniqueOrThrow({ where: { id: post.id } })).state }
}

const ask = (slug: string) => liveRoute(new Request(`http://here.example/api/blogs/${slug}/changes?epoch=x&after=0`))

beforeEach(() => {
  takeSingleton("publish on read")
  setBackgroundScheduler(false)
})

describe("where no scheduler of ours runs", () => {
  it("the next reader's question publishes what is due, and its answer has it", async () => {
    const { blog, state } = await makeDue()
    const url = `http://here.example/api/blogs/${blog.slug}/changes?epoch=${blog.epoch}&after=0`
    const answer = await liveRoute(new Request(url))
    expect(await answer.text()).toContain("It is time")
    expect(await state()).toBe("published")
  })

  it("so does a subscriber's", async () => {
    const { blog } = await makeDue()
    const url = `http://here.example/${blog.slug}/feed.json`
    const answer = await feedHandler("json")(new Request(url), { params: Promise.resolve({ slug: blog.slug }) })
    expect(await answer.text()).toContain("It is time")
  })

  it("questions look at most every five seconds", async () => {
    await ask((await makeBlog()).slug)
    const { blog, state } = await makeDue()
    await ask(blog.slug)
    expect(await state()).toBe("scheduled")
    vi.setSystemTime(Date.now() + 5_001)
    await ask(blog.slug).finally(() => vi.useRealTimers())
    expect(await state()).toBe("published")
  })
})

it("where one runs, reads leave it to the scheduler", async () => {
  setBackgroundScheduler(true)
  const { blog, state } = await makeDue()
  await ask(blog.slug)
  expect(await state()).toBe("scheduled")
})

describe("a cron job", () => {
  const knock = (authorization?: string) =>
    cron(new Request("http://here.example/api/cron/publish-due", { headers: authorization ? { authorization } : {} }))
  const setSecret = (secret: string) => {
    process.env.CRON_SECRET = secret
    // The environment is read anew with the next question.
    setDatabaseUrl(process.env.DATABASE_URL ?? "")
  }
  afterEach(() => setSecret(""))

  it("publishes what is due, and is told when the next is", async () => {
    setSecret(SECRET)
    const { state } = await makeDue()
    const later = await makePost((await makeBlog()).id, "x", { publishAt: new Date(Date.now() + 90_000).toISOString() })
    const answer = await knock(`Bearer ${SECRET}`)
    expect(answer.status).toBe(200)
    const { nextInMs } = (await answer.json()) as { nextInMs: number }
    expect(Math.abs(Date.now() + nextInMs - Date.parse(later.publishAt ?? ""))).toBeLessThan(2_000)
    expect(await state()).toBe("published")
  })

  it("is refused without the secret, and finds no door where none is set", async () => {
    setSecret(SECRET)
    for (const said of [undefined, "Bearer wrong", SECRET, `Bearer ${SECRET}x`])
      expect((await knock(said)).status).toBe(401)
    setSecret("")
    expect((await knock("Bearer ")).status).toBe(404)
  })
})

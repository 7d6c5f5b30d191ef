import { afterAll, afterEach, describe, expect, it, vi } from "vitest"
import type { DeskBlog } from "@/lib/blogs/blog-schemas"
import { db } from "@/lib/db/client"
import { processHub } from "@/lib/realtime/broker"
import type { HttpFault } from "../../scripts/lib/fakes/pusher-http-api"
import { asIs, type Delivery, PusherServer } from "../../scripts/lib/fakes/pusher-server"
import { useDatabase } from "../setup/database"
import { useMount } from "../setup/mounts"
import { type OpenPages, openPages } from "../setup/open-pages"
import { makeBlog, makePost } from "../setup/story"

const PAGES = 20
/** One code of each class: give up, reconnect later, reconnect now. `LONG=1` tries all that the service documents. */
const CODES = process.env.LONG ? [4001, 4004, 4009, 4100, 4200, 4201] : [4001, 4100, 4200]
const service = await new PusherServer().start()
for (const [name, value] of Object.entries(service.env)) vi.stubEnv(name, value)
useDatabase()
const mounted = useMount("own server")
let pages: OpenPages | undefined
afterEach(() => {
  pages?.close()
  Object.assign(service.faults, { http: null, connect: null, delivery: asIs })
})
afterAll(() => service.stop())

/** Twenty pages that hear from the service. */
async function followedBlog(): Promise<{ blog: DeskBlog; open: OpenPages }> {
  processHub()
  const blog = await makeBlog({ publisher: "pusher" })
  await makePost(blog.id, "Before.")
  const open = await openPages(PAGES, blog, mounted.url, { pusher: service.clientSettings })
  pages = open
  await expect.poll(() => service.countSubscribers(`live-${blog.slug}`), { timeout: 10_000 }).toBe(PAGES)
  await expectCurrent(blog, open, 10_000)
  return { blog, open }
}

/** Every page holds every post, once, within the time. */
async function expectCurrent({ id }: DeskBlog, open: OpenPages, timeout: number): Promise<void> {
  const { version, publicCount } = await db().blog.findUniqueOrThrow({ where: { id } })
  await expect
    .poll(() => open.feeds().map((feed) => [feed.version, feed.posts.length]), { timeout, interval: 50 })
    .toEqual(Array.from({ length: PAGES }, () => [version, publicCount]))
  expect(open.resets()).toBe(0)
}

describe.each(CODES)("a service that closes every connection with %i", (code) => {
  it("costs twenty open pages no update: each has the next one within 10 s", async () => {
    const { blog, open } = await followedBlog()
    service.faults.connect = code
    service.closeAll(code)
    await makePost(blog.id, "While the service refuses.")
    await expectCurrent(blog, open, 10_000)
    await makePost(blog.id, "Still without the service.")
    await expectCurrent(blog, open, 2_000)
  })
})

describe("a service that does not deliver everything", () => {
  const someLost: Delivery = (send) => void (Math.random() > 0.3 && send())
  const someLate: Delivery = (send) => void setTimeout(send, Math.random() * 500)

  it.each([
    ["loses three in ten", someLost],
    ["mixes up the order", someLate],
  ])("one that %s: twenty pages are right within 2 s of what gets through", async (_, delivery) => {
    const { blog, open } = await followedBlog()
    service.faults.delivery = delivery
    for (let number = 0; number < 20; number += 1) await makePost(blog.id, `Number ${number}.`)
    await expect.poll(async () => pusherVersion(blog)).toBe(21)
    service.faults.delivery = asIs
    await makePost(blog.id, "This one gets through.")
    await expectCurrent(blog, open, 2_500)
  })
})

describe("a service that is not told of changes, while every socket is well", () => {
  /** The first change is late; the next one has found another way. */
  async function expectLateOnce(fault: HttpFault, soon: number) {
    const { blog, open } = await followedBlog()
    service.faults.http = fault
    await makePost(blog.id, "While the service is not told.")
    await expectCurrent(blog, open, 10_000)
    await makePost(blog.id, "By another way.")
    await expectCurrent(blog, open, soon)
    return { blog, open }
  }

  it("for it refuses, with 200: costs twenty pages ten seconds, once, and they are back when it works again", async () => {
    const refusal = { status: 200, body: '{"error":"Limit reached","code":4100}' }
    const { blog, open } = await expectLateOnce(refusal, 2_000)
    service.faults.http = null
    const subscribers = () => service.countSubscribers(`live-${blog.slug}`)
    await expect.poll(subscribers, { timeout: 40_000 }).toBe(PAGES)
    await makePost(blog.id, "By the service.")
    await expectCurrent(blog, open, 2_000)
    expect(subscribers()).toBe(PAGES)
  }, 90_000)

  it("for it does not answer: costs them no more", async () => {
    await expectLateOnce("hang", 4_000)
  })
})

describe("an update that is published while pages join", () => {
  it("is there within seconds, though the service told it to nobody of them", async () => {
    processHub()
    const blog = await makeBlog({ publisher: "pusher" })
    await makePost(blog.id, "Before.")
    service.faults.delivery = () => {}
    pages = await openPages(PAGES, blog, mounted.url, { pusher: service.clientSettings })
    await expect.poll(() => service.countSubscribers(`live-${blog.slug}`), { timeout: 10_000 }).toBe(PAGES)
    await expectCurrent(blog, pages, 1_000)
    await makePost(blog.id, "Told to those who listened before.")
    await expectCurrent(blog, pages, 8_000)
  })
})

const pusherVersion = async ({ id }: DeskBlog) => (await db().blog.findUniqueOrThrow({ where: { id } })).pusherVersion

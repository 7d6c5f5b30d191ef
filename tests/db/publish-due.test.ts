import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import path from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import type { DeskBlog } from "@/lib/blogs/blog-schemas"
import { db } from "@/lib/db/client"
import { env } from "@/lib/env"
import { publishDue } from "@/lib/posts/publish-due"
import { useDatabase } from "../setup/database"
import { makeBlog, makePost } from "../setup/story"

// `npm run test:long` makes as many as the promise names.
const POSTS = process.env.LONG ? 100 : 40
const RACES = process.env.LONG ? 20 : 1
/** Between two of them, at least. */
const APART_MS = process.env.LONG ? 60 : 20
const PACE_POSTS = 10
const TIMEOUT_MS = 30_000
const MAX_DELAY_MS = 5_000
const HOUR_MS = 3_600_000

useDatabase()

describe("scheduled posts go out once, in order and in time", () => {
  const processes: ChildProcess[] = []
  afterEach(async () => {
    await Promise.all(processes.splice(0).map(end))
    await db().$executeRaw`drop trigger if exists slowly on post`
    await db().$executeRaw`drop function if exists slowly`
  })

  const races = Array.from({ length: RACES }, (_, index) => index + 1)
  it.each(races)(
    "while three processes race for them and two of them are killed in the middle (%i)",
    async () => {
      // Each save takes its time, so that whoever is killed is most likely within one.
      await makeSavesSlow(15)
      const [first, second, third] = await Promise.all([startProcess(), startProcess(), startProcess()])
      const apart = Math.max(APART_MS, 1.5 * (await measurePace()))
      const patience = TIMEOUT_MS + POSTS * apart
      const blog = await makeBlog()
      const start = Date.now()
      await schedule(blog, (index) => HOUR_MS + index * apart)
      // However long it took to write them: the first is due in a second and a half from now.
      const earlier = HOUR_MS - 1_500 - (Date.now() - start)
      await bringForward(blog, earlier)
      await published(blog, POSTS / 4, patience)
      await end(first)
      await published(blog, POSTS / 2, patience)
      await end(second)
      await published(blog, POSTS, patience)
      await expectOnceAndInOrder(blog)
      const late = (await lateness(blog)).map((ms) => ms + earlier)
      expect(Math.min(...late)).toBeGreaterThanOrEqual(0)
      expect(Math.max(...late)).toBeLessThan(MAX_DELAY_MS)
      expect(third.exitCode).toBeNull()
    },
    300_000,
  )

  it("all of them after ten minutes in which nothing ran", async () => {
    const blog = await makeBlog()
    await schedule(blog, (index) => 60_000 + index * 1_000)
    await db().$executeRaw`update post set publish_at = publish_at - interval '11 minutes' where state = 'scheduled'`
    await startProcess()
    await published(blog, POSTS)
    await expectOnceAndInOrder(blog)
  })

  it("although one of them cannot be published", async () => {
    const blog = await makeBlog()
    await schedule(blog, () => 60_000)
    const [broken] = await db().post.findMany({ where: { blogId: blog.id }, orderBy: { id: "asc" }, take: 1 })
    await db().$executeRaw`update post set publish_at = now() where blog_id = ${blog.id}`
    // A revision that stands in its way.
    const { id = "", content = {} } = broken ?? {}
    await db().revision.create({
      data: {
        postId: id,
        number: 2,
        title: "",
        content: content ?? {},
        state: "draft",
        keyEvent: false,
        pinned: false,
        action: "edit",
        source: "desk",
        actorName: "Test",
      },
    })
    await expect(publishDue()).rejects.toThrow("1 scheduled posts cannot be published")
    await published(blog, POSTS - 1)
  })

  async function startProcess(): Promise<ChildProcess> {
    const child = fork(path.resolve("tests/setup/scheduler-process.ts"), {
      execArgv: ["--import", "tsx"],
      env: { ...process.env, DATABASE_URL: env().DATABASE_URL },
    })
    processes.push(child)
    await once(child, "message")
    return child
  }
})

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, "exit")
  child.kill("SIGKILL")
  await ended
}

/**
 * In how many milliseconds the processes get through one post, as busy as this machine is now. What comes faster than
 * that would be late by its mere number.
 */
async function measurePace(): Promise<number> {
  const blog = await makeBlog()
  await schedule(blog, () => HOUR_MS, PACE_POSTS)
  const start = Date.now()
  await bringForward(blog, HOUR_MS)
  await published(blog, PACE_POSTS)
  return (Date.now() - start) / PACE_POSTS
}

/** Schedules posts in another order than that of their times. */
async function schedule(blog: DeskBlog, delay: (index: number) => number, count = POSTS): Promise<void> {
  const start = Date.now()
  const indexes = Array.from({ length: count }, (_, index) => (index * 7) % count)
  for (const index of indexes) {
    const publishAt = new Date(start + delay(index)).toISOString()
    await makePost(blog.id, `Post ${index}`, { publishAt })
  }
}

/** Lets all that is scheduled be due so much earlier, and tells the schedulers as a save does. */
async function bringForward(blog: DeskBlog, ms: number): Promise<void> {
  await db().$executeRaw`
    update post set publish_at = publish_at - make_interval(secs => ${ms / 1_000}::float8)
    where blog_id = ${blog.id} and state = 'scheduled'`
  await db().$queryRaw`select pg_notify('desk', ${blog.id})::text as announced`
}

async function published(blog: DeskBlog, count: number, timeout = TIMEOUT_MS): Promise<void> {
  const now = () => db().post.count({ where: { blogId: blog.id, state: "published" } })
  await expect.poll(now, { timeout, interval: 20 }).toBeGreaterThanOrEqual(count)
}

async function scheduleOf(blog: DeskBlog) {
  return db().revision.findMany({
    where: { post: { blogId: blog.id }, action: "schedule" },
    orderBy: [{ publishAt: "asc" }, { postId: "asc" }],
    select: { publishAt: true, post: { select: { id: true, version: true, publishedAt: true } } },
  })
}

async function expectOnceAndInOrder(blog: DeskBlog): Promise<void> {
  const order = await scheduleOf(blog)
  expect(order.map(({ post }) => post.version)).toEqual(order.map((_, index) => index + 1))
  const times = order.map(({ post }) => post.publishedAt?.getTime() ?? 0)
  expect(times).toEqual(times.toSorted((a, b) => a - b))
  const publications = await db().revision.groupBy({
    by: ["postId"],
    where: { post: { blogId: blog.id }, action: "publish" },
    _count: true,
  })
  expect(publications.map(({ _count }) => _count)).toEqual(Array(POSTS).fill(1))
  const { version, publicCount } = await db().blog.findUniqueOrThrow({ where: { id: blog.id } })
  expect({ version, publicCount }).toEqual({ version: POSTS, publicCount: POSTS })
}

/** How many milliseconds after its time each post was there for readers. */
async function lateness(blog: DeskBlog): Promise<number[]> {
  return (await scheduleOf(blog)).map(({ publishAt, post }) => Number(post.publishedAt) - Number(publishAt))
}

async function makeSavesSlow(ms: number): Promise<void> {
  await db().$executeRawUnsafe(
    `create function slowly() returns trigger language plpgsql as $$ begin perform pg_sleep(${ms / 1000}); return new; end $$`,
  )
  await db().$executeRaw`create trigger slowly before update on post for each row execute function slowly()`
}

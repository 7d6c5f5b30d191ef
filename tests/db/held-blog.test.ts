import { type ChildProcess, fork } from "node:child_process"
import { once } from "node:events"
import path from "node:path"
import { afterEach, describe, expect, it } from "vitest"
import { changeRole } from "@/lib/auth/people"
import type { DeskBlog } from "@/lib/blogs/blog-schemas"
import { db } from "@/lib/db/client"
import { env } from "@/lib/env"
import { toAppError } from "@/lib/errors"
import { startScheduler } from "@/lib/jobs/scheduler"
import { saveAutosave } from "@/lib/posts/autosave"
import { inBlog } from "@/lib/posts/save-post"
import { saveTemplate } from "@/lib/posts/templates"
import { AudienceReporter } from "@/lib/realtime/audience/audience-reporter"
import { Hub } from "@/lib/realtime/hub"
import { useDatabase } from "../setup/database"
import { holdBlogs } from "../setup/hold-blogs"
import { DESK, makeBlog, makePost } from "../setup/story"
import { makeActor, makePerson } from "./people-helpers"

useDatabase()

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each()
})

async function hold(...blogs: DeskBlog[]): Promise<() => Promise<void>> {
  const { release } = await holdBlogs(
    env().DATABASE_URL ?? "",
    blogs.map(({ slug }) => slug),
  )
  undo.push(release)
  return release
}

const codeOf = (done: Promise<unknown>) =>
  done.then(
    () => "done",
    (error: unknown) => toAppError(error).code,
  )

async function took(work: Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work
  return performance.now() - start
}

describe("a process that is frozen in the middle of a save", () => {
  const FROZEN = "Frozen in the middle."

  it("loses the blog to the others within seconds; when it wakes, its save is refused, tried again, and there once", async () => {
    const blog = await makeBlog()
    // The database is at it for long enough to be met there.
    await db().$executeRawUnsafe(`create function slowly() returns trigger language plpgsql as
      $$ begin if new.text = '${FROZEN}' then perform pg_sleep(2); end if; return new; end $$`)
    await db().$executeRaw`create trigger slowly before insert on post for each row execute function slowly()`
    undo.push(() => db().$executeRaw`drop function slowly cascade`)
    const { child, outcomes } = await startSaving(blog, FROZEN)
    await expect.poll(countSleeping, { timeout: 20_000, interval: 20 }).toBe(1)
    child.kill("SIGSTOP")

    expect(await took(makePost(blog.id, "By somebody else."))).toBeLessThan(8_000)
    expect(await makePost(blog.id, "And once more.")).toMatchObject({ version: 2 })
    expect(outcomes).toEqual([])
    child.kill("SIGCONT")
    await expect.poll(() => outcomes.at(-1), { timeout: 30_000 }).toBe("saved")
    expect(outcomes.slice(0, -1)).toEqual(["database_unavailable"])
    const posts = await db().post.findMany({ where: { blogId: blog.id }, orderBy: { version: "asc" } })
    expect(posts.map(({ version, text }) => [version, text])).toEqual([
      [1, "By somebody else."],
      [2, "And once more."],
      [3, FROZEN],
    ])
    expect(await db().revision.count({ where: { post: { blogId: blog.id } } })).toBe(3)
  })

  async function startSaving(blog: DeskBlog, text: string): Promise<{ child: ChildProcess; outcomes: unknown[] }> {
    const child = fork(path.resolve("tests/setup/saving-process.ts"), {
      execArgv: ["--import", "tsx"],
      env: { ...process.env, DATABASE_URL: env().DATABASE_URL },
    })
    undo.push(() => child.kill("SIGKILL"))
    await once(child, "message")
    const outcomes: unknown[] = []
    child.on("message", (outcome) => outcomes.push(outcome))
    child.send({ blogId: blog.id, text })
    return { child, outcomes }
  }

  async function countSleeping(): Promise<number> {
    const [row] = await db().$queryRaw<{ count: number }[]>`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event = 'PgSleep'`
    return row?.count ?? 0
  }
})

describe("a blog that somebody holds in the database", () => {
  it("keeps who reads, signs in or works elsewhere waiting for nothing, however many of its own texts wait", async () => {
    const [blog, other] = [await makeBlog(), await makeBlog()]
    const writer = await makePerson("editor")
    const actor = { kind: "user", id: writer.id, name: "Ada", role: "editor", source: "desk" } as const
    const keep = (number: number) => {
      const tab = String(number).padStart(16, "a")
      const words = { text: "half a sentence" }
      return saveAutosave(actor, blog.id, { userId: writer.id, postId: null, writer: tab, serial: 1, words })
    }
    const release = await hold(blog)
    const texts = Promise.all(Array.from({ length: 14 }, (_, number) => codeOf(keep(number))))
    const template = codeOf(saveTemplate(DESK, blog.id, { name: "Goal", content: { type: "doc", content: [] } }))
    const others = [makePost(other.id, "Elsewhere."), db().session.count(), db().blog.count()]
    expect(await took(Promise.all(others))).toBeLessThan(2_000)
    expect(await took(texts)).toBeLessThan(5_000)
    expect(new Set(await texts)).toEqual(new Set(["blog_busy"]))
    await release()
    expect(await template).toBe("done")
    expect(await keep(1)).toMatchObject({ savedAt: expect.any(String) })
  })

  it("by a save of ours lets texts be kept and roles be changed meanwhile", async () => {
    const blog = await makeBlog()
    const [admin, writer] = [await makeActor("admin"), await makePerson("editor")]
    const actor = { kind: "user", id: writer.id, name: "Ada", role: "editor", source: "desk" } as const
    const text = { userId: writer.id, postId: null, writer: "a".repeat(16), serial: 1, words: { text: "half" } }
    await inBlog(blog.id, async () => {
      expect(await codeOf(saveAutosave(actor, blog.id, text))).toBe("done")
      expect(await codeOf(changeRole(admin, writer.id, "contributor"))).toBe("done")
    })
  })

  it("delays no other blog's schedule; its own goes out in order when it is let go", async () => {
    const [blog, other] = [await makeBlog(), await makeBlog()]
    const dueAt = Date.now() + 3_000
    const schedule = ({ id }: DeskBlog, number: number) =>
      makePost(id, `Due ${number}`, { publishAt: new Date(dueAt + number * 10).toISOString() })
    for (let number = 0; number < 4; number += 1) await Promise.all([schedule(blog, number), schedule(other, number)])
    const release = await hold(blog)
    undo.push(startScheduler())
    const published = ({ id }: DeskBlog) => db().post.findMany({ where: { blogId: id, state: "published" } })
    await expect.poll(async () => (await published(other)).length, { timeout: 10_000, interval: 50 }).toBe(4)
    expect(Date.now() - dueAt).toBeLessThan(5_000)
    expect(await published(blog)).toEqual([])
    await release()
    await expect.poll(async () => (await published(blog)).length, { timeout: 10_000 }).toBe(4)
    const inOrder = (await published(blog)).sort((a, b) => a.version - b.version).map((post) => post.text)
    expect(inOrder).toEqual(["Due 0", "Due 1", "Due 2", "Due 3"])
  })

  it("lets the readers of the others be counted", async () => {
    const [blog, other] = [await makeBlog(), await makeBlog()]
    const hub = new Hub(() => true)
    const life = new AbortController()
    undo.push(() => life.abort())
    for (const { slug } of [blog, other]) {
      const channel = await hub.find(slug)
      if (channel) void channel.waitForVersion(channel.snapshot.version, 60_000, life.signal)
    }
    await hold(blog)
    const reports = new AudienceReporter(hub, 3_000)
    undo.push(() => reports.stop())
    const counted = async () => (await db().audienceReport.findMany({ where: { processId: reports.process } })).length
    await expect.poll(counted, { timeout: 4_000 }).toBe(1)
  })
})

import { afterEach, describe, expect, it, vi } from "vitest"
import type { DeskBlog } from "@/lib/blogs/blog-schemas"
import { editBlog } from "@/lib/blogs/edit-blog"
import { documentFromText } from "@/lib/content/plain-text"
import { db, Prisma } from "@/lib/db/client"
import { newEpoch } from "@/lib/ids"
import { editPost } from "@/lib/posts/edit-post"
import type { Delta } from "@/lib/protocol/delta"
import { requireDelta } from "@/lib/protocol/parse-delta"
import { processHub } from "@/lib/realtime/broker"
import { useDatabase } from "../setup/database"
import { MOUNTS, useMount } from "../setup/mounts"
import { DESK, makeBlog, makePost } from "../setup/story"

useDatabase()
afterEach(() => void vi.restoreAllMocks())

describe.each(MOUNTS)("the changes of a blog, on %s", (mount) => {
  const server = useMount(mount)
  const ask = (blog: DeskBlog, after: number | string, more = "") =>
    fetch(`${server.url}/api/blogs/${blog.slug}/changes?epoch=${blog.epoch}&after=${after}${more}`)
  const changes = async (blog: DeskBlog, after: number, more = ""): Promise<Delta> =>
    requireDelta(await (await ask(blog, after, more)).json())

  it("are the posts as they are now and the ids of those gone, once, however much happened", async () => {
    const blog = await makeBlog()
    const [kept, gone] = [await makePost(blog.id, "kept"), await makePost(blog.id, "gone")]
    await editPost(DESK, kept.id, { title: "Once" })
    await editPost(DESK, kept.id, { title: "Twice" })
    await editPost(DESK, gone.id, { state: "hidden" })
    await expect.poll(async () => (await changes(blog, 0)).version).toBe(5)
    const delta = await changes(blog, 0)
    expect(delta.posts.map((post) => [post.id, post.title])).toEqual([[kept.id, "Twice"]])
    expect(delta.removals).toEqual([gone.id])
    expect(await changes(blog, 5)).toMatchObject({ from: 5, version: 5, posts: [], removals: [] })
  })

  it("carry the blog itself only when it changed", async () => {
    const blog = await makeBlog()
    await makePost(blog.id, "one")
    await editBlog(DESK, blog.id, { status: "ended" })
    await makePost(blog.id, "two")
    await expect.poll(async () => (await changes(blog, 1)).version).toBe(3)
    expect((await changes(blog, 1)).blog).toMatchObject({ status: "ended" })
    expect((await changes(blog, 2)).blog).toBeUndefined()
  })

  it("come in parts to a reader far behind, who ends with everything", async () => {
    const blog = await makeBlog()
    const content = documentFromText("post")
    const rows = Array.from({ length: 409 }, (_, number) => {
      const base = { id: `${blog.id}_${number}`, blogId: blog.id, state: "published" as const }
      return { ...base, content, text: "", authors: [], version: number + 1, publishedAt: new Date() }
    })
    await db().post.createMany({ data: rows })
    await db().blog.update({ where: { id: blog.id }, data: { version: 409, publicCount: 409 } })
    // Announces them.
    await makePost(blog.id, "post 410")
    const seen = new Set<string>()
    let after = 0
    let parts = 0
    for (let more = true; more; parts += 1) {
      const delta = await changes(blog, after)
      for (const post of delta.posts) seen.add(post.id)
      after = delta.version
      more = delta.more === true
    }
    expect(seen.size).toBe(410)
    expect(parts).toBe(3)
  })

  it("may be kept by a shared cache for a second, and are confirmed by their tag", async () => {
    const blog = await makeBlog()
    const first = await ask(blog, 0)
    expect(first.headers.get("cache-control")).toBe("public, max-age=0, s-maxage=1")
    expect(first.headers.get("set-cookie")).toBeNull()
    const tag = first.headers.get("etag") ?? ""
    const url = `${server.url}/api/blogs/${blog.slug}/changes?epoch=${blog.epoch}&after=0`
    expect((await fetch(url, { headers: { "If-None-Match": tag } })).status).toBe(304)
  })

  it("are held for caches that share them: whole, for seconds, with a cursor that leads on", async () => {
    const blog = await makeBlog()
    const poll = async (after: number, cursor: number | string, headers = {}) => {
      const more = `&wait=1&cursor=${cursor}`
      const url = `${server.url}/api/blogs/${blog.slug}/changes?epoch=${blog.epoch}&after=${after}${more}`
      return fetch(url, { headers })
    }
    const kept = (response: Response) => [response.status, response.headers.get("cache-control")]
    const empty = await poll(0, 0)
    const first = requireDelta(await empty.json())
    expect(kept(empty)).toEqual([200, "public, max-age=0, s-maxage=5"])
    expect(empty.headers.get("running-story-cursor")).toBe(String(first.cursor))
    expect(empty.headers.get("set-cookie")).toBeNull()
    // One that is not older gets a greater one.
    const ahead = (first.cursor ?? 0) + 10
    expect(requireDelta(await (await poll(0, ahead)).json()).cursor).toBe(ahead + 1)
    const held = poll(0, ahead)
    await makePost(blog.id, "now")
    const news = await held
    const delta = requireDelta(await news.json())
    expect([...kept(news), delta.posts.length, delta.version]).toEqual([200, "public, max-age=0, s-maxage=1", 1, 1])
    // All who had the news meet at one address again.
    const late = requireDelta(await (await poll(0, 0)).json())
    expect(Math.abs((late.cursor ?? 0) - (delta.cursor ?? 0))).toBeLessThanOrEqual(1)
    expect((await poll(0, 0, { "If-None-Match": `"${blog.epoch}.0.1"` })).status).toBe(200)
    for (const wrong of ["x", "-1", "1.5", ""]) expect((await poll(1, wrong)).status, wrong).toBe(400)
  })

  it("are held for those who wait, and given to all of them by one read", async () => {
    const blog = await makeBlog()
    const waiting = Array.from({ length: 50 }, () => changes(blog, 0, "&wait=20"))
    await expect.poll(() => processHub().countReaders().get("long-polling") ?? 0).toBe(50)
    const reads = vi.spyOn(db(), "$queryRaw")
    const post = await makePost(blog.id, "now")
    const deltas = await Promise.all(waiting)
    expect(deltas.every((delta) => delta.posts[0]?.id === post.id)).toBe(true)
    const ofChanges = reads.mock.calls.filter(([query]) => JSON.stringify(query).includes("left join lateral"))
    expect(ofChanges).toHaveLength(1)
  })

  it("end a wait with nothing new when its time is over", async () => {
    const blog = await makeBlog()
    expect(await changes(blog, 0, "&wait=1")).toMatchObject({ from: 0, version: 0, posts: [] })
  })

  it("begin anew for a position of another line, or one that does not exist yet", async () => {
    const blog = await makeBlog()
    await makePost(blog.id, "one")
    expect(await changes({ ...blog, epoch: "other" }, 0)).toMatchObject({ reset: true })
    expect(await changes(blog, 7)).toMatchObject({ reset: true })
    await db().blog.update({ where: { id: blog.id }, data: { epoch: newEpoch() } })
    processHub().invalidateAll()
    expect(await changes(blog, 1)).toMatchObject({ reset: true })
  })

  it("are refused for a blog that is not there or not public, and for a position that is no number", async () => {
    const blog = await makeBlog()
    const draft = await makeBlog({ status: "draft" })
    expect((await ask(draft, 0)).status).toBe(404)
    expect((await ask({ ...blog, slug: "no-such-blog" }, 0)).status).toBe(404)
    for (const after of ["", "-1", "1.5", "x", "1e400"]) expect((await ask(blog, after)).status).toBe(400)
    expect((await ask(blog, 0, "&wait=x")).status).toBe(400)
  })

  it("stop at once for readers who wait when the blog is taken from the public", async () => {
    const blog = await makeBlog()
    const held = ask(blog, 0, "&wait=20")
    await expect.poll(() => processHub().countReaders().get("long-polling") ?? 0).toBe(1)
    await editBlog(DESK, blog.id, { status: "draft" })
    expect((await held).status).toBe(404)
  })

  it("reach those who wait although the connection that listens was cut", async () => {
    const blog = await makeBlog()
    const held = changes(blog, 0, "&wait=20")
    await expect.poll(() => processHub().countReaders().get("long-polling") ?? 0).toBe(1)
    await db().$queryRaw(Prisma.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'running-story-listen'`)
    const post = await makePost(blog.id, "while nobody listened")
    expect((await held).posts.map((each) => each.id)).toEqual([post.id])
  })
})

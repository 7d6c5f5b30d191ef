import { describe, expect, it } from "vitest"
import { editBlog } from "@/lib/blogs/edit-blog"
import { documentFromText } from "@/lib/content/plain-text"
import { deletePost } from "@/lib/posts/delete-post"
import { editPost } from "@/lib/posts/edit-post"
import { processHub } from "@/lib/realtime/broker"
import { useDatabase } from "../setup/database"
import { MOUNTS, useMount } from "../setup/mounts"
import { DESK, makeBlog, makePost } from "../setup/story"

useDatabase()

type Shake = { livePosts: string[]; lastUpdateTimestamp: number; pollingInterval?: number }
type Updates = {
  updates: Record<string, { show: boolean; content: string }>
  currentPosts: string[]
  lastUpdateTimestamp: number
}

describe.each(MOUNTS)("the wire format of Wagtail Live, on %s", (mount) => {
  const server = useMount(mount)
  const at = (slug: string, query = "") => `${server.url}/api/get-updates/${slug}${query}`
  const shake = async (slug: string) => (await (await fetch(at(slug), { method: "POST" })).json()) as Shake
  const get = async (slug: string, ts: number) =>
    (await (await fetch(at(slug, `?last_update_ts=${ts}`))).json()) as Updates

  it("shakes hands with the public posts, newest first, the time of the newest change and the interval", async () => {
    const blog = await makeBlog()
    const [first, second] = [await makePost(blog.id, "one"), await makePost(blog.id, "two")]
    await makePost(blog.id, "draft", { state: "draft" })
    const answer = await shake(blog.slug)
    expect(answer.livePosts).toEqual([second.id, first.id])
    expect(answer.lastUpdateTimestamp).toBe(new Date(second.publishedAt ?? "").getTime() / 1000)
    expect(answer.pollingInterval).toBe(3000)
    expect((await fetch(`${at(blog.slug)}/`, { method: "POST" })).status).toBe(200)
  })

  it("tells long-polling clients no interval", async () => {
    const blog = await makeBlog({ publisher: "long-polling" })
    expect(Object.keys(await shake(blog.slug)).sort()).toEqual(["lastUpdateTimestamp", "livePosts"])
  })

  it("answers HEAD with the time of the newest change and no body", async () => {
    const blog = await makeBlog()
    await makePost(blog.id, "one")
    const { lastUpdateTimestamp } = await shake(blog.slug)
    const response = await fetch(at(blog.slug), { method: "HEAD" })
    expect(response.status).toBe(200)
    expect(response.headers.get("last-update-at")).toBe(String(lastUpdateTimestamp))
    expect(await response.text()).toBe("")
  })

  it("gives what came after a time: new and edited posts, oldest first, and the ids that are there now", async () => {
    const blog = await makeBlog()
    const posts = [await makePost(blog.id, "one"), await makePost(blog.id, "two"), await makePost(blog.id, "three")]
    const [first, second, third] = posts.map((post) => post.id)
    const { lastUpdateTimestamp } = await shake(blog.slug)
    await editPost(DESK, third ?? "", { content: documentFromText("three, edited") })
    await editPost(DESK, first ?? "", { content: documentFromText("one, <edited>") })
    await deletePost(DESK, second ?? "")
    const fourth = await makePost(blog.id, "four")
    await expect.poll(async () => Object.keys((await get(blog.slug, lastUpdateTimestamp)).updates).length).toBe(3)
    const answer = await get(blog.slug, lastUpdateTimestamp)
    expect(Object.keys(answer.updates)).toEqual([first, third, fourth.id])
    expect(answer.currentPosts).toEqual([first, third, fourth.id])
    expect(answer.updates[first ?? ""]).toMatchObject({ show: true })
    const html = answer.updates[first ?? ""]?.content ?? ""
    expect(html).toMatch(new RegExp(`^<[a-z]+[^>]* data-post-id="${first}"`))
    expect(html).toContain("one, &lt;edited&gt;")
    expect(html.match(/<time[^>]* dateTime="[^"]+"/gi)?.length).toBeGreaterThanOrEqual(2)
    expect(await get(blog.slug, answer.lastUpdateTimestamp)).toMatchObject({
      updates: {},
      currentPosts: answer.currentPosts,
    })
  })

  it("keeps the place of a hidden post without its words, gives it again when it is shown, and forgets a deleted one", async () => {
    const blog = await makeBlog()
    const hidden = await makePost(blog.id, "CANARY words", { title: "CANARY title", tags: ["CANARY"] })
    const other = await makePost(blog.id, "other")
    const { lastUpdateTimestamp } = await shake(blog.slug)
    const changed = async () => Object.entries((await get(blog.slug, lastUpdateTimestamp)).updates)
    await editPost(DESK, hidden.id, { state: "hidden" })
    await expect
      .poll(changed)
      .toEqual([[hidden.id, { show: false, content: `<div data-post-id="${hidden.id}"></div>` }]])
    const answer = await get(blog.slug, 0)
    expect(answer.currentPosts).toEqual([hidden.id, other.id])
    expect(JSON.stringify(answer)).not.toContain("CANARY")
    expect((await shake(blog.slug)).livePosts).toEqual([other.id])
    // It goes out once: who has heard of it is told no more.
    expect((await get(blog.slug, answer.lastUpdateTimestamp)).updates).toEqual({})
    await editPost(DESK, hidden.id, { state: "published" })
    await expect.poll(changed).toEqual([[hidden.id, expect.objectContaining({ show: true })]])
    expect((await get(blog.slug, 0)).currentPosts).toEqual([hidden.id, other.id])
    await editPost(DESK, hidden.id, { state: "hidden" })
    await deletePost(DESK, hidden.id)
    await expect.poll(async () => (await get(blog.slug, 0)).currentPosts).toEqual([other.id])
    expect((await get(blog.slug, 0)).updates).not.toHaveProperty(hidden.id)
  })

  it("holds a long poll until something newer exists, without asking the database meanwhile", async () => {
    const blog = await makeBlog({ publisher: "long-polling" })
    await makePost(blog.id, "one")
    const { lastUpdateTimestamp } = await shake(blog.slug)
    const held = get(blog.slug, lastUpdateTimestamp)
    await expect.poll(() => processHub().countReaders().get("long-polling") ?? 0).toBe(1)
    const post = await makePost(blog.id, "two")
    const answer = await held
    expect(Object.keys(answer.updates)).toEqual([post.id])
    expect(answer.lastUpdateTimestamp).toBeGreaterThan(lastUpdateTimestamp)
    expect(processHub().countReaders().get("long-polling") ?? 0).toBe(0)
  })

  it("leaves nothing waiting behind a long poll that went away", async () => {
    const blog = await makeBlog({ publisher: "long-polling" })
    const { lastUpdateTimestamp } = await shake(blog.slug)
    const abort = new AbortController()
    const held = fetch(at(blog.slug, `?last_update_ts=${lastUpdateTimestamp}`), { signal: abort.signal }).catch(
      () => null,
    )
    await expect.poll(() => processHub().countReaders().get("long-polling") ?? 0).toBe(1)
    abort.abort()
    await held
    await expect.poll(() => processHub().countReaders().get("long-polling") ?? 0).toBe(0)
  })

  it("answers 404 for an unknown blog and one that is not public, 400 for a time that is none", async () => {
    const hidden = await makeBlog({ status: "draft" })
    for (const slug of ["no-such-blog", hidden.slug]) {
      for (const method of ["POST", "GET", "HEAD"]) {
        expect((await fetch(at(slug, "?last_update_ts=0"), { method })).status).toBe(404)
      }
    }
    const blog = await makeBlog()
    for (const query of [
      "",
      "?last_update_ts=",
      "?last_update_ts=soon",
      "?last_update_ts=NaN",
      "?last_update_ts=Infinity",
    ]) {
      const response = await fetch(at(blog.slug, query))
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ error: { code: "invalid_cursor" } })
    }
    expect((await fetch(at(blog.slug), { method: "DELETE" })).status).toBe(405)
  })

  it("goes on answering under an address that the blog had before", async () => {
    const blog = await makeBlog()
    const post = await makePost(blog.id, "one")
    await editBlog(DESK, blog.id, { slug: `${blog.slug}-renamed` })
    expect((await shake(blog.slug)).livePosts).toEqual([post.id])
  })
})

import { describe, expect, it } from "vitest"
import { disablePerson } from "@/lib/auth/people"
import { requireActor } from "@/lib/auth/session"
import { processDeskHub } from "@/lib/collaboration/desk-broker"
import { updatePresence } from "@/lib/collaboration/update-presence"
import { db } from "@/lib/db/client"
import { deletePost } from "@/lib/posts/delete-post"
import { editPost } from "@/lib/posts/edit-post"
import { stopLive } from "@/lib/realtime/broker"
import { useDatabase } from "../setup/database"
import { MOUNTS, useMount } from "../setup/mounts"
import { DESK, makeBlog, makePost } from "../setup/story"
import { makeActor, makePerson, signInAs } from "./people-helpers"

useDatabase()

type Event = { name: string; data: Record<string, unknown> }

describe.each(MOUNTS)("the desk's stream on %s", (mount) => {
  const server = useMount(mount)

  async function open(blogId: string, headers: Record<string, string>, tab = "tab-of-a-test") {
    const life = new AbortController()
    const response = await fetch(`${server.url}/api/desk/blogs/${blogId}/stream?tab=${tab}`, {
      headers,
      signal: life.signal,
    })
    const events: Event[] = []
    let ended = false
    const read = async () => {
      let text = ""
      const decoder = new TextDecoder()
      for await (const chunk of response.body ?? []) {
        text += decoder.decode(chunk, { stream: true })
        const parts = text.split("\n\n")
        text = parts.pop() ?? ""
        for (const part of parts) {
          const [, name = "", data = "{}"] = /^event: (\w+)\ndata: (.*)$/s.exec(part) ?? []
          events.push({ name, data: JSON.parse(data) })
        }
      }
    }
    void read()
      .catch(() => {})
      .finally(() => {
        ended = true
      })
    const named = (name: string) => events.filter((event) => event.name === name).map(({ data }) => data)
    return { response, named, isEnded: () => ended, close: () => life.abort() }
  }

  async function signIn(role: "admin" | "editor" | "contributor") {
    const person = await makePerson(role)
    const headers = await signInAs(person.email)
    return { ...person, headers: { cookie: headers.get("cookie") ?? "" }, actor: await requireActor(headers) }
  }

  it("is for people who are signed in, on our own pages, and for a blog that there is", async () => {
    const blog = await makeBlog()
    const { headers } = await signIn("contributor")
    expect((await open(blog.id, {})).response.status).toBe(401)
    expect((await open(blog.id, { cookie: "better-auth.session_token=made.up" })).response.status).toBe(401)
    expect((await open("blog_nowhere", headers)).response.status).toBe(404)
    expect((await open(blog.id, headers, "x")).response.status).toBe(400)
    expect((await open(blog.id, { ...headers, "sec-fetch-site": "cross-site" })).response.status).toBe(403)
    expect((await open(blog.id, { ...headers, origin: "https://evil.example" })).response.status).toBe(403)
    const stream = await open(blog.id, { ...headers, "sec-fetch-site": "same-origin" })
    expect(stream.response.headers.get("content-type")).toContain("text/event-stream")
    expect(stream.response.headers.get("cache-control")).toContain("private")
    expect(stream.response.headers.get("access-control-allow-origin")).toBeNull()
    await expect.poll(() => stream.named("welcome")).toHaveLength(1)
    stream.close()
  })

  it("tells of every save of its own blog, drafts too, and of no other, and carries no words of it", async () => {
    const [blog, other] = [await makeBlog(), await makeBlog()]
    const { headers } = await signIn("editor")
    const stream = await open(blog.id, headers)
    await expect.poll(() => stream.named("welcome")).toHaveLength(1)
    await makePost(other.id, "Elsewhere.")
    const post = await makePost(blog.id, "Not public yet.", { state: "draft" })
    await editPost(DESK, post.id, { state: "published" })
    await deletePost(DESK, post.id)
    await expect.poll(() => stream.named("saved")).toEqual([1, 2, 3].map((revision) => ({ postId: post.id, revision })))
    stream.close()
  })

  it("says who is there and what they do, once each, and forgets who left", async () => {
    const blog = await makeBlog()
    const [ana, ben] = [await signIn("contributor"), await signIn("editor")]
    const stream = await open(blog.id, ben.headers)
    const people = () => stream.named("people").at(-1)
    await updatePresence(ana.actor, blog.id, { tab: "first-tab" })
    await updatePresence(ana.actor, blog.id, { tab: "second-tab", writing: true, editing: ["post_1"] })
    const name = ana.actor.name
    await expect.poll(people).toEqual([{ id: ana.id, name, writing: true, editing: ["post_1"] }])
    await updatePresence(ana.actor, blog.id, { tab: "second-tab", leaving: true })
    await expect.poll(people).toEqual([{ id: ana.id, name, writing: false, editing: [] }])
    await updatePresence(ana.actor, blog.id, { tab: "first-tab", leaving: true })
    await expect.poll(people).toEqual([])
    stream.close()
  })

  it("lets a tab go whose stream ended and which says nothing any more", async () => {
    const blog = await makeBlog()
    const [ana, ben] = [await signIn("editor"), await signIn("editor")]
    const [hers, his] = [await open(blog.id, ana.headers, "her-only-tab"), await open(blog.id, ben.headers)]
    await expect.poll(() => hers.named("welcome")).toHaveLength(1)
    await updatePresence(ana.actor, blog.id, { tab: "her-only-tab" })
    await expect.poll(() => his.named("people").at(-1)).toMatchObject([{ id: ana.id }])
    hers.close()
    await expect.poll(() => his.named("people").at(-1), { timeout: 15_000 }).toEqual([])
    his.close()
  })

  it("ends at once for whoever is locked out, with a word why", async () => {
    const blog = await makeBlog()
    const [admin, ana, ben] = [await makeActor("admin"), await signIn("editor"), await signIn("editor")]
    const [hers, his] = [await open(blog.id, ana.headers), await open(blog.id, ben.headers)]
    await expect.poll(() => hers.named("welcome")).toHaveLength(1)
    await disablePerson(admin, ana.id)
    await expect.poll(() => hers.named("over")).toMatchObject([{ code: "not_signed_in" }])
    await expect.poll(hers.isEnded).toBe(true)
    expect(his.isEnded()).toBe(false)
    expect((await open(blog.id, ana.headers)).response.status).toBe(401)
    his.close()
  })

  // The hub is the same on every mount.
  it.runIf(mount === "own server")(
    "ends for whose session ended while nothing that is announced arrived here",
    async () => {
      const blog = await makeBlog()
      const [ana, ben] = [await signIn("editor"), await signIn("editor")]
      const [hers, his] = [await open(blog.id, ana.headers), await open(blog.id, ben.headers)]
      await expect.poll(() => hers.named("welcome")).toHaveLength(1)
      // As by another process while this one's listening connection was lost.
      await db().session.deleteMany({ where: { userId: ana.id } })
      await db().$queryRaw`
      select pg_terminate_backend(pid)::text as ended from pg_stat_activity
      where datname = current_database() and application_name = 'running-story-listen'`
      await expect.poll(() => hers.named("over"), { timeout: 20_000 }).toMatchObject([{ code: "not_signed_in" }])
      expect(his.isEnded()).toBe(false)
      his.close()
    },
  )

  it("leaves nothing behind when readers go, and says goodbye when the process stops", async () => {
    const blog = await makeBlog()
    const { headers } = await signIn("editor")
    const before = processDeskHub().count
    const stream = await open(blog.id, headers)
    await expect.poll(() => processDeskHub().count).toBe(before + 1)
    stream.close()
    await expect.poll(() => processDeskHub().count).toBe(before)
    const last = await open(blog.id, headers)
    await expect.poll(() => last.named("welcome")).toHaveLength(1)
    await stopLive()
    await expect.poll(() => last.named("restart")).toHaveLength(1)
    await expect.poll(last.isEnded).toBe(true)
  })
})

import fc from "fast-check"
import pg from "pg"
import { describe, expect, it } from "vitest"
import { editBlog } from "@/lib/blogs/edit-blog"
import { readChangesAfterVersion } from "@/lib/changes/read-changes"
import { documentFromText } from "@/lib/content/plain-text"
import { db, requireDatabaseUrl } from "@/lib/db/client"
import { createPost } from "@/lib/posts/create-post"
import { deletePost, restorePost } from "@/lib/posts/delete-post"
import { editPost } from "@/lib/posts/edit-post"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog, makePost } from "../setup/story"

useDatabase()

/** A reader that asks again and again from its own position, as a polling browser does. */
function startReader(blogId: string) {
  const posts = new Map<string, string>()
  const versions: number[] = [0]
  let running = true
  const read = async () => {
    const changes = await readChangesAfterVersion(blogId, versions.at(-1) ?? 0)
    if (!changes) throw new Error("no blog")
    for (const post of changes.posts) posts.set(post.id, JSON.stringify(post.content))
    for (const id of changes.removals) posts.delete(id)
    versions.push(changes.upTo)
  }
  const loop = (async () => {
    while (running) await read()
    await read()
  })()
  const finish = async () => {
    running = false
    await loop
    return { posts, versions }
  }
  return { finish }
}

async function readTruth(blogId: string): Promise<Map<string, string>> {
  const rows = await db().post.findMany({ where: { blogId, state: "published" } })
  return new Map(rows.map((row) => [row.id, JSON.stringify(row.content)]))
}

describe("the version line of a blog", () => {
  it("loses nothing to a reader while 8 writers make thousands of changes at once", async () => {
    const blog = await makeBlog()
    const reader = startReader(blog.id)
    const changes = process.env.LONG ? 20_000 : 2_000
    let made = 0
    const write = async () => {
      while (made < changes) {
        made += 1
        await makePost(blog.id, `change ${made}`)
      }
    }
    await Promise.all(Array.from({ length: 8 }, write))
    const { posts, versions } = await reader.finish()

    expect(posts).toEqual(await readTruth(blog.id))
    expect(posts.size).toBe(changes)
    expect([...versions].sort((a, b) => a - b)).toEqual(versions)
    const stamps = await db().post.findMany({ where: { blogId: blog.id }, select: { version: true, changedAt: true } })
    expect(stamps.map((stamp) => stamp.version).sort((a, b) => a - b)).toEqual(
      Array.from({ length: changes }, (_, index) => index + 1),
    )
    const times = stamps.sort((a, b) => a.version - b.version).map((stamp) => stamp.changedAt?.getTime() ?? 0)
    expect(times.every((time, index) => index === 0 || time > (times[index - 1] ?? 0))).toBe(true)
  }, 900_000)

  it("loses nothing, and skips nothing, whatever editors do at the same time", async () => {
    const command = fc.record({
      kind: fc.constantFrom("post", "draft", "edit", "hide", "show", "pin", "delete", "restore", "blog"),
      pick: fc.nat(),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(command, { maxLength: 8 }), { minLength: 2, maxLength: 4 }),
        async (editors) => {
          const blog = await makeBlog()
          const reader = startReader(blog.id)
          const ids: string[] = [(await makePost(blog.id, "first")).id]
          await Promise.all(
            editors.map(async (commands, editor) => {
              for (const [index, { kind, pick }] of commands.entries()) {
                await run(blog.id, ids, kind, ids[pick % ids.length] ?? "", `editor ${editor} change ${index}`)
              }
            }),
          )
          const { posts } = await reader.finish()
          expect(posts).toEqual(await readTruth(blog.id))
          const { publicCount } = await db().blog.findUniqueOrThrow({ where: { id: blog.id } })
          expect(publicCount).toBe(posts.size)
        },
      ),
      { numRuns: 40 },
    )
  }, 120_000)

  it("keeps what was committed, and nothing else, when connections are cut in the middle", async () => {
    const blog = await makeBlog()
    const reader = startReader(blog.id)
    const killer = new pg.Client({ connectionString: requireDatabaseUrl() })
    await killer.connect()
    const outcomes = Promise.allSettled(
      Array.from({ length: 8 }, async (_, writer) => {
        for (let index = 0; index < 25; index += 1)
          await makePost(blog.id, `writer ${writer} change ${index}`).catch(() => null)
      }),
    )
    for (let cut = 0; cut < 6; cut += 1) {
      await killer.query(`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and state = 'idle in transaction' limit 1`)
    }
    await outcomes
    await killer.end()
    // Cut readers throw as browsers' requests do; what counts is the state after the next complete read.
    await reader.finish().catch(() => null)
    const after = startReader(blog.id)
    const { posts } = await after.finish()
    expect(posts).toEqual(await readTruth(blog.id))
    const versions = (await db().post.findMany({ where: { blogId: blog.id } }))
      .map((row) => row.version)
      .sort((a, b) => a - b)
    expect(versions).toEqual(versions.map((_, index) => index + 1))
  }, 60_000)
})

async function run(blogId: string, ids: string[], kind: string, id: string, text: string): Promise<void> {
  const content = documentFromText(text)
  const make = async (state: "published" | "draft") =>
    void ids.push((await createPost(DESK, blogId, { content, state })).id)
  const actions: Record<string, () => Promise<unknown>> = {
    post: () => make("published"),
    draft: () => make("draft"),
    edit: () => editPost(DESK, id, { content }),
    hide: () => editPost(DESK, id, { state: "hidden" }),
    show: () => editPost(DESK, id, { state: "published" }),
    pin: () => editPost(DESK, id, { pinned: true }),
    delete: () => deletePost(DESK, id),
    restore: () => restorePost(DESK, id),
    blog: () => editBlog(DESK, blogId, { title: text }),
  }
  // A colleague may have deleted the post a moment before: refused, not lost.
  await actions[kind]?.().catch((error: { code?: string }) => {
    if (error.code !== "wrong_state") throw error
  })
}

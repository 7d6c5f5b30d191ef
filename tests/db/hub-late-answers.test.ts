import { afterEach, describe, expect, it, vi } from "vitest"
import { db } from "@/lib/db/client"
import { Hub } from "@/lib/realtime/hub"
import { useDatabase } from "../setup/database"
import { makeBlog, makePost } from "../setup/story"

/** What the database answers is held back while this stands: how a busy connection is late. */
const late = vi.hoisted(() => ({ gate: null as Promise<void> | null, read: 0 }))
vi.mock("@/lib/changes/read-changes", async (importOriginal) => {
  const real = await importOriginal<typeof import("@/lib/changes/read-changes")>()
  const readChangesAfterVersion: typeof real.readChangesAfterVersion = async (blogId, version) => {
    const { gate } = late
    const changes = await real.readChangesAfterVersion(blogId, version)
    late.read += 1
    await gate
    return changes
  }
  return { ...real, readChangesAfterVersion }
})

useDatabase()
afterEach(() => void Object.assign(late, { gate: null, read: 0 }))

/** Holds back the answer of whatever is read next, once the database has given it. Returns how to let it pass. */
async function holdBack(read: () => Promise<unknown>): Promise<() => Promise<void>> {
  let open = () => {}
  late.gate = new Promise((resolve) => {
    open = resolve
  })
  const before = late.read
  const reading = read()
  await expect.poll(() => late.read).toBe(before + 1)
  late.gate = null
  return async () => {
    open()
    await reading
  }
}

describe("an answer of the database that is overtaken", () => {
  it("by a change while a blog is opened here for the first time: the first reader has the change", async () => {
    const blog = await makeBlog()
    const hub = new Hub(() => true)
    let found: Awaited<ReturnType<Hub["find"]>> = null
    const letPass = await holdBack(async () => {
      found = await hub.find(blog.slug)
    })
    await makePost(blog.id, "Published while the first reader came.")
    hub.notify(blog.id, 1)
    await letPass()
    expect(found).toMatchObject({ snapshot: { version: 1 } })
  })

  it("by a restore: nobody is led back to the line that is no more", async () => {
    const blog = await makeBlog()
    await makePost(blog.id, "Number 1.")
    const hub = new Hub(() => true)
    const channel = await hub.find(blog.slug)
    if (!channel) throw new Error("The blog is public.")
    const letPass = await holdBack(() => channel.changes(blog.epoch, 0))
    await db().$executeRaw`update blog set epoch = 'after-a-restore' where id = ${blog.id}`
    hub.invalidateAll()
    await hub.find(blog.slug)
    expect(channel.snapshot.epoch).toBe("after-a-restore")
    await letPass()
    expect(channel.snapshot.epoch).toBe("after-a-restore")
  })
})

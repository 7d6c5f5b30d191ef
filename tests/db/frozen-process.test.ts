import { afterEach, describe, expect, it, vi } from "vitest"
import { db } from "@/lib/db/client"
import { isListening } from "@/lib/realtime/broker"
import { useDatabase } from "../setup/database"
import { MOUNTS, useMount } from "../setup/mounts"
import { makeBlog } from "../setup/story"

useDatabase()
afterEach(() => void vi.restoreAllMocks())

/** What a process sees that was frozen for a minute: the clock went on, and nothing of its own ran. */
function freeze(): void {
  const { now } = Date
  vi.spyOn(Date, "now").mockImplementation(() => now() + 60_000)
}

describe.each(MOUNTS)("a process that stood still, on %s", (mount) => {
  const server = useMount(mount)

  it("answers nothing from what it knew before, and trusts its connection again when that answers", async () => {
    const blog = await makeBlog()
    const ask = async () => {
      const url = `${server.url}/api/blogs/${blog.slug}/changes?epoch=${blog.epoch}&after=${blog.version}`
      return ((await (await fetch(url)).json()) as { version: number }).version
    }
    expect(await ask()).toBe(blog.version)
    await expect.poll(isListening).toBe(true)
    expect(await ask()).toBe(blog.version)
    // A change of which this process hears nothing.
    await db().$executeRaw`update blog set version = version + 1, blog_version = version + 1 where id = ${blog.id}`
    expect(await ask()).toBe(blog.version)
    freeze()
    expect(isListening()).toBe(false)
    expect(await ask()).toBe(blog.version + 1)
    await expect.poll(isListening, { timeout: 5_000 }).toBe(true)
  })
})

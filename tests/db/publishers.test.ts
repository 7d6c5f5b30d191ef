import { describe, expect, it } from "vitest"
import { editBlog } from "@/lib/blogs/edit-blog"
import { requireBlogBySlug } from "@/lib/blogs/read-blogs"
import { db } from "@/lib/db/client"
import { PUBLISHER_LABELS } from "@/lib/protocol/publisher-labels"
import { offeredPublishers } from "@/lib/realtime/publisher-options"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog } from "../setup/story"

useDatabase()

describe("without a Pusher service", () => {
  const refusal = {
    code: "invalid_input",
    issues: [{ path: "publisher", message: expect.stringContaining("PUSHER_KEY") }],
  }

  it("a blog cannot be made with it or given to it, in words that say what to do", async () => {
    await expect(makeBlog({ publisher: "pusher" })).rejects.toMatchObject(refusal)
    const blog = await makeBlog({ publisher: "websocket" })
    await expect(editBlog(DESK, blog.id, { publisher: "pusher" })).rejects.toMatchObject(refusal)
    expect((await requireBlogBySlug(DESK, blog.slug)).publisher).toBe("websocket")
  })

  it("a blog that had it keeps it, and can be edited and given to another", async () => {
    const blog = await makeBlog()
    await db().blog.update({ where: { id: blog.id }, data: { publisher: "pusher" } })
    expect((await editBlog(DESK, blog.id, { publisher: "pusher", title: "Kept" })).publisher).toBe("pusher")
    expect((await editBlog(DESK, blog.id, { publisher: "sse" })).publisher).toBe("sse")
  })

  it("the desk offers all others, each with its words", () => {
    expect(offeredPublishers(null)).toEqual(["interval-polling", "long-polling", "sse", "websocket"])
    expect(offeredPublishers("pusher")).toContain("pusher")
    for (const { label, hint } of Object.values(PUBLISHER_LABELS)) expect([label, hint]).not.toContain("")
  })
})

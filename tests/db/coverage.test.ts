import { describe, expect, it } from "vitest"
import type { DeskBlog } from "@/lib/blogs/blog-schemas"
import { editBlog } from "@/lib/blogs/edit-blog"
import { requireBlog } from "@/lib/blogs/read-blogs"
import { documentFromText } from "@/lib/content/plain-text"
import { db } from "@/lib/db/client"
import { editCoverage } from "@/lib/posts/coverage"
import { editPost } from "@/lib/posts/edit-post"
import { publishDue } from "@/lib/posts/publish-due"
import { readQueue } from "@/lib/posts/read-queue"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog, makePost } from "../setup/story"

useDatabase()

const later = () => new Date(Date.now() + 3_600_000).toISOString()
const stateOf = async (id: string) => (await db().post.findUniqueOrThrow({ where: { id } })).state
const schedule = (blog: DeskBlog, text: string) => makePost(blog.id, text, { publishAt: later() })
const makeDue = (...ids: string[]) =>
  db().post.updateMany({ where: { id: { in: ids } }, data: { publishAt: new Date(Date.now() - 1_000) } })

describe("ending coverage", () => {
  it("does with each post that is not out what was chosen, and never publishes a scheduled one by surprise", async () => {
    const blog = await makeBlog()
    const cancelled = await schedule(blog, "Cancelled")
    const unnamed = await schedule(blog, "Not named")
    const kept = await schedule(blog, "Kept on purpose")
    const now = await schedule(blog, "Rather now")
    const draft = await makePost(blog.id, "A draft", { state: "draft" })
    const submitted = await makePost(blog.id, "Submitted", { state: "submitted" })
    const choices = { [cancelled.id]: "unschedule", [kept.id]: "keep", [now.id]: "publish", [submitted.id]: "publish" }
    const pending = Object.entries(choices).map(([postId, choice]) => ({ postId, choice: choice as "keep" }))
    const ended = await editCoverage(DESK, blog.id, { status: "ended" }, { pending })
    expect([ended.status, ended.publicCount]).toEqual(["ended", 2])
    const states = await Promise.all([cancelled, unnamed, kept, now, draft, submitted].map(({ id }) => stateOf(id)))
    expect(states).toEqual(["draft", "draft", "scheduled", "published", "draft", "published"])
    await makeDue(kept.id)
    await publishDue()
    expect(await stateOf(kept.id)).toBe("published")
  })

  it("holds back what was scheduled before the end, however the blog ended, and not what was scheduled since", async () => {
    const blog = await makeBlog()
    const before = await schedule(blog, "Before the end")
    await editBlog(DESK, blog.id, { status: "ended" })
    const since = await schedule(blog, "Since the end")
    await makeDue(before.id, since.id)
    await publishDue()
    expect(await db().post.findUniqueOrThrow({ where: { id: before.id } })).toMatchObject({
      state: "draft",
      editorNote: "Not published: coverage ended before its time.",
    })
    expect(await stateOf(since.id)).toBe("published")
  })

  it("changes nothing when one of the posts cannot be published, and says which", async () => {
    const blog = await makeBlog()
    const empty = await makePost(blog.id, "", { state: "draft" })
    const draft = await makePost(blog.id, "Good", { state: "draft" })
    const pending = [empty, draft].map(({ id }) => ({ postId: id, choice: "publish" as const }))
    await expect(editCoverage(DESK, blog.id, { status: "ended" }, { pending })).rejects.toMatchObject({
      code: "invalid_input",
      issues: [{ path: `pending.${empty.id}` }],
    })
    expect((await requireBlog(DESK, blog.id)).status).toBe("live")
    expect(await stateOf(draft.id)).toBe("draft")
  })
})

describe("going live", () => {
  it("clears the rehearsal before readers see the page, when it is asked for", async () => {
    const blog = await makeBlog({ status: "draft" })
    const post = await makePost(blog.id, "Test, test")
    const draft = await makePost(blog.id, "Still a draft", { state: "draft" })
    const live = await editCoverage(DESK, blog.id, { status: "live" }, { clearRehearsal: true })
    expect([live.status, live.publicCount]).toEqual(["live", 0])
    expect([await stateOf(post.id), await stateOf(draft.id)]).toEqual(["deleted", "draft"])
  })

  it("keeps the rehearsal otherwise; taken back within minutes, coverage starts when it goes live again", async () => {
    const blog = await makeBlog({ status: "draft" })
    await makePost(blog.id, "Ready")
    const live = await editCoverage(DESK, blog.id, { status: "live" })
    expect([live.publicCount, typeof live.startedAt]).toEqual([1, "string"])
    expect(await editCoverage(DESK, blog.id, { status: "draft" })).toMatchObject({ status: "draft", startedAt: null })
  })
})

it("the queue has the longest wait first, whatever was written since", async () => {
  const blog = await makeBlog()
  const first = await makePost(blog.id, "Waits longest", { state: "draft" })
  const second = await makePost(blog.id, "Came second", { state: "submitted" })
  await editPost(DESK, first.id, { state: "submitted" })
  await editPost(DESK, second.id, { content: documentFromText("Came second, edited since") })
  await makePost(blog.id, "On the page")
  const { submitted, drafts, scheduled } = await readQueue(DESK, blog.id)
  expect(submitted.map(({ id }) => id)).toEqual([second.id, first.id])
  expect([drafts, scheduled]).toEqual([[], []])
})

import { beforeEach, describe, expect, it, vi } from "vitest"
import { consumeRateLimit } from "@/lib/auth/rate-limit"
import { db } from "@/lib/db/client"
import { removeExpired } from "@/lib/jobs/media-cleanup"
import { savePicture } from "@/lib/media/save-picture"
import { saveAutosave } from "@/lib/posts/autosave"
import { createPost } from "@/lib/posts/create-post"
import { useDatabase } from "../setup/database"
import { DESK, makeBlog } from "../setup/story"
import { makePerson, signInAs } from "./people-helpers"
import { photo } from "./picture-samples"

const content = { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: "Words" }] }] }

describe("on a site where nobody writes, tidying up", () => {
  useDatabase()
  let blogId = ""
  let person: { id: string; email: string }

  beforeEach(async () => {
    blogId = (await makeBlog()).id
    person = await makePerson("editor")
    await db().idempotencyKey.deleteMany()
    await db().autosave.deleteMany()
  })

  const writer = () => ({ kind: "user", role: "editor", name: "E", source: "desk", id: person.id }) as const
  const keep = (words: Record<string, unknown> | null, tab: string) =>
    saveAutosave(writer(), blogId, { userId: person.id, postId: null, writer: tab.repeat(16), serial: 1, words })
  const age = (table: "idempotency_key" | "autosave", by: string) =>
    db().$executeRawUnsafe(
      `update ${table} set ${table === "autosave" ? "saved_at = saved_at" : "created_at = created_at"} - interval '${by}'`,
    )

  it("removes the keys of programs after a day, and those of the desk after thirty, and no sooner", async () => {
    await createPost(DESK, blogId, { content }, { idempotencyKey: "program" })
    await createPost(writer(), blogId, { content }, { idempotencyKey: "desk" })
    const left = async () => (await db().idempotencyKey.findMany({ orderBy: { key: "asc" } })).map(({ key }) => key)
    await age("idempotency_key", "23 hours 59 minutes")
    expect(await removeExpired()).toMatchObject({ keysRemoved: 0 })
    await age("idempotency_key", "2 minutes")
    expect(await removeExpired()).toMatchObject({ keysRemoved: 1 })
    expect(await left()).toEqual(["desk"])
    await age("idempotency_key", "29 days")
    expect(await removeExpired()).toMatchObject({ keysRemoved: 1 })
    expect(await left()).toEqual([])
  })

  it("removes unsaved texts after thirty days, and the memory of thrown away ones after one", async () => {
    await keep({ text: "left" }, "a")
    await keep(null, "b")
    await age("autosave", "23 hours")
    expect(await removeExpired()).toMatchObject({ textsRemoved: 0 })
    await age("autosave", "2 hours")
    expect(await removeExpired()).toMatchObject({ textsRemoved: 1 })
    await age("autosave", "28 days")
    expect(await removeExpired()).toMatchObject({ textsRemoved: 0 })
    await age("autosave", "2 days")
    expect(await removeExpired()).toMatchObject({ textsRemoved: 1 })
    expect(await db().autosave.count()).toBe(0)
  })

  it("goes by the database's clock, whatever the process's own says", async () => {
    await keep({ text: "new" }, "a")
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 90 * 24 * 60 * 60 * 1000 })
    try {
      expect(await removeExpired()).toMatchObject({ textsRemoved: 0 })
    } finally {
      vi.useRealTimers()
    }
  })

  it("removes a picture in the same turn as the old text that held it", async () => {
    const { id } = await savePicture(DESK, await photo(60, 40).png().toBuffer())
    await keep({ content: { type: "image", attrs: { mediaId: id } } }, "a")
    await db().media.updateMany({ data: { uploadedAt: new Date(0) } })
    expect(await removeExpired()).toMatchObject({ picturesRemoved: 0 })
    await age("autosave", "31 days")
    expect(await removeExpired()).toMatchObject({ textsRemoved: 1, picturesRemoved: 1 })
  })

  it("removes the sessions and the counted tries that are over", async () => {
    await signInAs(person.email)
    await db().session.updateMany({ where: { userId: person.id }, data: { expiresAt: new Date(0) } })
    await consumeRateLimit({ account: "somebody@example.org", address: null })
    await db().$executeRaw`update rate_limit set last_hit_at = last_hit_at - interval '11 minutes'`
    const { sessionsRemoved, triesRemoved } = await removeExpired()
    expect([sessionsRemoved, triesRemoved]).toEqual([1, 1])
  })

  it("does the rest when one kind fails, and says which did", async () => {
    await keep(null, "b")
    await age("autosave", "2 days")
    await db().$executeRaw`alter table idempotency_key rename to away`
    try {
      await expect(removeExpired()).rejects.toThrow(/^keysRemoved: .*idempotency_key/s)
      expect(await db().autosave.count()).toBe(0)
    } finally {
      await db().$executeRaw`alter table away rename to idempotency_key`
    }
  })
})

import { describe, expect, it } from "vitest"
import { csvCell, exportAuditLog } from "@/lib/audit/export-audit-log"
import { listAuditEvents, listAuditFilters } from "@/lib/audit/read-audit-log"
import { createApiToken, revokeApiToken } from "@/lib/auth/api-tokens"
import { changeRole, disablePerson, enablePerson, unlockSignIn } from "@/lib/auth/people"
import { consumeRateLimit } from "@/lib/auth/rate-limit"
import { editBlog } from "@/lib/blogs/edit-blog"
import { db } from "@/lib/db/client"
import type { Actor } from "@/lib/permissions/actor"
import { bulkEdit } from "@/lib/posts/bulk-edit"
import { createPost } from "@/lib/posts/create-post"
import { deletePost, restorePost } from "@/lib/posts/delete-post"
import { editPost } from "@/lib/posts/edit-post"
import { restoreRevision } from "@/lib/posts/history"
import { undoGroup, undoRevision } from "@/lib/posts/undo"
import { useDatabase } from "../setup/database"
import { makeBlog, makePost } from "../setup/story"

useDatabase()

const ANN: Actor = { kind: "user", id: "user_ann", name: "Ann", role: "admin", source: "desk" }

/** What the log has gained by a change. */
async function notedBy(blogId: string, change: () => Promise<unknown>) {
  const before = await db().auditEvent.count({ where: { blogId } })
  await change()
  const rows = await db().auditEvent.findMany({ where: { blogId }, orderBy: [{ at: "desc" }, { id: "desc" }] })
  return rows.slice(0, rows.length - before)
}

describe("the audit log of a blog", () => {
  it("gains exactly one line by every change, with who and from where", async () => {
    const blog = await makeBlog()
    const post = await makePost(blog.id, "words", { title: "Old" })
    const user = await db().user.create({
      data: { id: "user_bob", name: "Bob", email: "bob@example.org", role: "editor" },
    })
    await db().user.create({ data: { id: "user_ann", name: "Ann", email: "ann@example.org", role: "admin" } })
    let tokenId = ""
    let groupId = ""
    const changes: [string, () => Promise<unknown>][] = [
      ["post.edit", () => editPost(ANN, post.id, { title: "New" })],
      ["post.hide", () => editPost(ANN, post.id, { state: "hidden" })],
      ["post.show", () => editPost(ANN, post.id, { state: "published" })],
      ["post.pin", () => editPost(ANN, post.id, { pinned: true })],
      ["post.undo", () => undoRevision(ANN, post.id, 5)],
      ["post.retime", () => editPost(ANN, post.id, { publishedAt: "2024-01-01T10:00:00Z" })],
      ["post.correct", () => editPost(ANN, post.id, { correction: "Wrong day." })],
      ["post.delete", () => deletePost(ANN, post.id)],
      ["post.restore", () => restorePost(ANN, post.id)],
      ["post.revert", () => restoreRevision(ANN, post.id, 1)],
      [
        "post.hide",
        async () => {
          const done = await bulkEdit(ANN, blog.id, { postIds: [post.id], change: { kind: "hide" } })
          groupId = done.groupId ?? ""
        },
      ],
      ["post.undo", () => undoGroup(ANN, groupId)],
      ["post.schedule", () => createPost(ANN, blog.id, { content: post.content, publishAt: "2040-01-01T10:00:00Z" })],
      ["blog.edit", () => editBlog(ANN, blog.id, { publisher: "sse", title: "Another title" })],
      ["blog.end", () => editBlog(ANN, blog.id, { status: "ended" })],
      ["blog.open", () => editBlog(ANN, blog.id, { status: "live" })],
      ["person.role", () => changeRole(ANN, user.id, "contributor")],
      [
        "person.enable",
        () =>
          db()
            .user.update({ where: { id: user.id }, data: { disabledAt: new Date() } })
            .then(() => enablePerson(ANN, user.id)),
      ],
      [
        "person.unlock",
        async () => {
          for (let tries = 0; tries < 10; tries += 1) await consumeRateLimit({ account: user.email, address: null })
          await unlockSignIn(ANN, user.id)
        },
      ],
      [
        "token.create",
        async () => {
          tokenId = (await createApiToken(ANN, { name: "Wire", blogId: blog.id })).apiToken.id
        },
      ],
      ["token.revoke", () => revokeApiToken(ANN, tokenId)],
    ]
    for (const [action, change] of changes) {
      const noted = await notedBy(blog.id, change)
      expect(noted, action).toMatchObject([{ action, actorId: "user_ann", actorName: "Ann", source: "desk" }])
    }
    const [edit] = await db().auditEvent.findMany({ where: { blogId: blog.id, action: "blog.edit" } })
    expect(edit?.details).toEqual({
      changes: {
        publisher: { from: "interval-polling", to: "sse" },
        title: { from: blog.title, to: "Another title" },
      },
    })
    const told = JSON.stringify(await db().auditEvent.findMany({ where: { action: "token.create" } }))
    expect(told).not.toMatch(/rs_[0-9A-Za-z]{20}/)
  })

  it("gains nothing by what changes nothing or is refused", async () => {
    const blog = await makeBlog()
    const post = await makePost(blog.id, "words")
    expect(await notedBy(blog.id, () => editPost(ANN, post.id, { pinned: false }))).toEqual([])
    expect(await notedBy(blog.id, () => editBlog(ANN, blog.id, { title: blog.title }))).toEqual([])
    const stale = () => editPost(ANN, post.id, { title: "x" }, { revision: 9 }).catch(() => null)
    expect(await notedBy(blog.id, stale)).toEqual([])
    const off = { id: "user_off", name: "Off", email: "off@example.org", disabledAt: new Date() }
    await db().user.createMany({ data: [off, { id: "user_boss", name: "B", email: "b@example.org", role: "admin" }] })
    expect(await notedBy(blog.id, () => disablePerson(ANN, off.id))).toEqual([])
    expect(await notedBy(blog.id, () => disablePerson(ANN, "user_none").catch(() => null))).toEqual([])
  })

  it("notes what concerns all blogs in each of them", async () => {
    const [one, two] = [await makeBlog(), await makeBlog()]
    await createApiToken(ANN, { name: "For all" })
    for (const { id } of [one, two]) {
      expect((await listAuditEvents(ANN, id, { kind: "token." })).lines).toMatchObject([{ action: "token.create" }])
    }
  })

  it("is read by person, kind and day of the blog's own calendar, and by pages without a gap", async () => {
    const blog = await makeBlog({ timeZone: "Asia/Tokyo" })
    const post = await makePost(blog.id, "words")
    for (let index = 0; index < 120; index += 1) await editPost(ANN, post.id, { title: `Title ${index}` })
    const seen: string[] = []
    for (let before: string | undefined, more = true; more; ) {
      const page = await listAuditEvents(ANN, blog.id, { before })
      seen.push(...page.lines.map((line) => line.id))
      before = page.next ?? undefined
      more = page.next !== null
    }
    const all = await db().auditEvent.findMany({
      where: { blogId: blog.id },
      orderBy: [{ at: "desc" }, { id: "desc" }],
    })
    expect(seen).toEqual(all.map((row) => row.id))
    const by = async (query: Parameters<typeof listAuditEvents>[2]) =>
      (await listAuditEvents(ANN, blog.id, query)).lines
    expect((await by({ person: "name:Test desk" })).map((line) => line.action)).toEqual(["post.publish", "blog.create"])
    expect((await by({ person: "user_ann" })).every((line) => line.actorName === "Ann")).toBe(true)
    expect(await by({ kind: "blog." })).toMatchObject([{ action: "blog.create" }])
    expect(await by({ kind: "post.publish" })).toHaveLength(1)
    const first = all.at(-1)
    await db().auditEvent.update({ where: { id: first?.id ?? "" }, data: { at: new Date("2024-03-01T15:30:00Z") } })
    expect(await by({ day: "2024-03-02" })).toMatchObject([{ id: first?.id }])
    expect(await by({ day: "2024-03-01" })).toEqual([])
    expect(await listAuditFilters(ANN, blog.id)).toEqual({
      people: [
        { key: "user_ann", name: "Ann" },
        { key: "name:Test desk", name: "Test desk" },
      ],
      kinds: ["blog.create", "post.edit", "post.publish"],
    })
    await expect(listAuditEvents(ANN, blog.id, { day: "yesterday" })).rejects.toMatchObject({ code: "invalid_input" })
    await expect(listAuditEvents(ANN, "blog_none", {})).rejects.toMatchObject({ code: "blog_not_found" })
  })

  it("is exported whole, as CSV that no spreadsheet runs and as JSON Lines", async () => {
    const blog = await makeBlog()
    const post = await makePost(blog.id, "words", { title: '=HYPERLINK("https://evil.example")' })
    const rows = Array.from({ length: 1_200 }, (_, index) => ({
      id: `activity_${index}`,
      ...{ blogId: blog.id, actorName: index % 2 ? "+evil" : "Bob, “the” editor", source: "api", action: "post.edit" },
      details: { title: "-1+1" },
    }))
    await db().auditEvent.createMany({ data: rows })
    const csv = await new Response(await exportAuditLog(ANN, blog.id, {}, "csv")).text()
    const lines = csv.trimEnd().split("\r\n")
    expect(lines).toHaveLength(1_203)
    expect(lines[0]).toBe("at,actorName,actorId,source,action,postId,revision,groupId,details,id")
    expect(csv).toContain(`"'+evil"`)
    expect(csv).not.toMatch(/(^|,)"?[=+\-@]/m)
    const jsonl = await new Response(await exportAuditLog(ANN, blog.id, { kind: "post.publish" }, "jsonl")).text()
    expect(
      jsonl
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toMatchObject([{ action: "post.publish", postId: post.id, details: { title: post.title } }])
  })

  it("writes every cell as text that means what it says", () => {
    expect(csvCell("plain")).toBe("plain")
    expect(csvCell('say "hi", then\nleave')).toBe('"say ""hi"", then\nleave"')
    for (const hostile of ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1"]) {
      expect(csvCell(hostile)).toBe(`"'${hostile}"`)
    }
  })
})

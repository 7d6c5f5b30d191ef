import { mkdtemp, rm } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import pg from "pg"
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest"
import { listAuditEvents } from "@/lib/audit/read-audit-log"
import { liftLock, readLocks } from "@/lib/auth/rate-limit"
import { restoreBackup } from "@/lib/backup/restore-backup"
import { writeBackup } from "@/lib/backup/write-backup"
import { getPreviewRow } from "@/lib/blogs/preview-link"
import { requireBlog } from "@/lib/blogs/read-blogs"
import { readBlogHealth } from "@/lib/collaboration/read-blog-health"
import { closeDb, db } from "@/lib/db/client"
import { migrate, readMigrations } from "@/lib/db/migrate"
import { setDatabaseUrl } from "@/lib/env"
import type { Actor } from "@/lib/permissions/actor"
import { listAutosaves, readAutosave, saveAutosave } from "@/lib/posts/autosave"
import { createPost } from "@/lib/posts/create-post"
import { restorePost } from "@/lib/posts/delete-post"
import { requireRevision } from "@/lib/posts/history"
import { listPins } from "@/lib/posts/order-pins"
import { requirePost } from "@/lib/posts/read-posts"
import { undoRevision } from "@/lib/posts/undo"
import { takePushTurn } from "@/lib/realtime/pusher/publish-lock"
import { hashSecret } from "@/lib/secret-token"
import { databaseUrl, execute } from "../setup/postgres"

const ANN: Actor = { kind: "user", id: "user_ann", name: "Ann", role: "admin", source: "desk" }
const TAB = "a".repeat(16)
const PREVIEW = "p".repeat(40)
const POST = { content: { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: "Hello" }] }] } }
const DATABASE = "upgrade_names"
const RESTORED = "upgrade_restored"

/** Only names change in the migration: these are the promises that people could miss. */
describe("an upgrade from a database with the former names of tables and columns", () => {
  const server = inject("postgresUrl")
  const url = databaseUrl(server, DATABASE)

  let folder = ""
  const file = () => path.join(folder, "old.gz")

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "running-story-upgrade-"))
    await execute(server, `create database ${DATABASE}`)
    const all = await readMigrations()
    const cut = all.findIndex(({ name }) => name.endsWith("_plain_names"))
    expect(cut).toBeGreaterThan(0)
    await migrate(url, all.slice(0, cut))
    await execute(url, OLD_DATA)
    await writeBackup(url, file(), "0.1.0")
    expect((await migrate(url)).at(0)).toBe(all[cut]?.name)
    setDatabaseUrl(url)
  })

  afterAll(async () => {
    await closeDb()
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    for (const name of [DATABASE, RESTORED]) await client.query(`drop database if exists ${name} with (force)`)
    await client.end()
    await rm(folder, { recursive: true, force: true })
  })

  it("leaves no former name of a table, column, index or constraint", async () => {
    // PostgreSQL 18 names NOT NULL constraints, and an index keeps the former names of its columns: both are internal.
    const rows = await db().$queryRaw<{ name: string }[]>`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace
      union all select conname from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'
      union all select attname from pg_attribute join pg_class on pg_class.oid = attrelid
        where relnamespace = 'public'::regnamespace and relkind = 'r'`
    const former =
      /kept_text|^activity|attempts|live_report|push_turn|rehearsal|coverage_at|as_it_happened|pushed_|push_/
    expect(rows.length).toBeGreaterThan(100)
    expect(rows.map(({ name }) => name).filter((name) => former.test(name))).toEqual([])
  })

  it("keeps unsaved texts, and their order of writes", async () => {
    expect(await listAutosaves(ANN, "blog_1")).toMatchObject([{ writer: TAB, serial: 7, begins: "Unsaved" }])
    const place = { postId: null, writer: TAB }
    expect(await readAutosave(ANN, "blog_1", place)).toMatchObject({ words: { title: "Unsaved" }, serial: 7 })
    await saveAutosave(ANN, "blog_1", { ...place, userId: ANN.kind === "user" ? ANN.id : "", serial: 6, words: null })
    expect(await listAutosaves(ANN, "blog_1")).toHaveLength(1)
  })

  it("keeps the audit log and locked accounts", async () => {
    const { lines } = await listAuditEvents(ANN, "blog_1", {})
    expect(lines.map(({ action, actorName }) => [action, actorName])).toEqual([["post.edit", "Bob"]])
    expect((await readLocks(["bob@example.org"])).has("bob@example.org")).toBe(true)
    expect(await db().$transaction((tx) => liftLock(tx, "bob@example.org"))).toBe(true)
    expect((await readLocks(["bob@example.org"])).size).toBe(0)
  })

  it("keeps a blog's planned start, its order once ended, its preview link and its trouble with Pusher", async () => {
    expect(await requireBlog(ANN, "blog_1")).toMatchObject({
      coverageAt: "2030-01-01T10:00:00.000Z",
      asItHappened: true,
      rehearsing: true,
      push: { problem: "no route" },
    })
    expect(await getPreviewRow(PREVIEW)).toMatchObject({ id: "blog_1", pusherVersion: 3 })
    const health = await readBlogHealth("blog_1")
    expect(health.readers).toMatchObject({ total: 12 })
    expect(await takePushTurn("blog_1")).toBeNull()
    expect(await takePushTurn("blog_2")).not.toBeNull()
  })

  it("keeps the order of pinned posts, notes to authors, and the state that a deleted post returns to", async () => {
    expect((await listPins(ANN, "blog_1")).map(({ id, pinOrder }) => [id, pinOrder])).toEqual([
      ["post_2", 1],
      ["post_1", 2],
    ])
    expect((await requirePost(ANN, "blog_1", "post_3")).editorNote).toBe("Shorter, please")
    expect((await requireRevision(ANN, "blog_1", "post_4", 1)).state).toBe("hidden")
    expect((await restorePost(ANN, "post_4")).state).toBe("hidden")
    expect((await undoRevision(ANN, "post_4", 3)).state).toBe("deleted")
  })

  it("answers a repeated request with its first response", async () => {
    const again = await createPost(ANN, "blog_1", POST, { idempotencyKey: "first" }).catch((error: unknown) => error)
    expect(again).toMatchObject({ code: "key_reused" })
    const { response } = await db().idempotencyKey.findFirstOrThrow({ where: { key: "first" } })
    expect(JSON.parse(response ?? "")).toEqual({ id: "post_1" })
  })

  it("restores a backup of the former release, and goes on with Pusher from its version", async () => {
    await execute(server, `create database ${RESTORED}`)
    const target = databaseUrl(server, RESTORED)
    const { migrated } = await restoreBackup(target, file())
    expect(migrated.at(0)).toMatch(/_plain_names$/)
    const client = new pg.Client({ connectionString: target })
    await client.connect()
    const { rows } = await client.query(`
      select (select count(*)::int from autosave) as texts, (select count(*)::int from audit_event) as events,
        (select count(*)::int from rate_limit) as counters, (select count(*)::int from audience_report) as reports,
        (select state_before_delete from post where id = 'post_4') as state,
        pusher_version = version as "isPushed", pusher_error as problem, epoch = 'e' as "isOldEpoch"
      from blog where id = 'blog_1'`)
    await client.end()
    const blog = { isPushed: true, problem: null, isOldEpoch: false }
    expect(rows).toEqual([{ texts: 1, events: 1, counters: 1, reports: 0, state: "hidden", ...blog }])
  })
})

const DOC = JSON.stringify(POST.content)
const OLD_DATA = `
  insert into "user" (id, name, email, role) values ('user_ann', 'Ann', 'ann@example.org', 'admin');
  insert into blog (id, slug, title, epoch, status, coverage_at, as_it_happened, rehearsal_hash, pushed_version,
      push_failing_since, push_error)
    values ('blog_1', 'one', 'One', 'e', 'draft', '2030-01-01T10:00:00Z', true, '${hashSecret(PREVIEW)}', 3, now(),
      'no route'),
    ('blog_2', 'two', 'Two', 'e', 'draft', null, false, null, 0, null, null);
  insert into post (id, blog_id, state, content, text, authors, pinned_at, pin_order, editor_note, published_at,
      deleted_at, deleted_from, revision)
    values ('post_1', 'blog_1', 'published', '${DOC}', 'Hello', '[]', now(), 2, '', now(), null, null, 1),
    ('post_2', 'blog_1', 'published', '${DOC}', 'Hello', '[]', now(), 1, '', now(), null, null, 1),
    ('post_3', 'blog_1', 'draft', '${DOC}', 'Hello', '[]', null, 0, 'Shorter, please', null, null, null, 1),
    ('post_4', 'blog_1', 'deleted', '${DOC}', 'Hello', '[]', null, 0, '', now(), now(), 'hidden', 2);
  insert into revision (post_id, number, title, content, state, key_event, pinned, pin_order, deleted_from, action, source,
      actor_name, published_at)
    select id, number, '', content, case when number = 2 then state else deleted_from end, false, false, 0,
      case when number = 2 then deleted_from end, 'delete', 'desk', 'Ann', published_at
    from post, generate_series(1, 2) as number where id = 'post_4';
  insert into activity (id, blog_id, actor_name, source, action, post_id, revision)
    values ('a1', 'blog_1', 'Bob', 'desk', 'post.edit', 'post_1', 1);
  insert into attempts (key, account, times, last_at)
    select '${hashSecret("account:bob@example.org")}', '${hashSecret("account:bob@example.org")}',
      array_agg(now()), now() from generate_series(1, 100);
  insert into kept_text (user_id, blog_id, post_id, writer, serial, words)
    values ('user_ann', 'blog_1', '', '${TAB}', 7, '{"title": "Unsaved"}');
  insert into live_report (process, blog_id, readers) values ('process_1', 'blog_1', '{"sse": 12}');
  insert into push_turn values ('blog_1', 'another process', now() + interval '1 hour');
  insert into idempotency_key (credential, blog_id, route, key, request_hash, post_id, answer)
    values ('user:user_ann', 'blog_1', 'create', 'first', 'h', 'post_1', '{"id": "post_1"}');`

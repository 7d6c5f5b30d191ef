import pg from "pg"
import { describe, expect, inject, it } from "vitest"
import { closeDb, db } from "@/lib/db/client"
import { migrate, readMigrations } from "@/lib/db/migrate"
import { setDatabaseUrl } from "@/lib/env"
import { databaseUrl, execute } from "../setup/postgres"

const UPGRADE = /_idempotency_per_credential$/

describe("an upgrade from keys that all shared", () => {
  it("leaves the desk's keys to who sent them, and forgets those of programs", async () => {
    const server = inject("postgresUrl")
    const url = databaseUrl(server, "idempotency_upgrade")
    await execute(server, "create database idempotency_upgrade")
    try {
      const all = await readMigrations()
      const before = all.slice(
        0,
        all.findIndex(({ name }) => UPGRADE.test(name)),
      )
      await migrate(url, before)
      await execute(url, OLD_DATA)
      await migrate(url)
      setDatabaseUrl(url)
      const rows = await db().idempotencyKey.findMany({ orderBy: { key: "asc" } })
      expect(rows.map(({ key, credential, route, postId }) => ({ key, credential, route, postId }))).toEqual([
        { key: "new-post", credential: "user:user_ada", route: "create", postId: "post_1" },
        { key: "old-edit", credential: "user:user_bob", route: "edit:post_1", postId: "post_1" },
      ])
    } finally {
      await closeDb()
      const client = new pg.Client({ connectionString: server })
      await client.connect()
      await client.query("drop database idempotency_upgrade with (force)")
      await client.end()
    }
  })
})

const OLD_DATA = `
  insert into blog (id, slug, title, epoch) values ('blog_1', 'one', 'One', 'e');
  insert into post (id, blog_id, state, content, text, authors)
    values ('post_1', 'blog_1', 'published', '{}', '', '[]'), ('post_2', 'blog_1', 'published', '{}', '', '[]');
  insert into activity (id, blog_id, actor_id, actor_name, source, action, post_id, revision) values
    ('a1', 'blog_1', 'user_ada', 'Ada', 'desk', 'post.publish', 'post_1', 1),
    ('a2', 'blog_1', 'user_bob', 'Bob', 'desk', 'post.edit', 'post_1', 2),
    ('a3', 'blog_1', null, 'Bot', 'api', 'post.publish', 'post_2', 1);
  insert into idempotency_key (blog_id, key, request_hash, post_id, answer) values
    ('blog_1', 'new-post', 'h', 'post_1', '{"revision": 1}'),
    ('blog_1', 'old-edit', 'h', 'post_1', '{"revision": 2}'),
    ('blog_1', 'program', 'h', 'post_2', '{"revision": 1}');`

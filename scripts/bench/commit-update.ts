import pg from "pg"
import { documentFromText, documentText } from "@/lib/content/plain-text"
import { newId } from "@/lib/ids"
import { now } from "./load-worker"

export const BENCH_NAME = "running-story-bench"

/** A writer straight to the database, so that the moment of the commit is known to the millisecond. */
export async function openWriter(
  databaseUrl: string,
): Promise<{ commit: (slug: string, sentences?: number) => Promise<Commit>; end: () => Promise<void> }> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: BENCH_NAME })
  await client.connect()
  return { commit: (slug, sentences = 8) => commitUpdate(client, slug, sentences), end: () => client.end() }
}

export type Commit = { version: number; since: number }

/** One new post, as a save writes it. `since` is the moment before COMMIT is sent. */
async function commitUpdate(client: pg.Client, slug: string, sentences: number): Promise<Commit> {
  await client.query("begin")
  const { rows } = await client.query<{ id: string; version: number; at: Date }>(
    `update blog set version = version + 1, public_count = public_count + 1,
       changed_at = greatest(date_trunc('milliseconds', clock_timestamp()), changed_at + interval '1 millisecond')
     where slug = $1 returning id, version, changed_at as at`,
    [slug],
  )
  const blog = rows[0]
  if (!blog) throw new Error(`There is no blog ${slug}.`)
  const content = documentFromText(
    `Update ${blog.version}. ${"Counting goes on in all twelve cities of the province. ".repeat(sentences)}`,
  )
  await client.query(
    `insert into post (id, blog_id, state, title, content, text, authors, version, revision, changed_at, published_at, created_at, saved_at)
     values ($1, $2, 'published', $3, $4, $5, '[{"name":"Bench","picture":null}]', $6, 1, $7, $7, $7, $7)`,
    [newId("post"), blog.id, `Update ${blog.version}`, content, documentText(content), blog.version, blog.at],
  )
  await client.query("select pg_notify('live', $1)", [`${blog.id}:${blog.version}`])
  const since = now()
  await client.query("commit")
  return { version: blog.version, since }
}

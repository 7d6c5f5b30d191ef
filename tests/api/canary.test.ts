import pg from "pg"
import { describe, expect, it } from "vitest"
import { findRunning } from "@/lib/server/data-dir"
import { useServer } from "../setup/server"
import { apiClient } from "./client"

/** Words that must never be read by anybody outside: one for each way in which a text is not, or no longer, public. */
const CANARIES = {
  draft: "canaryonedraft",
  scheduled: "canarytwoscheduled",
  hidden: "canarythreehidden",
  deleted: "canaryfourdeleted",
  superseded: "canaryfivesuperseded",
  unpublished: "canarysixunpublished",
  privateBlog: "canarysevenprivate",
}

type Post = { id: string; revision: number }

describe("words that are not public", () => {
  const { send, makeBlog, url } = apiClient()

  it("are in no answer that anybody can get", async () => {
    const { path, slug } = await makeBlog()
    const make = async (word: string, fields: object = {}) => {
      const body = { title: `Title ${word}`, text: `Text ${word}`, keyEvent: true, pinned: true, ...fields }
      return (await send<Post>("POST", `${path}/posts`, { body })).body
    }
    const change = (id: string, body: object) => send("PATCH", `${path}/posts/${id}`, { body })
    const before = await readBlog(slug)

    const shown = await make("everybodymayread")
    const draft = await make(CANARIES.draft, { state: "draft" })
    const scheduled = await make(CANARIES.scheduled, { publishAt: new Date(Date.now() + 3_600_000).toISOString() })
    const hidden = await make(CANARIES.hidden)
    await change(hidden.id, { state: "hidden" })
    const deleted = await make(CANARIES.deleted)
    await send("DELETE", `${path}/posts/${deleted.id}`)
    const superseded = await make(CANARIES.superseded)
    await change(superseded.id, { title: "Corrected", text: "Corrected text" })
    const unpublished = await make(CANARIES.unpublished)
    await change(unpublished.id, { state: "draft" })
    const secret = await makeBlog()
    await send("POST", `${secret.path}/posts`, { body: { title: CANARIES.privateBlog, text: CANARIES.privateBlog } })
    await makePrivate(secret.slug)

    const ids = [shown, draft, scheduled, hidden, deleted, superseded, unpublished].map((post) => post.id)
    const doors = [
      "/",
      `/${slug}`,
      `/${secret.slug}`,
      ...ids.map((id) => `/${slug}/${id}`),
      "/sitemap.xml",
      ...[slug, secret.slug].flatMap((each) =>
        ["feed.rss", "feed.atom", "feed.json", "feed.json?only=key-events&limit=100", "card.png"].map(
          (door) => `/${each}/${door}`,
        ),
      ),
      ...ids.map((id) => `/${slug}/${id}/card.png`),
      `/api/blogs/${slug}/changes?epoch=${before.epoch}&after=0`,
      `/api/blogs/${slug}/changes?epoch=${before.epoch}&after=0&wait=1`,
      `/api/blogs/${slug}/changes?epoch=other&after=0`,
      `/api/blogs/${secret.slug}/changes?epoch=${before.epoch}&after=0`,
      `/api/get-updates/${slug}?last_update_ts=0`,
      `/api/get-updates/${secret.slug}?last_update_ts=0`,
    ]
    const readable: string[] = []
    for (const door of doors) {
      for (const headers of [{}, { RSC: "1" }, { RSC: "1", "Next-Router-Prefetch": "1" }] as Record<string, string>[]) {
        const text = await (await fetch(`${url}${door}`, { headers })).text()
        for (const [name, word] of Object.entries(CANARIES))
          expect(text.includes(word), `${name} at ${door}`).toBe(false)
        if (text.includes("everybodymayread")) readable.push(door)
      }
    }
    const shake = await (await fetch(`${url}/api/get-updates/${slug}`, { method: "POST" })).json()
    expect(shake.livePosts.sort()).toEqual([shown.id, superseded.id].sort())
    expect(await readStream(`${url}/api/blogs/${slug}/stream?epoch=${before.epoch}&after=0`)).not.toMatch(/canary/)
    // A picture's words cannot be searched for: what is not public has none.
    for (const post of [draft, scheduled, hidden, deleted, unpublished])
      expect((await fetch(`${url}/${slug}/${post.id}/card.png`)).status).toBe(404)
    expect((await fetch(`${url}/${secret.slug}/card.png`)).status).toBe(404)
    expect((await fetch(`${url}/${slug}/${shown.id}/card.png`)).status).toBe(200)
    // The crawl itself sees what is public, so an empty answer cannot pass for a safe one.
    expect(new Set(readable).size).toBeGreaterThanOrEqual(10)
  })

  async function readBlog(slug: string): Promise<{ epoch: string }> {
    return (await send<{ epoch: string }>("GET", `/api/v1/blogs/${slug}`)).body
  }

  // The HTTP API cannot take a blog from the public, only the desk can; a database of the test's own product can too.
  async function makePrivate(slug: string): Promise<void> {
    const running = await findRunning(useServer().dataDir)
    const client = new pg.Client({ connectionString: running?.databaseUrl ?? "" })
    await client.connect()
    await client.query(
      `with changed as (update blog set status = 'draft', version = version + 1, blog_version = version + 1 where slug = $1 returning id, version)
       select pg_notify('live', id || ':' || version) from changed`,
      [slug],
    )
    await client.end()
  }
})

/** What an event stream sends until it has replayed. */
async function readStream(url: string): Promise<string> {
  const abort = new AbortController()
  const response = await fetch(url, { signal: abort.signal })
  const reader = response.body?.getReader()
  let text = ""
  while (reader && !text.includes("event: delta")) text += new TextDecoder().decode((await reader.read()).value)
  abort.abort()
  return text
}

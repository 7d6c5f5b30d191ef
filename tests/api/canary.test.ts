import pg from "pg"
import { describe, expect, it } from "vitest"
import { hashSecret, newSecret } from "@/lib/auth/secret-token"
import { findRunning } from "@/lib/server/data-dir"
import { useServer } from "../setup/server"
import { apiClient } from "./client"

/** Words that must never be read by anybody outside: one for each way in which a text is not, or no longer, public. */
const CANARIES = {
  draft: "canaryonedraft",
  submitted: "canaryeightsubmitted",
  takenBack: "canaryninetakenback",
  note: "canarytennote",
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
      const words = { title: `Title ${word}`, text: `Text ${word}`, tags: ["common", `tag ${word}`] }
      const body = { ...words, keyEvent: true, pinned: true, ...fields }
      return (await send<Post>("POST", `${path}/posts`, { body })).body
    }
    const change = (id: string, body: object) => send("PATCH", `${path}/posts/${id}`, { body })
    const before = await readBlog(slug)

    const shown = await make("everybodymayread")
    const draft = await make(CANARIES.draft, { state: "draft" })
    const submitted = await make(CANARIES.submitted, {
      state: "submitted",
      tags: [CANARIES.submitted],
      author: CANARIES.submitted,
    })
    const handedBack = await make(CANARIES.takenBack, { state: "submitted" })
    await change(handedBack.id, { state: "draft", editorNote: CANARIES.note })
    const approved = await make(`everybodymayread approved`, { state: "submitted" })
    await change(approved.id, { state: "draft", editorNote: CANARIES.note })
    await change(approved.id, { state: "published" })
    const scheduled = await make(CANARIES.scheduled, { publishAt: new Date(Date.now() + 3_600_000).toISOString() })
    const hidden = await make(CANARIES.hidden)
    await change(hidden.id, { state: "hidden" })
    const deleted = await make(CANARIES.deleted)
    await send("DELETE", `${path}/posts/${deleted.id}`)
    const superseded = await make(CANARIES.superseded)
    await change(superseded.id, { title: "Corrected", text: "Corrected text", tags: ["common"] })
    const unpublished = await make(CANARIES.unpublished)
    await change(unpublished.id, { state: "draft" })
    const secret = await makeBlog()
    await send("POST", `${secret.path}/posts`, { body: { title: CANARIES.privateBlog, text: CANARIES.privateBlog } })
    const rehearsal = await makePrivate(secret.slug)

    const ids = [
      shown,
      draft,
      submitted,
      handedBack,
      approved,
      scheduled,
      hidden,
      deleted,
      superseded,
      unpublished,
    ].map((post) => post.id)
    const doors = [
      "/",
      `/${slug}`,
      `/${secret.slug}`,
      ...ids.map((id) => `/${slug}/${id}`),
      "/sitemap.xml",
      `/${slug}?q=canary`,
      ...[slug, secret.slug].flatMap((each) =>
        ["feed.rss", "feed.atom", "feed.json", "feed.json?only=key-events&limit=100", "card.png"].map(
          (door) => `/${each}/${door}`,
        ),
      ),
      ...ids.map((id) => `/${slug}/${id}/card.png`),
      ...[slug, secret.slug].flatMap((each) => [`/${each}/tag/common`, `/${each}/feed.atom?tag=common`]),
      ...ids.map((id) => `/${slug}/tag/common/${id}`),
      `/api/blogs/${slug}/changes?epoch=${before.epoch}&after=0`,
      `/api/blogs/${slug}/changes?epoch=${before.epoch}&after=0&wait=1`,
      `/api/blogs/${slug}/changes?epoch=other&after=0`,
      `/api/blogs/${secret.slug}/changes?epoch=${before.epoch}&after=0`,
      `/api/get-updates/${slug}?last_update_ts=0`,
      `/api/get-updates/${secret.slug}?last_update_ts=0`,
      // What a rehearsal shows, it shows to its link alone.
      `/${secret.slug}?q=canary`,
      "/manifest.webmanifest",
      "/rehearsal",
      `/rehearsal/${secret.slug}`,
      `/rehearsal/${"0".repeat(40)}`,
      `/api/rehearsal/${"0".repeat(40)}/changes?epoch=${before.epoch}&after=0`,
      `/api/rehearsal/${secret.slug}/changes?epoch=${before.epoch}&after=0`,
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
    expect(shake.livePosts.sort()).toEqual([shown.id, approved.id, superseded.id].sort())
    expect(await readStream(`${url}/api/blogs/${slug}/stream?epoch=${before.epoch}&after=0`)).not.toMatch(/canary/)
    // Nobody learns that such a tag exists.
    for (const word of Object.values(CANARIES))
      expect((await fetch(`${url}/${slug}/tag/${encodeURIComponent(`tag ${word}`)}`)).status, word).toBe(404)
    expect((await fetch(`${url}/${slug}/tag/tag%20everybodymayread`)).status).toBe(200)
    // A picture's words cannot be searched for: what is not public has none.
    for (const post of [draft, submitted, handedBack, scheduled, hidden, deleted, unpublished])
      expect((await fetch(`${url}/${slug}/${post.id}/card.png`)).status).toBe(404)
    expect((await fetch(`${url}/${secret.slug}/card.png`)).status).toBe(404)
    expect((await fetch(`${url}/${slug}/${shown.id}/card.png`)).status).toBe(200)
    // With its link the very words are there, so the crawl's silence about them means something.
    const page = await fetch(`${url}/rehearsal/${rehearsal}`)
    expect(await page.text()).toContain(CANARIES.privateBlog)
    expect(page.headers.get("cache-control")).toContain("no-store")
    expect(page.headers.get("referrer-policy")).toBe("no-referrer")
    expect(page.headers.get("x-robots-tag")).toContain("noindex")
    const { epoch } = (await (await fetch(`${url}/api/rehearsal/${rehearsal}/changes?after=0`)).json()) as {
      epoch: string
    }
    const changes = await fetch(`${url}/api/rehearsal/${rehearsal}/changes?epoch=${epoch}&after=0`)
    expect(await changes.text()).toContain(CANARIES.privateBlog)
    expect(changes.headers.get("cache-control")).toContain("no-store")
    // The crawl itself sees what is public, so an empty answer cannot pass for a safe one.
    expect(new Set(readable).size).toBeGreaterThanOrEqual(10)
  })

  async function readBlog(slug: string): Promise<{ epoch: string }> {
    return (await send<{ epoch: string }>("GET", `/api/v1/blogs/${slug}`)).body
  }

  // The HTTP API cannot take a blog from the public, only the desk can; a database of the test's own product can too.
  // Returns the secret of its rehearsal.
  async function makePrivate(slug: string): Promise<string> {
    const secret = newSecret()
    const running = await findRunning(useServer().dataDir)
    const client = new pg.Client({ connectionString: running?.databaseUrl ?? "" })
    await client.connect()
    await client.query(
      `with changed as (update blog set status = 'draft', rehearsal_hash = $2, version = version + 1, blog_version = version + 1 where slug = $1 returning id, version)
       select pg_notify('live', id || ':' || version) from changed`,
      [slug, hashSecret(secret)],
    )
    await client.end()
    return secret
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

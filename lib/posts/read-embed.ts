import { PUBLIC_COLUMNS, presentBlog, presentPost } from "@/lib/changes/presenters"
import { db } from "@/lib/db/client"
import type { EmbedChoice } from "@/lib/embed-choice"
import { paths } from "@/lib/paths"
import type { ReaderPage } from "@/lib/protocol/reader-page"
import { staleIfError } from "@/lib/stale-cache"
import { type Moved, readMoved } from "./read-moved"

/** Posts beyond those shown, that move up when one is taken down. */
const SPARE = 5

/** What a frame on another site shows, and which sites may show it. */
export type BlogEmbed = { page: ReaderPage; hosts: string[]; stale: boolean }

/**
 * The newest posts of a blog, or one alone, for another site. Null: no such public blog or post, or no site may embed
 * it. While the database is away, the last known state.
 */
export async function readEmbed(slug: string, choice: EmbedChoice): Promise<BlogEmbed | Moved | null> {
  const found = await staleIfError(`embed ${slug} ${choice.post ?? choice.limit}`, () => readFresh(slug, choice))
  return found && ("movedTo" in found ? found : { ...found, page: { ...found.page, stale: found.stale } })
}

async function readFresh(slug: string, choice: EmbedChoice): Promise<BlogEmbed | (Moved & { stale: boolean }) | null> {
  // The blog's row first, then its posts: what is committed in between is only seen twice, never missed.
  const row = await db().blog.findUnique({ where: { slug } })
  if (!row) return readMoved(slug, (to) => paths.embed(to, choice))
  const blog = presentBlog(row)
  if (!blog || row.embedHosts.length === 0) return null
  const take = choice.post ? 1 : choice.limit + SPARE
  const [rows, clock] = await Promise.all([
    db().post.findMany({
      where: { blogId: row.id, state: "published", ...(choice.post ? { id: choice.post } : {}) },
      orderBy: [{ publishedAt: "desc" }, { id: "desc" }],
      select: PUBLIC_COLUMNS,
      take: take + 1,
    }),
    db().$queryRaw<{ now: Date }[]>`select clock_timestamp() as now`,
  ])
  const posts = rows.slice(0, take).map(presentPost)
  const [first] = posts
  if (choice.post && !first) return null
  const last = posts.at(-1)
  const position = (post: typeof last) => (post ? { publishedAt: post.publishedAt, id: post.id } : null)
  const page: ReaderPage = {
    feed: {
      epoch: row.epoch,
      version: row.version,
      at: row.changedAt.toISOString(),
      blog,
      posts,
      pinned: [],
      newest: choice.post ? position(first) : null,
      oldest: choice.post || rows.length > take ? position(last) : null,
    },
    number: 1,
    count: 1,
    links: { newest: null, newer: null, older: null, oldest: null },
    keyEvents: [],
    alerts: [],
    focus: choice.post,
    readAt: (clock[0]?.now ?? new Date()).toISOString(),
    isEmbeddable: true,
    stale: false,
  }
  return { page, hosts: row.embedHosts, stale: false }
}

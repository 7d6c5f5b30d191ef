import { getBlogId } from "@/lib/blogs/read-blogs"
import { db, Prisma } from "@/lib/db/client"
import type { PublicBlog } from "@/lib/live/delta"
import { toPublicBlog } from "@/lib/live/public-rows"

const RESULTS = 20
const MOST_CHARACTERS = 100
const MOST_WORDS = 12

/** Characters for private use, which mark what was found; the words around them come back as they are. */
const START = "\ue000"
const END = "\ue001"
const HEADLINE = `StartSel=${START}, StopSel=${END}`

/** A stretch of text, and whether it is what was searched for. */
export type Stretch = { text: string; found: boolean }

export type Found = {
  id: string
  publishedAt: string
  keyEvent: boolean
  title: Stretch[]
  text: Stretch[]
}

export type Search = {
  blog: PublicBlog
  /** The words as they were searched for. */
  words: string
  results: Found[]
  /** The last post of this page of results, from which older ones go on; null: there are no more. */
  next: string | null
  /** True on the results' first page. */
  isFirst: boolean
}

type Row = { id: string; publishedAt: Date; keyEvent: boolean; title: string; text: string }

/**
 * The published posts of a blog that hold all the words, or words that begin with them, newest first. Null: no such public
 * blog.
 */
export async function searchPosts(slug: string, query: string, before: string | null): Promise<Search | null> {
  const blogId = await getBlogId(slug)
  const row = blogId ? await db().blog.findUnique({ where: { id: blogId } }) : null
  const blog = row && toPublicBlog(row)
  if (!blog) return null
  const words = query
    .replaceAll(/[\s\p{Cc}\ue000\ue001]+/gu, " ")
    .trim()
    .slice(0, MOST_CHARACTERS)
  const rows = words === "" ? [] : await readRows(blog.id, words, before)
  const results = rows.slice(0, RESULTS).map((found) => ({
    id: found.id,
    publishedAt: found.publishedAt.toISOString(),
    keyEvent: found.keyEvent,
    title: toStretches(found.title),
    text: toStretches(found.text),
  }))
  const next = rows.length > RESULTS ? (results.at(-1)?.id ?? null) : null
  return { blog, words, results, next, isFirst: before === null }
}

// The words are taken apart by the same rules as the posts, each then stands for its own beginning as well. The snippets
// are made for the page alone, not for all that was found.
function readRows(blogId: string, words: string, before: string | null): Promise<Row[]> {
  const older = before
    ? Prisma.sql`and (published_at, id) < (select published_at, id from post where id = ${before} and blog_id = ${blogId})`
    : Prisma.empty
  return db().$queryRaw<Row[]>`
    with wanted as (
      select to_tsquery('simple', string_agg(quote_literal(lexeme) || ':*', ' & ')) as query
      from (select lexeme from unnest(to_tsvector('simple', ${words})) limit ${MOST_WORDS}) as lexemes
    ), page as (
      select id, published_at, key_event, title, text
      from post, wanted
      where blog_id = ${blogId} and state = 'published'
        and to_tsvector('simple', title || ' ' || text) @@ wanted.query ${older}
      order by published_at desc, id desc
      limit ${RESULTS + 1}
    )
    select id, published_at as "publishedAt", key_event as "keyEvent",
      ts_headline('simple', title, wanted.query, ${`${HEADLINE}, HighlightAll=true`}) as title,
      ts_headline('simple', text, wanted.query, ${`${HEADLINE}, MaxFragments=2, MaxWords=28, MinWords=12, FragmentDelimiter= … `}) as text
    from page, wanted
    order by published_at desc, id desc`
}

function toStretches(marked: string): Stretch[] {
  return marked
    .split(START)
    .flatMap((part, index) => {
      const [found = "", after = ""] = index === 0 ? ["", part] : part.split(END)
      return [
        { text: found, found: true },
        { text: after, found: false },
      ]
    })
    .filter(({ text }) => text !== "")
}

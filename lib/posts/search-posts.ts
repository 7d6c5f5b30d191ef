import { getBlogId } from "@/lib/blogs/read-blogs"
import { presentBlog } from "@/lib/changes/presenters"
import { cutText } from "@/lib/cut-text"
import { db, Prisma } from "@/lib/db/client"
import type { PublicBlog } from "@/lib/protocol/delta"

const MAX_CHARACTERS = 100

const MAX_WORDS = 12

/** What somebody typed to search for, as it is searched: one line, without the marks that results carry. */
export function normalizeQuery(typed: string): string {
  return cutText(typed.replaceAll(/[\s\p{Cc}\ue000\ue001]+/gu, " ").trim(), MAX_CHARACTERS)
}

/**
 * The query, as a column `query`, for posts that hold all the words. They are taken apart by the same rules as the posts;
 * each then stands for its own beginning as well.
 */
export function prefixQuery(words: string): Prisma.Sql {
  return Prisma.sql`
    select to_tsquery('simple', string_agg(quote_literal(lexeme) || ':*', ' & ')) as query
    from (select lexeme from unnest(to_tsvector('simple', ${words})) limit ${MAX_WORDS}) as lexemes`
}

const RESULTS = 20
/** Posts that are read for common words. */
const NEWEST = 300

/** Characters for private use, which mark what was found; the words around them come back as they are. */
const START = "\ue000"
const END = "\ue001"
const HEADLINE = `StartSel=${START}, StopSel=${END}`

/** A stretch of text, and whether it is what was searched for. */
export type TextSpan = { text: string; found: boolean }

export type SearchHit = {
  id: string
  publishedAt: string
  keyEvent: boolean
  title: TextSpan[]
  text: TextSpan[]
}

export type SearchResults = {
  blog: PublicBlog
  /** The words as they were searched for. */
  words: string
  results: SearchHit[]
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
export async function searchPosts(slug: string, query: string, before: string | null): Promise<SearchResults | null> {
  const blogId = await getBlogId(slug)
  const row = blogId ? await db().blog.findUnique({ where: { id: blogId } }) : null
  const blog = row && presentBlog(row)
  if (!blog) return null
  const words = normalizeQuery(query)
  const wanted = words === "" ? null : await toWanted(words)
  const rows = wanted === null ? [] : await findPage(blog.id, wanted, before)
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

/** What is looked for when somebody searches for these words; null: nothing in them can be found. */
export async function toWanted(words: string): Promise<string | null> {
  const rows = await db().$queryRaw<{ wanted: string | null }[]>`
    select query::text as wanted from (${prefixQuery(words)}) as looked_for`
  return rows[0]?.wanted ?? null
}

// Common words are in the newest posts: reading these finds a page of them sooner than any index. Rare ones are not, and the
// index of all words knows where they are.
async function findPage(blogId: string, wanted: string, before: string | null): Promise<Row[]> {
  const near = await db().$queryRaw<Row[]>(searchStatement(blogId, wanted, before, "newest"))
  return near.length > RESULTS ? near : db().$queryRaw<Row[]>(searchStatement(blogId, wanted, before, "all"))
}

/** One page of what is found, among the newest or among all. The snippets are made for it alone, not for all that was found. */
export function searchStatement(
  blogId: string,
  wanted: string,
  before: string | null,
  among: "newest" | "all",
): Prisma.Sql {
  const query = Prisma.sql`${wanted}::tsquery`
  const older = before
    ? Prisma.sql`and (published_at, id) < (select published_at, id from post where id = ${before} and blog_id = ${blogId})`
    : Prisma.empty
  const isPublic = Prisma.sql`blog_id = ${blogId} and state = 'published' ${older}`
  const matches = Prisma.sql`to_tsvector('simple', title || ' ' || text) @@ ${query}`
  // Each a step that the database takes as it stands here: its guess of how rare a word is would lead it astray.
  const found =
    among === "newest"
      ? Prisma.sql`recent as materialized (
          select id, published_at, title, text from post where ${isPublic} order by published_at desc, id desc limit ${NEWEST}
        ), found as (select id, published_at from recent where ${matches})`
      : Prisma.sql`matching as materialized (select id, published_at, blog_id, state from post where ${matches}),
          found as (select id, published_at from matching where ${isPublic})`
  return Prisma.sql`
    with ${found}, page as (select id from found order by published_at desc, id desc limit ${RESULTS + 1})
    select id, published_at as "publishedAt", key_event as "keyEvent",
      ts_headline('simple', title, ${query}, ${`${HEADLINE}, HighlightAll=true`}) as title,
      ts_headline('simple', text, ${query}, ${`${HEADLINE}, MaxFragments=2, MaxWords=28, MinWords=12, FragmentDelimiter= … `}) as text
    from post where id in (select id from page)
    order by published_at desc, id desc`
}

function toStretches(marked: string): TextSpan[] {
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

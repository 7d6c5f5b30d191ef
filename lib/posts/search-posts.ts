import { getBlogId } from "@/lib/blogs/read-blogs"
import { parseStoredDocument, presentBlog } from "@/lib/changes/presenters"
import { borrowedText, writtenText } from "@/lib/content/written-text"
import { cutText } from "@/lib/cut-text"
import { db, Prisma } from "@/lib/db/client"
import { postHeadline } from "@/lib/i18n/post-headline"
import type { PublicBlog } from "@/lib/protocol/delta"
import { markExcerpt, markFound, type TextSpan } from "./mark-found"

const MAX_CHARACTERS = 100

/** What a reader typed to search for, as it is searched: one line of few characters. */
export function normalizeQuery(typed: string): string {
  return cutText(typed.replaceAll(/[\s\p{Cc}]+/gu, " ").trim(), MAX_CHARACTERS)
}

const RESULTS = 20
/** Posts that are read for common words. */
const NEWEST = 300

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

type Row = { id: string; publishedAt: Date; keyEvent: boolean; title: string; content: unknown }

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
  const results = rows.slice(0, RESULTS).map((row) => toHit(row, words, blog))
  const next = rows.length > RESULTS ? (results.at(-1)?.id ?? null) : null
  return { blog, words, results, next, isFirst: before === null }
}

function toHit({ id, publishedAt, keyEvent, title, content }: Row, words: string, blog: PublicBlog): SearchHit {
  const document = parseStoredDocument(content)
  const post = { title, content: document, publishedAt: publishedAt.toISOString() }
  const headline = postHeadline(post, blog)
  const text = writtenText(document) || borrowedText(document)
  return {
    id,
    publishedAt: post.publishedAt,
    keyEvent,
    title: markFound(headline, words),
    // A short post without a title is its own headline.
    text: text === headline ? [] : markExcerpt(text, words),
  }
}

/** What is looked for when a reader searches for these words; null: nothing in them can be found. */
export async function toWanted(words: string): Promise<string | null> {
  const rows = await db().$queryRaw<{ wanted: string | null }[]>`
    select search_query(${words})::text as wanted`
  return rows[0]?.wanted ?? null
}

// Common words are in the newest posts: reading these finds a page of them sooner than any index. Rare ones are not, and the
// index of all words knows where they are.
async function findPage(blogId: string, wanted: string, before: string | null): Promise<Row[]> {
  const near = await db().$queryRaw<Row[]>(searchStatement(blogId, wanted, before, "newest"))
  return near.length > RESULTS ? near : db().$queryRaw<Row[]>(searchStatement(blogId, wanted, before, "all"))
}

/** One page of what is found, among the newest or among all. */
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
  const matches = Prisma.sql`words @@ ${query}`
  // Each a step that the database takes as it stands here: its guess of how rare a word is would lead it astray.
  const found =
    among === "newest"
      ? Prisma.sql`recent as materialized (
          select id, published_at, words from post where ${isPublic} order by published_at desc, id desc limit ${NEWEST}
        ), found as (select id, published_at from recent where ${matches})`
      : Prisma.sql`matching as materialized (
            select id, published_at, blog_id, state from post where ${matches} and has_words(words, ${query})
          ),
          found as (select id, published_at from matching where ${isPublic})`
  return Prisma.sql`
    with ${found}, page as (select id from found order by published_at desc, id desc limit ${RESULTS + 1})
    select id, published_at as "publishedAt", key_event as "keyEvent", title, content
    from post where id in (select id from page)
    order by published_at desc, id desc`
}

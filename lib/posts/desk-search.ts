import { z } from "zod"
import { db, Prisma } from "@/lib/db/client"
import { dayField } from "@/lib/input-fields"
import { POST_STATES, type PostState } from "@/lib/permissions/post-policy"
import { normalizeQuery } from "./search-posts"

const text = z.string().trim().max(200).catch("").default("")
const day = dayField.or(z.literal("")).catch("").default("")

/**
 * What of a timeline is looked for, as the desk's address says it. What cannot be understood there is left out, so that an
 * old or mistyped link still opens.
 */
export const deskSearchSchema = z.object({
  state: z.enum(POST_STATES).optional().catch(undefined),
  words: text,
  author: text,
  tag: text,
  /** First and last day, in the blog's own time zone. */
  from: day,
  to: day,
})
export type DeskSearch = z.output<typeof deskSearchSchema>

/** True when more is asked for than a state. */
export function isSearch({ words, author, tag, from, to }: DeskSearch): boolean {
  return [words, author, tag, from, to].some((each) => each !== "")
}

export type SearchEdge = { createdAt: Date; id: string }

/** Ids of the posts of a blog that a search finds, in the order of the timeline, from below `edge` on. */
export async function findPostIds(
  blogId: string,
  search: DeskSearch,
  { edge, take }: { edge: SearchEdge | null; take: number },
): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>(searchSql(blogId, search, { edge, take }))
  return rows.map(({ id }) => id)
}

/** The statement of `findPostIds`, which a test has the database explain. */
export function searchSql(
  blogId: string,
  { state, words, author, tag, from, to }: DeskSearch,
  { edge, take }: { edge: SearchEdge | null; take: number },
): Prisma.Sql {
  const zone = Prisma.sql`(select time_zone from blog where id = ${blogId})`
  const happened = Prisma.sql`coalesce(p.published_at, p.created_at)`
  const wanted = normalizeQuery(words)
  const conditions = [
    Prisma.sql`p.blog_id = ${blogId}`,
    stateIs(state),
    ...(wanted ? [Prisma.sql`p.words @@ search_query(${wanted}) and has_words(p.words, search_query(${wanted}))`] : []),
    ...(author
      ? [
          Prisma.sql`exists (
            select 1 from jsonb_array_elements(p.authors) as one
            where strpos(fold_text(one ->> 'name'), fold_text(${author})) > 0)`,
        ]
      : []),
    ...(tag
      ? [
          Prisma.sql`exists (select 1 from unnest(p.tags) as one where lower(normalize(one)) = lower(normalize(${tag}::text)))`,
        ]
      : []),
    ...(from ? [Prisma.sql`${happened} >= (${from}::date)::timestamp at time zone ${zone}`] : []),
    ...(to ? [Prisma.sql`${happened} < (${to}::date + 1)::timestamp at time zone ${zone}`] : []),
    ...(edge ? [Prisma.sql`(p.created_at, p.id) < (${edge.createdAt}, ${edge.id})`] : []),
  ]
  return Prisma.sql`
    select p.id from post p
    where ${Prisma.join(conditions, " and ")}
    order by p.created_at desc, p.id desc limit ${take}`
}

function stateIs(state: PostState | undefined): Prisma.Sql {
  return state ? Prisma.sql`p.state = ${state}::"PostState"` : Prisma.sql`p.state <> 'deleted'`
}

/** Names and tags that are used on a blog, the most used first: for choosing instead of typing. */
export async function listSearchChoices(blogId: string): Promise<{ authors: string[]; tags: string[] }> {
  const [authors, tags] = await Promise.all([
    db().$queryRaw<{ word: string }[]>`
      select one ->> 'name' as word from post, jsonb_array_elements(authors) as one
      where blog_id = ${blogId} and state <> 'deleted' group by 1 order by count(*) desc, 1 limit 50`,
    db().$queryRaw<{ word: string }[]>`
      select one as word from post, unnest(tags) as one
      where blog_id = ${blogId} and state <> 'deleted' group by 1 order by count(*) desc, 1 limit 100`,
  ])
  return { authors: authors.map(({ word }) => word), tags: tags.map(({ word }) => word) }
}

import { cutText } from "@/lib/content/cut-text"
import { Prisma } from "@/lib/db/client"

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

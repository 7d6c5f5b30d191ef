import type { PostDocument } from "@/lib/content/document"
import { resolvePlayers } from "@/lib/content/resolve-players"
import type { Prisma } from "@/lib/db/client"
import type { Author, BlogPicture, PublicBlog, PublicPost } from "@/lib/protocol/delta"
import { PUBLISHERS, type PublisherName } from "@/lib/protocol/publishers"

/*
 * The one border between what is stored and what readers get. Whatever reads for readers goes through here.
 */

/** The columns of a post that readers may know; whatever reads posts for readers selects these and no others. */
export const PUBLIC_COLUMNS = {
  id: true,
  version: true,
  title: true,
  content: true,
  keyEvent: true,
  pinnedAt: true,
  publishedAt: true,
  editedAt: true,
  pinOrder: true,
  alertUntil: true,
  tags: true,
  correction: true,
  authors: true,
} satisfies Prisma.PostSelect

export type PublicRow = Prisma.PostGetPayload<{ select: typeof PUBLIC_COLUMNS }>

/** A published post as readers get it. */
export function presentPost(row: PublicRow): PublicPost {
  if (!row.publishedAt) throw new Error(`The post ${row.id} is not public.`)
  return {
    id: row.id,
    version: row.version,
    title: row.title,
    content: resolvePlayers(parseStoredDocument(row.content)),
    keyEvent: row.keyEvent,
    pinnedAt: iso(row.pinnedAt),
    publishedAt: row.publishedAt.toISOString(),
    editedAt: iso(row.editedAt),
    pinOrder: row.pinOrder,
    alertUntil: iso(row.alertUntil),
    tags: row.tags,
    correction: row.correction,
    authors: parseStoredAuthors(row.authors),
  }
}

export type PublicBlogRow = Pick<
  Prisma.BlogGetPayload<object>,
  | "id"
  | "slug"
  | "title"
  | "summary"
  | "status"
  | "publisher"
  | "timeZone"
  | "language"
  | "startedAt"
  | "endedAt"
  | "coverageAt"
  | "accent"
  | "logo"
  | "headerImage"
  | "asItHappened"
>

/** A blog as readers get it; null when it is not public. */
export function presentBlog(row: PublicBlogRow): PublicBlog | null {
  if (row.status === "draft") return null
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    summary: row.summary,
    status: row.status,
    publisher: toPublisherName(row.publisher),
    timeZone: row.timeZone,
    language: row.language,
    startedAt: iso(row.startedAt),
    endedAt: iso(row.endedAt),
    coverageAt: iso(row.coverageAt),
    accent: row.accent,
    logo: parseStoredPicture(row.logo),
    headerImage: parseStoredPicture(row.headerImage),
    asItHappened: row.asItHappened,
  }
}

/** The publisher named in a row; a name of another release falls back to the one that works everywhere. */
export function toPublisherName(name: string): PublisherName {
  return PUBLISHERS.find((each) => each === name) ?? "interval-polling"
}

/** A document that this application stored; it was checked on its way in. */
export function parseStoredDocument(content: unknown): PostDocument {
  return content as PostDocument
}

/** Bylines that this application stored; they were checked on their way in. */
export function parseStoredAuthors(authors: unknown): Author[] {
  return authors as Author[]
}

/** A blog's picture that this application stored; null: there is none. */
export function parseStoredPicture(picture: unknown): BlogPicture | null {
  return picture as BlogPicture | null
}

export function iso(date: Date | null): string | null {
  return date?.toISOString() ?? null
}

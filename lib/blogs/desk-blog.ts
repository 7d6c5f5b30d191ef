import type { Prisma } from "@/lib/db/client"
import { PUBLISHERS, type PublisherName } from "@/lib/live/publishers"
import type { DeskBlog } from "./schema"

export type BlogRow = Prisma.BlogGetPayload<object>

/** A blog's row as the desk and the API show it. */
export function toDeskBlog(row: BlogRow): DeskBlog {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    summary: row.summary,
    status: row.status,
    publisher: toPublisher(row.publisher),
    timeZone: row.timeZone,
    language: row.language,
    epoch: row.epoch,
    version: row.version,
    publicCount: row.publicCount,
    revision: row.revision,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    changedAt: row.changedAt.toISOString(),
  }
}

/** The publisher named in a row; a name of another release falls back to the one that works everywhere. */
export function toPublisher(name: string): PublisherName {
  return PUBLISHERS.find((each) => each === name) ?? "interval-polling"
}

import { iso, parseStoredPicture, toPublisherName } from "@/lib/changes/presenters"
import type { Prisma } from "@/lib/db/client"
import type { DeskBlog } from "./blog-schemas"

export type BlogRow = Prisma.BlogGetPayload<object>

/** A blog's row as the desk and the API show it. */
export function presentDeskBlog(row: BlogRow): DeskBlog {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    summary: row.summary,
    status: row.status,
    publisher: toPublisherName(row.publisher),
    timeZone: row.timeZone,
    language: row.language,
    epoch: row.epoch,
    version: row.version,
    publicCount: row.publicCount,
    revision: row.revision,
    createdAt: row.createdAt.toISOString(),
    startedAt: iso(row.startedAt),
    endedAt: iso(row.endedAt),
    changedAt: row.changedAt.toISOString(),
    coverageAt: iso(row.coverageAt),
    accent: row.accent,
    logo: parseStoredPicture(row.logo),
    headerImage: parseStoredPicture(row.headerImage),
    asItHappened: row.asItHappened,
    frontLead: row.frontLead,
    embedHosts: row.embedHosts,
    archivedAt: iso(row.archivedAt),
    deletedAt: iso(row.deletedAt),
    rehearsing: row.status === "draft" && row.previewTokenHash !== null,
    push: row.pusherFailingSince
      ? { failingSince: row.pusherFailingSince.toISOString(), problem: row.pusherError ?? "" }
      : null,
  }
}

import { z } from "zod"
import { LIMITS } from "@/lib/content/content-limits"
import { lineField, linesField, timeField } from "@/lib/input-fields"
import { RESERVED_SLUGS } from "@/lib/paths"
import type { BlogPicture } from "@/lib/protocol/delta"
import { PUBLISHERS } from "@/lib/protocol/publishers"
import { languageField, timeZoneField } from "@/lib/site-settings/place-fields"
import { embedHostsField } from "./embed-hosts"

export const BLOG_STATUSES = ["draft", "live", "ended"] as const
export type BlogStatus = (typeof BLOG_STATUSES)[number]

export const slugSchema = z
  .string()
  .trim()
  .min(1, "Choose an address.")
  .max(80, "Use at most 80 characters.")
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Use small letters, digits and single hyphens, as in election-night-2026.")
  .refine((slug) => !RESERVED_SLUGS.has(slug), "This address is used by the application itself. Choose another.")

const title = lineField.min(1, "Give the live blog a title.").max(200, "Use at most 200 characters.")
const summary = linesField.max(2_000, "Use at most 2,000 characters.")

const accent = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, "Use a colour such as #b3261e.")
  .toLowerCase()
const picture = z.strictObject({
  mediaId: z.string().regex(/^[a-f0-9]{40}$/, "This picture is not one of ours: upload it first."),
  alt: lineField.max(LIMITS.altCharacters, `Use at most ${LIMITS.altCharacters} characters.`).default(""),
})
const coverageAt = timeField

export const createBlogSchema = z.strictObject({
  slug: slugSchema,
  title,
  summary: summary.default(""),
  publisher: z.enum(PUBLISHERS).default("interval-polling"),
  status: z.enum(["draft", "live"]).default("live"),
  /** Left out: the site's own. */
  timeZone: timeZoneField.optional(),
  language: languageField.optional(),
  coverageAt: coverageAt.nullable().default(null),
})

export const editBlogSchema = z.strictObject({
  slug: slugSchema.optional(),
  title: title.optional(),
  summary: summary.optional(),
  publisher: z.enum(PUBLISHERS).optional(),
  status: z.enum(BLOG_STATUSES).optional(),
  timeZone: timeZoneField.optional(),
  language: languageField.optional(),
  coverageAt: coverageAt.nullable().optional(),
  accent: accent.nullable().optional(),
  logo: picture.nullable().optional(),
  headerImage: picture.nullable().optional(),
  asItHappened: z.boolean().optional(),
  /** Leads the front page while it is live, in place of the blog that did. */
  frontLead: z.boolean().optional(),
  embedHosts: embedHostsField.optional(),
})

export type CreateBlogInput = z.input<typeof createBlogSchema>
export type EditBlogInput = z.input<typeof editBlogSchema>

/** A blog as the desk and the API show it. Times are ISO 8601. */
export type DeskBlog = {
  id: string
  slug: string
  title: string
  summary: string
  status: BlogStatus
  publisher: (typeof PUBLISHERS)[number]
  timeZone: string
  language: string
  epoch: string
  version: number
  publicCount: number
  revision: number
  createdAt: string
  startedAt: string | null
  endedAt: string | null
  changedAt: string
  coverageAt: string | null
  accent: string | null
  logo: BlogPicture | null
  headerImage: BlogPicture | null
  asItHappened: boolean
  frontLead: boolean
  /** Sites that may embed it; "*": every one. */
  embedHosts: string[]
  /** Set aside: off the front page and the desk's main list. */
  archivedAt: string | null
  /** Since when it can only be restored. */
  deletedAt: string | null
  /** There is a link to its rehearsal. */
  rehearsing: boolean
  /** Set while telling the hosted service fails: since when, and why. Readers' pages poll meanwhile. */
  push: { failingSince: string; problem: string } | null
}

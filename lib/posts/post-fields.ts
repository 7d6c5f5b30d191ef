import type { Prisma } from "@/lib/db/client"
import type { PostRow } from "./present-desk-post"

/** What a save sets of a post: the one list of it. All else a row knows by itself. */
const FIELDS = [
  ...([
    "state",
    "title",
    "content",
    "keyEvent",
    "pinnedAt",
    "pinOrder",
    "alertMinutes",
    "tags",
    "correction",
    "authors",
  ] as const),
  ...(["publishedAt", "editedAt", "publishAt", "stateBeforeDelete"] as const),
  // A revision keeps all but these.
  ...(["editorNote", "deletedAt"] as const),
] as const satisfies (keyof PostRow)[]

export type PostFields = Pick<PostRow, (typeof FIELDS)[number]>

/** A post that is not tagged, corrected, handed back or moved among the pinned. */
export const DEFAULT_METADATA = {
  tags: [],
  correction: "",
  editorNote: "",
  pinOrder: 0,
  alertMinutes: 0,
} satisfies Partial<PostFields>

/** The fields that a save sets, of whatever holds them. */
export function pickFields(row: PostFields): PostFields {
  return Object.fromEntries(FIELDS.map((field) => [field, row[field]])) as PostFields
}

export type RevisionRow = Prisma.RevisionGetPayload<object>

/** What a post was when a revision was saved. */
export function revisionFields(row: RevisionRow): PostFields {
  // A note belongs to the moment at which a post was handed back, not to its words.
  return pickFields({ ...row, editorNote: "", deletedAt: row.state === "deleted" ? row.savedAt : null })
}

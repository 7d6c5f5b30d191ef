import { Prisma, type Transaction } from "@/lib/db/client"
import type { PostRow } from "./present-desk-post"

/** Rows per statement; they are sent as one JSON value. */
const BATCH_SIZE = 100

/**
 * Updates existing posts as a whole. A row's `revision` is the new one; throws when a stored post is not
 * at the one before it: a write outside `savePosts` would be lost.
 */
export async function updatePosts(tx: Transaction, rows: PostRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += BATCH_SIZE) await updateSome(tx, rows.slice(from, from + BATCH_SIZE))
}

/** Every field that a save can change, and its column. */
const COLUMNS = {
  state: "state",
  title: "title",
  content: "content",
  text: "text",
  keyEvent: "key_event",
  pinnedAt: "pinned_at",
  pinOrder: "pin_position",
  alertMinutes: "alert_minutes",
  alertUntil: "alert_until",
  tags: "tags",
  correction: "correction",
  editorNote: "review_note",
  authors: "authors",
  version: "version",
  changedAt: "changed_at",
  publishedAt: "published_at",
  editedAt: "edited_at",
  publishAt: "publish_at",
  deletedAt: "deleted_at",
  stateBeforeDelete: "state_before_delete",
  revision: "revision",
  savedAt: "saved_at",
} as const satisfies Record<Exclude<keyof PostRow, "id" | "blogId" | "authorId" | "createdAt">, string>

const NAMES = Object.values(COLUMNS)
const TARGETS = Prisma.raw(NAMES.join(", "))
const VALUES = Prisma.raw(NAMES.map((name) => `made.${name}`).join(", "))

async function updateSome(tx: Transaction, rows: PostRow[]): Promise<void> {
  const updated = await tx.$executeRaw(Prisma.sql`
    update post set (${TARGETS}) = (${VALUES})
    from jsonb_populate_recordset(null::post, ${JSON.stringify(rows.map(toColumns))}::jsonb) as made
    where post.id = made.id and post.revision = made.revision - 1`)
  if (updated !== rows.length) throw new Error(`Only ${updated} of ${rows.length} posts were at the expected revision.`)
}

function toColumns(row: PostRow): Record<string, unknown> {
  const fields = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]
  return Object.fromEntries([["id", row.id], ...fields.map((field) => [COLUMNS[field], row[field]])])
}

import { Prisma, type Transaction } from "@/lib/db/client"
import type { PostRow } from "./present-desk-post"

/** Rows in one statement: together they are sent as one value. */
const BATCH_SIZE = 100

/**
 * Writes posts that are there already, whole. Each row says the revision that it makes; throws when a post is not at the
 * one before, for then something else was written over.
 */
export async function updatePosts(tx: Transaction, rows: PostRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += BATCH_SIZE) await updateSome(tx, rows.slice(from, from + BATCH_SIZE))
}

async function updateSome(tx: Transaction, rows: PostRow[]): Promise<void> {
  const updated = await tx.$executeRaw(Prisma.sql`
    update post set
      (state, title, content, text, key_event, pinned_at, pin_order, tags, correction, editor_note, authors,
        version, changed_at, published_at, edited_at, publish_at, deleted_at, deleted_from, revision, saved_at)
      = (made.state, made.title, made.content, made.text, made.key_event, made.pinned_at, made.pin_order, made.tags,
        made.correction, made.editor_note, made.authors, made.version, made.changed_at, made.published_at, made.edited_at,
        made.publish_at, made.deleted_at, made.deleted_from, made.revision, made.saved_at)
    from jsonb_populate_recordset(null::post, ${JSON.stringify(rows.map(toColumns))}::jsonb) as made
    where post.id = made.id and post.revision = made.revision - 1`)
  if (updated !== rows.length) throw new Error(`Of ${rows.length} posts ${updated} were at the revision to be changed.`)
}

/** A row by the names of its columns. */
function toColumns(row: PostRow): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  )
}

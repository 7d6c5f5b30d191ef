import { inBlogTurn } from "@/lib/changes/blog-turn"
import { LIMITS } from "@/lib/content/content-limits"
import { db, Prisma } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import { parseInput } from "@/lib/parse-input"
import type { Actor } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import { requireUser, requireWriter } from "@/lib/permissions/require-user"
import { type AutosaveContent, type AutosaveInput, type AutosaveSummary, autosaveSchema } from "./autosave-schema"
import type { DeskPost } from "./post-schemas"
import { requirePost } from "./read-posts"

const DAY_MS = 24 * 60 * 60 * 1000
const KEEP_DAYS = 30
/** Retention of tombstones: a delayed older write must not restore a discarded text. */
const FORGOTTEN_DAYS = 1
/** Texts per person; the oldest ones are removed first. */
export const MAX_AUTOSAVES = 100
/** Tombstones per person. */
const MAX_TOMBSTONES = 1_000
/** Short wait for a locked blog: the browser sends the next autosave anyway. */
const KEEP_TURN = { patience: 2_000 }
/** Enough to recognise the text. */
const MAX_EXCERPT_CHARACTERS = 80

/**
 * Stores unsaved text of the composer, one per tab. An older write of a tab never replaces a newer one;
 * `words: null` discards the text, also against delayed older writes. Only its author can read it.
 * Throws `other_person`, `forbidden`, `blog_not_found`, `post_not_found`, `invalid_input`, `request_too_large`.
 */
export async function saveAutosave(actor: Actor, blogId: string, input: AutosaveInput): Promise<{ savedAt: string }> {
  const { userId, postId, writer, serial, words } = parseInput(autosaveSchema, input)
  const user = requireWriter(actor, userId)
  authorize(actor, "post.draft", { blogId })
  const json = JSON.stringify(words)
  if (Buffer.byteLength(json) > LIMITS.documentBytes) throw new AppError("request_too_large")
  await requirePlace(actor, blogId, postId)
  const write = Prisma.sql`
    insert into autosave (user_id, blog_id, post_id, tab_id, sequence, content, saved_at)
    values (${user.id}, ${blogId}, ${postId ?? ""}, ${writer}, ${serial}, ${json}::jsonb, clock_timestamp())
    on conflict (user_id, blog_id, post_id, tab_id) do update
      set sequence = excluded.sequence, content = excluded.content, saved_at = excluded.saved_at
      where autosave.sequence < excluded.sequence
        or (autosave.sequence = excluded.sequence and excluded.content = 'null'::jsonb)
    returning saved_at as "savedAt", xmax = 0 as "isNew"`
  const rows = await inBlogTurn(blogId, (tx) => tx.$queryRaw<{ savedAt: Date; isNew: boolean }[]>(write), KEEP_TURN)
  if (rows[0]?.isNew) await removeOld(user.id)
  return { savedAt: (rows[0]?.savedAt ?? new Date()).toISOString() }
}

/** The user's autosaves on a blog from all tabs and devices, newest first, with excerpts. */
export async function listAutosaves(actor: Actor, blogId: string): Promise<AutosaveSummary[]> {
  const user = requireUser(actor)
  authorize(actor, "desk.read", { blogId })
  const rows = await db().$queryRaw<(Omit<AutosaveSummary, "savedAt"> & { savedAt: Date })[]>(Prisma.sql`
    select nullif(post_id, '') as "postId", tab_id as writer, sequence as serial, saved_at as "savedAt",
      left(coalesce(nullif(content ->> 'title', ''), (
        select string_agg(part #>> '{}', ' ') from jsonb_path_query(content -> 'content', 'strict $.**.text') as part
      ), ''), ${MAX_EXCERPT_CHARACTERS}) as begins
    from autosave
    where user_id = ${user.id} and blog_id = ${blogId} and content <> 'null'::jsonb and saved_at > ${keptSince()}
    order by saved_at desc`)
  return rows.map((row) => ({ ...row, savedAt: row.savedAt.toISOString() }))
}

/** One autosave and the post that it edits. Throws `not_found` when it is saved, discarded or expired. */
export async function readAutosave(
  actor: Actor,
  blogId: string,
  { postId, writer }: { postId: string | null; writer: string },
): Promise<{ words: AutosaveContent; serial: number; savedAt: string; post: DeskPost | null }> {
  const user = requireUser(actor)
  authorize(actor, "desk.read", { blogId })
  const place = { userId: user.id, blogId, postId: postId ?? "", writer }
  const row = await db().autosave.findUnique({ where: { userId_blogId_postId_writer: place } })
  const words = autosaveSchema.shape.words.safeParse(row?.words).data
  if (!row || !words || row.savedAt < keptSince()) throw new AppError("not_found")
  const post = postId ? await requirePost(actor, blogId, postId) : null
  return { words, serial: row.serial, savedAt: row.savedAt.toISOString(), post }
}

async function requirePlace(actor: Actor, blogId: string, postId: string | null): Promise<void> {
  if (postId) await requirePost(actor, blogId, postId)
  else if ((await db().blog.count({ where: { id: blogId } })) === 0) throw new AppError("blog_not_found")
}

function keptSince(): Date {
  return new Date(Date.now() - KEEP_DAYS * DAY_MS)
}

/** Removes expired autosaves of all users. Returns their number. */
export function removeExpiredTexts(): Promise<number> {
  return db().$executeRaw(Prisma.sql`
    delete from autosave
    where saved_at < clock_timestamp() - make_interval(days =>
      case when content = 'null'::jsonb then ${FORGOTTEN_DAYS}::int else ${KEEP_DAYS}::int end)`)
}

// Runs when a new text begins, not at each write.
async function removeOld(userId: string): Promise<void> {
  await removeExpiredTexts()
  await db().$executeRaw(Prisma.sql`
    delete from autosave where (user_id, blog_id, post_id, tab_id) in (
      select user_id, blog_id, post_id, tab_id from (
        select *, row_number() over (partition by content = 'null'::jsonb order by saved_at desc) as place
        from autosave where user_id = ${userId}) as own
      where place > case when content = 'null'::jsonb then ${MAX_TOMBSTONES}::int else ${MAX_AUTOSAVES}::int end)`)
}

import { isDeepStrictEqual } from "node:util"
import type { LockedBlog } from "@/lib/changes/change-log"
import { db, type Transaction } from "@/lib/db/client"
import { AppError } from "@/lib/errors"
import { type Actor, actorUserId } from "@/lib/permissions/actor"
import { authorize } from "@/lib/permissions/authorize"
import { authorizeStep } from "@/lib/permissions/post-policy"
import { type PostFields, pickFields, type RevisionRow, revisionFields } from "./post-fields"
import type { DeskPost } from "./post-schemas"
import { type PostRow, presentDeskPost } from "./present-desk-post"
import { requirePostRow, requirePostRows } from "./read-posts"
import { type GroupResult, saveGroup } from "./save-group"
import { type Change, GROUP_TIME, inBlog, savePost } from "./save-post"

/** Posts per statement that reads their revisions. */
const BATCH_SIZE = 100

/**
 * Reverts the change that made a revision, as a new revision. Undoing that one redoes the change.
 * Throws `changed_since`, with the post in its details, when the post has changed since.
 * A repeated request returns the same post and changes nothing.
 */
export async function undoRevision(actor: Actor, postId: string, revision: number): Promise<DeskPost> {
  const { blogId } = await requirePostRow(postId)
  return inBlog(blogId, async (tx, blog) => {
    const before = await requirePostRow(postId, tx)
    const revisionOf = await readRevisions(tx, [{ before, revision }])
    const back = revertChange({ actor, blog, before, revision, revisionOf })
    return presentDeskPost(back ? await savePost(tx, { actor, blog, before, id: postId, ...back }) : before)
  })
}

/**
 * Reverts all changes of one bulk action in one transaction. Posts that have changed since are left
 * alone and reported in `refused`. Throws `not_found` for an unknown group.
 */
export async function undoGroup(actor: Actor, groupId: string): Promise<GroupResult> {
  const events = await db().auditEvent.findMany({ where: { groupId }, orderBy: [{ at: "asc" }, { id: "asc" }] })
  const blogId = events[0]?.blogId
  if (!blogId) throw new AppError("not_found")
  authorize(actor, "desk.read", { blogId })
  const revisions = new Map(events.flatMap(({ postId, revision }) => (postId && revision ? [[postId, revision]] : [])))
  return inBlog(
    blogId,
    async (tx, blog) => {
      // In the order of the versions that readers got.
      const rows = (await requirePostRows(tx, blogId, [...revisions.keys()])).sort((x, y) => x.version - y.version)
      const revisionNumberOf = ({ id }: PostRow) => revisions.get(id) ?? 0
      const revisionOf = await readRevisions(
        tx,
        rows.map((before) => ({ before, revision: revisionNumberOf(before) })),
      )
      const change = (before: PostRow) =>
        revertChange({ actor, blog, before, revision: revisionNumberOf(before), revisionOf })
      const result = await saveGroup(tx, { actor, blog, rows, change })
      return { ...result, groupId: result.groupId ?? (await findGroup(tx, result.posts[0])) }
    },
    GROUP_TIME,
  )
}

/** The group of the newest change: the earlier undo's when the request is repeated. */
async function findGroup(tx: Transaction, post: DeskPost | undefined): Promise<string | null> {
  if (!post) return null
  const deed = await tx.auditEvent.findFirst({ where: { postId: post.id, revision: post.revision } })
  return deed?.groupId ?? null
}

type RevisionOf = (postId: string, number: number) => RevisionRow
type Revert = { actor: Actor; blog: LockedBlog; before: PostRow; revision: number; revisionOf: RevisionOf }

/** The change that reverts a revision; null when the same actor has already reverted it. */
function revertChange({ actor, blog, before, revision, revisionOf }: Revert): Omit<Change, "before" | "id"> | null {
  const newest = () => revisionOf(before.id, before.revision)
  if (before.revision === revision + 1 && isOwnUndo(actor, newest())) return null
  const deed = revisionOf(before.id, revision)
  if (!isStill(before, deed)) throw new AppError("changed_since", { details: { post: presentDeskPost(before) } })
  const fields =
    revision === 1
      ? beforeTheFirst(pickFields(before), blog.now)
      : asOfNow(revisionFields(revisionOf(before.id, revision - 1)), blog.now)
  authorizeStep(actor, before, { state: fields.state, editorsFields: changesEditorsFields(before, fields) })
  return { fields, action: "undo", details: { undid: deed.action, undidRevision: revision } }
}

/** Per post: the reverted revision, the one before it, and the newest. */
async function readRevisions(tx: Transaction, backs: Pick<Revert, "before" | "revision">[]): Promise<RevisionOf> {
  const found = new Map<string, RevisionRow>()
  for (let from = 0; from < backs.length; from += BATCH_SIZE) {
    const some = backs.slice(from, from + BATCH_SIZE)
    const rows = await tx.revision.findMany({
      where: {
        OR: some.map(({ before, revision }) => ({
          postId: before.id,
          number: { in: [revision - 1, revision, before.revision] },
        })),
      },
    })
    for (const row of rows) found.set(`${row.postId}:${row.number}`, row)
  }
  return (postId, number) => {
    const row = found.get(`${postId}:${number}`)
    if (!row) throw new AppError("revision_not_found")
    return row
  }
}

/** One revision of a post, whole. Throws `revision_not_found`. */
export async function requireRevisionRow(tx: Transaction, postId: string, number: number) {
  const row = await tx.revision.findUnique({ where: { postId_number: { postId, number } } })
  if (!row) throw new AppError("revision_not_found")
  return row
}

// By content, not only by number: several changes can be undone in reverse order.
function isStill(before: PostRow, deed: RevisionRow): boolean {
  if (before.revision === deed.number) return true
  const { deletedAt: _now, ...now } = pickFields(before)
  const { deletedAt: _then, ...made } = revisionFields(deed)
  return isDeepStrictEqual(now, made)
}

function isOwnUndo(actor: Actor, newest: RevisionRow): boolean {
  return newest.action === "undo" && newest.actorId === actorUserId(actor) && newest.actorName === actor.name
}

// A scheduled time that has passed would publish the post immediately.
function asOfNow(fields: PostFields, now: Date): PostFields {
  if (fields.state !== "scheduled" || (fields.publishAt && fields.publishAt > now)) return fields
  return { ...fields, state: "draft", publishAt: null }
}

/** Before its first revision a draft did not exist; a post published right away becomes a draft. */
function beforeTheFirst(fields: PostFields, now: Date): PostFields {
  if (fields.state === "draft") return { ...fields, state: "deleted", deletedAt: now, stateBeforeDelete: "draft" }
  return { ...fields, state: "draft", publishedAt: null, publishAt: null, editedAt: null }
}

function changesEditorsFields(before: PostFields, after: PostFields): boolean {
  // A change of the state sets these times automatically.
  if (before.state !== after.state) return false
  const fields = ["correction", "publishedAt", "publishAt", "alertMinutes"] as const
  return fields.some((field) => !isDeepStrictEqual(before[field], after[field]))
}

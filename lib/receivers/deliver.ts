import { linksWithoutPreview } from "@/lib/content/link-previews"
import { db, Prisma } from "@/lib/db/client"
import { isAppError, toAppError } from "@/lib/errors"
import { isFetchRefused } from "@/lib/fetch/fetch-error"
import { logError } from "@/lib/log"
import { savePicture } from "@/lib/media/save-picture"
import type { Actor } from "@/lib/permissions/actor"
import { attachLinkPreviews } from "@/lib/posts/attach-link-previews"
import { presentDeskPost } from "@/lib/posts/present-desk-post"
import { inBlog } from "@/lib/posts/save-post"
import { fetchServicePicture } from "./fetch-service"
import { addProblem } from "./problems"
import { type PostLink, reconcilePost } from "./reconcile-post"
import { type OpenSource, openSource, toActor } from "./sources"
import type { MessageRow } from "./store-events"
import { composePost, type Drawn, isMarked, livingMessages, parseFileStates, renderMessages } from "./wanted-post"

const BATCH = 50
/** A process that dies keeps its posts no longer than this from the others. */
const LEASE_MS = 60_000
const RETRY_MS = 5_000
const MAX_RETRY_MS = 10 * 60_000
const MAX_ATTEMPTS = 8
/** Of one message; the others are left out, and an editor reads that. */
const MAX_FILES = 10

type Group = { sourceId: string; postKey: string; attempts: number }

/** Brings every due post to what its source says. Returns the milliseconds until the next one is due; null: none. */
export async function deliverReceived(): Promise<number | null> {
  for (;;) {
    const groups = await claimGroups()
    for (const group of groups) await deliverGroup(group).catch((error: unknown) => retryLater(group, error))
    if (groups.length === 0) break
  }
  const [next] = await db().$queryRaw<{ ms: number | null }[]>(Prisma.sql`
    select extract(epoch from min(due_at) - clock_timestamp())::float8 * 1000 as ms from received_message
    where due_at is not null`)
  return next?.ms === null || next?.ms === undefined ? null : Math.max(0, next.ms)
}

/** Takes due groups for this process, for as long as the lease. */
async function claimGroups(): Promise<Group[]> {
  const rows = await db().$queryRaw<Group[]>(Prisma.sql`
    update received_message as m
    set due_at = clock_timestamp() + ${LEASE_MS} * interval '1 ms', tries = m.tries + 1
    from (
      select source_id, message_id from received_message where due_at <= clock_timestamp()
      order by due_at limit ${BATCH} for update skip locked
    ) as due
    where m.source_id = due.source_id and m.message_id = due.message_id
    returning m.source_id as "sourceId", m.post_key as "postKey", m.tries as attempts`)
  return [...new Map(rows.map((row) => [`${row.sourceId} ${row.postKey}`, row])).values()]
}

async function deliverGroup({ sourceId, postKey }: Group): Promise<void> {
  const source = await openSource(sourceId)
  const readRows = (tx: Pick<ReturnType<typeof db>, "receivedMessage">) =>
    tx.receivedMessage.findMany({ where: { sourceId, postKey } })
  const drawn = await fetchFiles(
    source,
    await renderMessages(livingMessages(await readRows(db())), source.receiver, source.context),
  )
  const known = new Map(drawn.map((each) => [each.row.messageId, each]))
  const done = await inBlog(source.blogId, async (tx, blog) => {
    await tx.$queryRaw(Prisma.sql`
      select 1 from received_message where source_id = ${sourceId} and post_key = ${postKey} for update`)
    const rows = await readRows(tx)
    const living = livingMessages(rows)
    // A newer text came while pictures were fetched: its own turn is due.
    if (living.some((row) => known.get(row.messageId)?.row.revision !== row.revision)) return null
    const texts = living.map((row) => ({ ...(known.get(row.messageId) as Drawn), row }))
    const wanted = living.length > 0 ? await composePost(texts, rows, source.name, source.context) : null
    const actor = toActor(source, { approved: rows.some(({ marks }) => isMarked(marks, "publish")) })
    const { post, changed, problem } = await reconcilePost({ tx, blog, actor }, linkOf(rows), wanted)
    const data = {
      dueAt: null,
      attempts: 0,
      ...(post ? { postId: post.id } : {}),
      ...(post && changed ? { appliedRevision: post.revision } : {}),
    }
    await tx.receivedMessage.updateMany({ where: { sourceId, postKey }, data })
    if (problem) await addProblem(tx, sourceId, problem, post?.id ?? null)
    return post && changed ? { actor, post: presentDeskPost(post) } : null
  })
  if (done) await addPreviews(done.actor, done.post)
}

function linkOf(rows: MessageRow[]): PostLink {
  const linked = rows.filter(({ postId, appliedRevision }) => postId && appliedRevision !== null)
  const postId = linked[0]?.postId
  return postId ? { postId, appliedRevision: Math.max(...linked.map((row) => row.appliedRevision ?? 0)) } : null
}

/** Fetches what messages show and is not stored yet. A picture that cannot be had leaves the text, and a problem. */
async function fetchFiles(source: OpenSource, drawn: Drawn[]): Promise<Drawn[]> {
  for (const { row, files } of drawn) {
    const states = parseFileStates(row.files)
    const missing = files.slice(0, MAX_FILES).filter(({ key }) => !states[key])
    if (files.length > MAX_FILES)
      await addProblem(db(), source.id, `A message had more than ${MAX_FILES} pictures; the others were left out.`)
    for (const { key, locate } of missing) {
      try {
        const bytes = await fetchServicePicture(await locate())
        const { id, width, height } = await savePicture(toActor(source), bytes)
        states[key] = { mediaId: id, width, height }
      } catch (error) {
        const reason = reasonOf(error)
        if (reason === null && row.attempts < MAX_ATTEMPTS) throw error
        states[key] = { failed: reason ?? "it could not be fetched" }
        await addProblem(db(), source.id, `A picture is missing: ${reason ?? "it could not be fetched."}`)
      }
    }
    if (missing.length === 0) continue
    const where = { sourceId_messageId: { sourceId: row.sourceId, messageId: row.messageId } }
    await db().receivedMessage.update({ where, data: { files: states } })
  }
  return drawn
}

/** Why a picture will never come; null where another attempt may help. */
function reasonOf(error: unknown): string | null {
  if (isFetchRefused(error)) {
    return error.refusal === "unreachable" || error.refusal === "too_slow" ? null : error.message
  }
  return isAppError(error) && error.status < 500 && error.status !== 429 ? error.message : null
}

async function addPreviews(actor: Actor, post: ReturnType<typeof presentDeskPost>): Promise<void> {
  if (linksWithoutPreview(post.content).length === 0) return
  await attachLinkPreviews(actor, post).catch((error: unknown) => {
    if (!isAppError(error) || error.status >= 500) logError("link_preview.error", error)
  })
}

async function retryLater({ sourceId, postKey, attempts }: Group, thrown: unknown): Promise<void> {
  const error = toAppError(thrown)
  const isPassing = (error.status >= 500 || error.status === 429) && attempts < MAX_ATTEMPTS
  if (error.code === "internal") logError("receiver.error", thrown)
  const dueAt = isPassing ? new Date(Date.now() + Math.min(RETRY_MS * 2 ** attempts, MAX_RETRY_MS)) : null
  await db().receivedMessage.updateMany({ where: { sourceId, postKey, dueAt: { not: null } }, data: { dueAt } })
  if (!isPassing) await addProblem(db(), sourceId, `A message could not become a post: ${error.message}`)
}

import { inBlogTurn } from "@/lib/changes/blog-turn"
import { encodeDelta, toDelta } from "@/lib/changes/encode-delta"
import { type Changes, readChangesAfterVersion } from "@/lib/changes/read-changes"
import { PUSH_CHANNEL } from "@/lib/db/channels"
import { db, Prisma, type Transaction } from "@/lib/db/client"
import { logError } from "@/lib/log"
import { counts } from "@/lib/metrics/counts"
import type { Cursor } from "@/lib/protocol/delta"
import { createSemaphore } from "@/lib/semaphore"
import { singleton } from "@/lib/singleton"
import { takePushTurn } from "./publish-lock"
import { triggerPusher } from "./pusher-api"
import type { PusherConfig } from "./pusher-config"

/** What the service takes in one event; one of your own may take less, and says so. */
const MAX_EVENT_BYTES = 10 * 1024
const TOO_LARGE = 413
/** How long others' changes of the blog are waited for before what was told is written down. */
const REMEMBER_MS = 2_000
/** Of one process, however many blogs have news. */
const CONCURRENCY = 3
/** The number of readers there is unknown: one page in twenty sends a receipt. */
const ASK = 0.05
const MAX_WAITING = 10_000
/** The service takes 100 channels in one event. */
const MAX_FORMER_SLUGS = 99

export type PushOutcome = "done" | "elsewhere" | "failed"

type State = {
  slug: string
  publisher: string
  version: number
  pusherVersion: number
  /** It is, or was, public: also when it was taken back so soon that it counts as not started. */
  wasPublic: boolean
  isFailing: boolean
}

/**
 * Tells the service of a blog's changes since it was told last, and remembers how far. One process at a time per blog:
 * `elsewhere` means that another one is at it. Never throws for what the service says: that is `failed`, with the words
 * kept for the desk.
 */
export async function publishToPusher(settings: PusherConfig, blogId: string): Promise<PushOutcome> {
  const state = await readState(blogId)
  if (!state || !isToBeTold(state)) return "done"
  const inTurn = singleton("pusher-turns", () => createSemaphore(CONCURRENCY, MAX_WAITING))
  return inTurn(async () => {
    const turn = await takePushTurn(blogId)
    if (!turn) return "elsewhere"
    try {
      return await pushNow(settings, blogId)
    } finally {
      // It also expires.
      await turn.end().catch((error: unknown) => logError("pusher.lock", error, { blogId }))
    }
  })
}

async function pushNow(settings: PusherConfig, blogId: string): Promise<PushOutcome> {
  const state = await readState(blogId)
  if (!state || !isToBeTold(state)) return "done"
  const changes = await readChangesAfterVersion(blogId, state.pusherVersion)
  if (!changes) return "done"
  const { epoch, version, blogVersion } = changes.snapshot
  const isBlogChanged = blogVersion > state.pusherVersion
  const channels = [state.slug, ...(isBlogChanged ? await readFormerSlugs(blogId) : [])].map((slug) => `live-${slug}`)
  const problem = isTold(changes, state) ? await tell(settings, channels, changes, state.pusherVersion) : null
  if (state.publisher === "pusher") await remember(blogId, { epoch, version }, problem, state.isFailing)
  return problem ? "failed" : "done"
}

/**
 * Sends the delta; without a word of it, only where the blog is, when it is over the service's limit, far behind (the blog
 * was just given this publisher) or not public any more: the browser then fetches the changes itself. Null, or what is wrong.
 */
async function tell(
  settings: PusherConfig,
  channels: string[],
  changes: Changes,
  from: number,
): Promise<string | null> {
  const { epoch, version, at, blog } = changes.snapshot
  const trigger = (message: string) => triggerPusher(settings, channels, "delta", message)
  counts.pushes += 1
  if (blog && !changes.more) {
    const { json } = encodeDelta({ ...toDelta(changes, from), ask: ASK })
    if (Buffer.byteLength(json) <= MAX_EVENT_BYTES) {
      const { problem, code } = await trigger(json)
      if (code !== TOO_LARGE) return problem
    }
  }
  return (await trigger(JSON.stringify({ epoch, from, version, at: at.toISOString() }))).problem
}

async function readState(blogId: string): Promise<State | null> {
  const [state] = await db().$queryRaw<State[]>(Prisma.sql`
    select slug, publisher, version, pusher_version as "pusherVersion",
      pusher_failing_since is not null as "isFailing",
      started_at is not null
        or exists (select from audit_event where blog_id = blog.id and action = 'blog.withdraw') as "wasPublic"
    from blog where id = ${blogId}`)
  return state ?? null
}

// Pages opened at an older address still listen there; they learn the new one.
async function readFormerSlugs(blogId: string): Promise<string[]> {
  const rows = await db().formerSlug.findMany({ where: { blogId }, select: { slug: true }, take: MAX_FORMER_SLUGS })
  return rows.map(({ slug }) => slug)
}

function isToBeTold({ publisher, version, pusherVersion }: State): boolean {
  if (publisher === "pusher") return pusherVersion < version
  // The change that took the blog from here: those who listen hear of it here alone, and then follow.
  return pusherVersion > 0 && pusherVersion === version - 1
}

// Anybody may listen there. Of a blog that is not public nothing is told but that it was taken back.
function isTold({ snapshot }: Changes, { wasPublic, pusherVersion }: State): boolean {
  return snapshot.blog !== null || (wasPublic && snapshot.blogVersion > pusherVersion)
}

// Sent before a restore, in another epoch: it means nothing in this one.
async function remember(
  blogId: string,
  { epoch, version }: Cursor,
  problem: string | null,
  wasFailing: boolean,
): Promise<void> {
  const news = problem
    ? Prisma.sql`pusher_failing_since = coalesce(pusher_failing_since, clock_timestamp()), pusher_error = ${problem}`
    : Prisma.sql`
        pusher_version = greatest(pusher_version, ${version}), pusher_failing_since = null, pusher_error = null`
  const write = async (tx: Transaction) => {
    await tx.$executeRaw(Prisma.sql`update blog set ${news} where id = ${blogId} and epoch = ${epoch}`)
    // Pages ask whether they can rely on the service: every process has to know.
    if ((problem !== null) !== wasFailing)
      await tx.$queryRaw(Prisma.sql`select pg_notify(${PUSH_CHANNEL}, ${blogId})::text as announced`)
  }
  // What cannot be written is told once more, which readers' pages pass over.
  await inBlogTurn(blogId, write, { patience: REMEMBER_MS })
}

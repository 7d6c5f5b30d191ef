import Pusher from "pusher"
import { inBlogTurn } from "@/lib/changes/blog-turn"
import { encodeDelta, toDelta } from "@/lib/changes/encode-delta"
import { type Changes, readChangesAfterVersion } from "@/lib/changes/read-changes"
import { db, Prisma } from "@/lib/db/client"
import { logError } from "@/lib/log"
import { counts } from "@/lib/metrics/counts"
import type { Cursor } from "@/lib/protocol/delta"
import { createSemaphore } from "@/lib/semaphore"
import { singleton } from "@/lib/singleton"
import { takePushTurn } from "./publish-lock"
import type { PusherConfig } from "./pusher-config"

/** What the service takes in one event. */
const MAX_BYTES = 10 * 1024
const TIMEOUT_MS = 5_000
/** How long others' changes of the blog are waited for before what was told is written down. */
const REMEMBER_MS = 2_000
/** Of one process, however many blogs have news. */
const CONCURRENCY = 3
/** Nobody here knows how many follow there: one page in twenty confirms. */
const ASK = 0.05
const MAX_WAITING = 10_000
/** The service takes 100 channels in one event. */
const MAX_FORMER_SLUGS = 99

export type PushOutcome = "done" | "elsewhere" | "failed"

type State = { slug: string; publisher: string; version: number; pusherVersion: number; startedAt: Date | null }

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
      // It ends by itself, too.
      await turn.end().catch((error: unknown) => logError("push-turn", error, { blogId }))
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
  const message = isTold(changes, state) ? toMessage(changes, state.pusherVersion) : null
  const channels = [state.slug, ...(isBlogChanged ? await readFormerSlugs(blogId) : [])].map((slug) => `live-${slug}`)
  if (message) counts.pushes += 1
  const problem = message ? await trigger(settings, channels, message) : null
  if (state.publisher === "pusher") await remember(blogId, { epoch, version }, problem)
  return problem ? "failed" : "done"
}

async function readState(blogId: string): Promise<State | null> {
  const [state] = await db().$queryRaw<State[]>(Prisma.sql`
    select slug, publisher, version, pusher_version as "pusherVersion", started_at as "startedAt" from blog where id = ${blogId}`)
  return state ?? null
}

// Pages that were opened by an address of before listen there still; they are told where the blog went.
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
function isTold({ snapshot }: Changes, { startedAt, pusherVersion }: State): boolean {
  return snapshot.blog !== null || (startedAt !== null && snapshot.blogVersion > pusherVersion)
}

/**
 * The delta; without a word of it, only where the blog is, when it is over the service's limit, far behind (the blog was
 * just given this publisher) or not public any more: the browser then fetches the changes itself.
 */
function toMessage(changes: Changes, from: number): string {
  const { epoch, version, at, blog } = changes.snapshot
  const hint = JSON.stringify({ epoch, from, version, at: at.toISOString() })
  if (!blog || changes.more) return hint
  const { json } = encodeDelta({ ...toDelta(changes, from), ask: ASK })
  return Buffer.byteLength(json) <= MAX_BYTES ? json : hint
}

async function trigger(settings: PusherConfig, channels: string[], message: string): Promise<string | null> {
  try {
    const response = await toClient(settings).trigger(channels, "delta", message)
    return response.ok ? null : `The service answered ${response.status}.`
  } catch (error) {
    return pusherProblem(error)
  }
}

/** The service, as this installation's keys reach it. */
export function toClient({ appId, key, secret, cluster, host, port, tls }: PusherConfig): Pusher {
  const where = host ? { host, ...(port ? { port: String(port) } : {}) } : { cluster }
  return new Pusher({ appId, key, secret, useTLS: tls, timeout: TIMEOUT_MS, ...where })
}

const STATUS_WORDS: Record<number, string> = {
  401: "The service refuses the key or secret, or this server's clock is more than 10 minutes off.",
  402: "The service's quota is used up.",
  403: "The service refuses this app: it is disabled or over its quota.",
  413: "The service found the message too large.",
}

/** What is wrong when the service does not take a message, in words for the desk. */
export function pusherProblem(error: unknown): string {
  const status = error instanceof Error && "status" in error ? Number(error.status) : 0
  if (status) return STATUS_WORDS[status] ?? `The service answered ${status}.`
  return "The service does not answer."
}

// Told on the version line of before a restore: that says nothing of the one of now.
async function remember(blogId: string, { epoch, version }: Cursor, problem: string | null): Promise<void> {
  const told = problem
    ? Prisma.sql`
      update blog set pusher_failing_since = coalesce(pusher_failing_since, clock_timestamp()), pusher_error = ${problem}
      where id = ${blogId} and epoch = ${epoch}`
    : Prisma.sql`
      update blog set pusher_version = greatest(pusher_version, ${version}), pusher_failing_since = null, pusher_error = null
      where id = ${blogId} and epoch = ${epoch}`
  // What cannot be written is told once more, which readers' pages pass over.
  await inBlogTurn(blogId, (tx) => tx.$executeRaw(told), { patience: REMEMBER_MS })
}

import { db } from "@/lib/db/client"
import { transaction } from "@/lib/db/transaction"
import { AppError } from "@/lib/errors"
import { singleton } from "@/lib/singleton"
import { addProblem } from "./problems"
import type { RawRequest, ReceivedEvent } from "./receiver"
import { openSource } from "./sources"
import { storeEvents } from "./store-events"

/** Of one source, in one process: more than a newsroom writes, and less than a loop of two bots does. */
const MAX_PER_MINUTE = 300
const MAX_EVENTS = 100

/**
 * Takes a request of a source: checks its signature before anything else, and stores its events. What follows, up to the
 * post, needs no request any more. `reply` is what the source expects as an answer.
 * Throws `source_not_found`, `wrong_signature`, `old_signature`, `invalid_input`, `too_many_requests`.
 */
export async function receiveRequest(
  kind: string,
  sourceId: string,
  request: RawRequest,
  parseBody: (body: Uint8Array) => unknown,
  now = new Date(),
): Promise<{ reply: object; stored: boolean }> {
  const source = await openSource(sourceId, kind)
  const { receiver, secrets, settings } = source
  receiver.verify(request, secrets, now)
  requireRate(sourceId, now.getTime())
  const body = toStorable(parseBody(request.body))
  const { events, reply = { ok: true }, problems = [] } = receiver.parse(body, settings, request.headers)
  if (events.length > MAX_EVENTS) throw new AppError("request_too_large")
  if (source.paused || (events.length === 0 && problems.length === 0)) return { reply, stored: false }
  await storeReceived(sourceId, events, problems, now)
  return { reply, stored: true }
}

/** Stores events that are known to come from the source. */
export async function storeReceived(
  sourceId: string,
  events: ReceivedEvent[],
  problems: string[] = [],
  now = new Date(),
): Promise<void> {
  await transaction(async (tx) => {
    await storeEvents(tx, sourceId, events)
    for (const problem of problems) await addProblem(tx, sourceId, problem)
  })
  await db().receiverSource.updateMany({ where: { id: sourceId }, data: { lastEventAt: now } })
}

/** NUL and half characters cannot be stored; both keep their length, because some sources count characters. */
function toStorable(value: unknown): unknown {
  if (typeof value === "string") return value.toWellFormed().replaceAll("\0", " ")
  if (Array.isArray(value)) return value.map(toStorable)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [toStorable(key), toStorable(each)]))
}

/** Only sources that exist and signed are counted, so there are never more counts than sources. */
function requireRate(sourceId: string, now: number): void {
  const windows = singleton("receiver rates", () => new Map<string, { minute: number; count: number }>())
  const minute = Math.floor(now / 60_000)
  const known = windows.get(sourceId)
  const count = known?.minute === minute ? known.count + 1 : 1
  if (count > MAX_PER_MINUTE) throw new AppError("too_many_requests", { retryAfter: 60 })
  windows.set(sourceId, { minute, count })
}

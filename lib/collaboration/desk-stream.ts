import type { ErrorCode } from "@/lib/errors"
import type { SsePipe } from "@/lib/realtime/encoders/sse-encoder"
import { ownResponseHeaders } from "@/lib/security-headers/response-headers"
import type { PresenceKey } from "./presence"

const STREAM = /^\/api\/desk\/blogs\/([a-z0-9_]+)\/stream\/?$/

/** Headers of a desk's stream: private, so that no proxy stores, changes or shares it. */
export function deskStreamHeaders(): Record<string, string> {
  return {
    ...ownResponseHeaders(),
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "private, no-store, no-transform",
    "X-Accel-Buffering": "no",
  }
}

/** The id of the blog whose desk's stream a path is; null for every other path. */
export function matchDeskStream(pathname: string): string | null {
  return STREAM.exec(pathname)?.[1] ?? null
}

/** Below the half minute after which common proxies close what is silent. */
const HEARTBEAT_INTERVAL_MS = 15_000
/** Rights are checked again this often, whatever was announced; what could not be checked is checked again sooner. */
const CHECK_INTERVAL_MS = 30_000
const RETRY_DELAY_MS = 5_000
/** Together with the hub's interval below a minute: the longest that a stream outlives its rights. */
const CONFIRMED_MS = 55_000

/** Errors that end a stream permanently. */
export const SESSION_ENDED: ReadonlySet<ErrorCode> = new Set(["not_signed_in", "forbidden", "blog_not_found"])

/** One open stream of a desk. Times are monotonic: a clock set back must not delay heartbeats or checks. */
export class DeskConnection {
  private beatAt = performance.now() + HEARTBEAT_INTERVAL_MS
  private checkAt = performance.now() + CHECK_INTERVAL_MS
  private confirmedAt = performance.now()

  constructor(
    readonly where: PresenceKey,
    private readonly pipe: SsePipe,
    /** Until when this person may read the desk, as far as is known. Throws when they may not any more. */
    private readonly recheck: () => Promise<Date | null>,
  ) {}

  /** False when the reader does not take what it is sent. */
  send(event: Buffer): boolean {
    this.beatAt = performance.now() + HEARTBEAT_INTERVAL_MS
    return this.pipe.write(event)
  }

  /** Ends the stream after a last event; without one, immediately. */
  end(event: Buffer | null): void {
    if (event) this.pipe.write(event)
    this.pipe.end(event === null)
  }

  isBeatDue(now: number): boolean {
    return now >= this.beatAt
  }

  isCheckDue(now: number): boolean {
    return now >= this.checkAt
  }

  /** Announcements may have been missed. Within some seconds, so that not all are checked in one moment. */
  checkSoon(): void {
    this.checkAt = Math.min(this.checkAt, performance.now() + Math.random() * RETRY_DELAY_MS)
  }

  /** True when this person's rights could not be confirmed for too long. */
  isUnconfirmed(now: number): boolean {
    return now - this.confirmedAt >= CONFIRMED_MS
  }

  /** Throws the refusal, or why it could not be told. */
  async check(): Promise<void> {
    const began = performance.now()
    this.checkAt = Number.POSITIVE_INFINITY
    let next = RETRY_DELAY_MS
    try {
      const until = await this.recheck()
      this.confirmedAt = Math.max(this.confirmedAt, began)
      next = Math.min(CHECK_INTERVAL_MS, until ? until.getTime() - Date.now() : CHECK_INTERVAL_MS)
    } finally {
      this.checkAt = performance.now() + next
    }
  }
}

export type DeskEventName = "welcome" | "saved" | "people" | "vitals" | "beat" | "over" | "restart"

export function deskEvent(name: DeskEventName, data: unknown): Buffer {
  return Buffer.from(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
}

import type { ErrorCode } from "@/lib/errors"
import type { SsePipe } from "@/lib/live/sse"
import type { Where } from "./presence"

/** Below the half minute after which common proxies close what is silent. */
const BEAT_MS = 15_000
/** Who may not read this desk any more is let go within a minute, whatever was missed. */
const CHECK_MS = 45_000

/** Refusals that end a stream for good. */
export const OVER: ReadonlySet<ErrorCode> = new Set(["not_signed_in", "forbidden", "blog_not_found"])

/** One open stream of a desk. Its times are of `performance.now()`: a clock that is set back keeps nobody silent or unchecked. */
export class DeskReader {
  private beatAt = performance.now() + BEAT_MS
  private checkAt = performance.now() + CHECK_MS

  constructor(
    readonly where: Where,
    private readonly pipe: SsePipe,
    /** Throws when this person may not read the desk any more. */
    private readonly recheck: () => Promise<void>,
  ) {}

  /** False when the reader does not take what it is sent. */
  send(event: Buffer): boolean {
    this.beatAt = performance.now() + BEAT_MS
    return this.pipe.write(event)
  }

  /** Ends the stream after a last word; without one at once. */
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

  async check(): Promise<void> {
    this.checkAt = performance.now() + CHECK_MS
    await this.recheck()
  }
}

export type DeskEventName = "welcome" | "saved" | "people" | "vitals" | "beat" | "over" | "restart"

export function deskEvent(name: DeskEventName, data: unknown): Buffer {
  return Buffer.from(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
}

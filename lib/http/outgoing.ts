import type { ServerResponse } from "node:http"

/** Smaller bodies fit into the socket buffers of the system. */
const SMALL_BYTES = 16 * 1024
const MAX_BYTES = 64 * 1024 * 1024
/** A client that has not read its response by then is disconnected ... */
const TIMEOUT_MS = 120_000
/** ... and by then when others need the memory. */
const SLOW_AFTER_MS = 10_000
const CHECK_INTERVAL_MS = 10_000

type Sending = { response: ServerResponse; body: Buffer; at: number }

/**
 * Responses in flight to readers, who may read them slowly or never: bounded in bytes together. A
 * body that many readers share counts once.
 */
export class Outgoing {
  // In the order in which they began.
  private readonly sendings = new Set<Sending>()
  private readonly takers = new Map<Buffer, number>()
  private held = 0

  constructor(
    private readonly maxBytes = MAX_BYTES,
    private readonly slowAfter = SLOW_AFTER_MS,
  ) {
    setInterval(() => this.letGoOf(TIMEOUT_MS), CHECK_INTERVAL_MS).unref()
  }

  /** Bytes in flight. */
  get bytes(): number {
    return this.held
  }

  /** Counts a body until its reader has it or is gone; false when too much is in flight. */
  admit(response: ServerResponse, body: Buffer): boolean {
    if (body.length <= SMALL_BYTES) return true
    if (!this.hasRoom(body)) this.letGoOf(this.slowAfter)
    if (!this.hasRoom(body)) return false
    const sending = { response, body, at: performance.now() }
    const takers = this.takers.get(body) ?? 0
    if (takers === 0) this.held += body.length
    this.takers.set(body, takers + 1)
    this.sendings.add(sending)
    response.once("close", () => this.forget(sending))
    return true
  }

  private hasRoom(body: Buffer): boolean {
    return this.held === 0 || this.takers.has(body) || this.held + body.length <= this.maxBytes
  }

  private letGoOf(milliseconds: number): void {
    const before = performance.now() - milliseconds
    for (const sending of this.sendings) {
      if (sending.at > before) return
      this.forget(sending)
      sending.response.destroy()
    }
  }

  private forget(sending: Sending): void {
    if (!this.sendings.delete(sending)) return
    const takers = (this.takers.get(sending.body) ?? 1) - 1
    if (takers > 0) this.takers.set(sending.body, takers)
    else {
      this.takers.delete(sending.body)
      this.held -= sending.body.length
    }
  }
}

/** Of this process: there is one server in it. */
export const outgoing = new Outgoing()

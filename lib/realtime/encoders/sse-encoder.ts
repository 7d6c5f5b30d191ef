import { type EncodedDelta, getOrEncode } from "@/lib/changes/encode-delta"
import type { Cursor } from "@/lib/protocol/delta"

import type { ChannelView, DisconnectReason, Subscriber } from "@/lib/realtime/subscriber"
import { responseHeaders } from "@/lib/security-headers/response-headers"

/** Above this many unsent bytes a reader is slow: it is let go, and comes back when it can. */
export const MAX_BUFFERED_BYTES = 256 * 1024

/** The head of an event stream for readers. */
export function sseHeaders(): Record<string, string> {
  return {
    ...responseHeaders(),
    "Content-Type": "text/event-stream; charset=utf-8",
    // A proxy that compresses or buffers would hold events back.
    "Cache-Control": "no-cache, no-transform",
    "X-Accel-Buffering": "no",
    "Access-Control-Allow-Origin": "*",
  }
}

/** How a server writes to its connection. */
export type SsePipe = {
  /** Writes an event. Returns false when too much waits unsent. */
  write: (event: Buffer) => boolean
  /** Ends the stream, after what was written; `now` when the reader does not take it anyway. */
  end: (now: boolean) => void
}

/**
 * The subscriber behind one event stream. `format` names what the mount puts around each event: that is made once per
 * delta, by `wrap`, and given to all.
 */
export class SseSubscriber implements Subscriber {
  readonly transport = "sse"
  epoch: string
  version: number
  busy = false
  beatAt = 0

  constructor(
    { epoch, version }: Cursor,
    private readonly pipe: SsePipe,
    private readonly format: SseFormat,
  ) {
    this.epoch = epoch
    this.version = version
  }

  // An empty delta is sent too when it is the first: the reader learns that it misses nothing.
  send(wire: EncodedDelta): boolean {
    return this.pipe.write(getOrEncode(wire, this.format.name, this.format.deltaFrame))
  }

  beat(channel: ChannelView): void {
    this.pipe.write(channel.memoize(this.format.name, this.format.positionFrame))
  }

  end(reason: DisconnectReason): void {
    const { wrap } = this.format
    if (reason === "restart") this.pipe.write(wrap(retryEvent()))
    if (reason === "gone") this.pipe.write(wrap(Buffer.from("event: gone\ndata: {}\n\n")))
    this.pipe.end(reason === "slow")
  }
}

/** What a server's connection needs around each event. */
export type SseFormat = {
  name: string
  wrap: (event: Buffer) => Buffer
  deltaFrame: (wire: EncodedDelta) => Buffer
  positionFrame: (channel: ChannelView) => Buffer
}

export function sseFormat(name: string, wrap: (event: Buffer) => Buffer): SseFormat {
  return {
    name,
    wrap,
    deltaFrame: (wire) => wrap(deltaEvent(wire)),
    positionFrame: (channel) => wrap(positionEvent(channel)),
  }
}

function deltaEvent({ delta, json }: EncodedDelta): Buffer {
  return Buffer.from(`id: ${delta.epoch}:${delta.version}\nevent: delta\ndata: ${json}\n\n`)
}

// The comment is for proxies that close what is silent; the event tells the reader where the blog is.
function positionEvent({ snapshot }: ChannelView): Buffer {
  const { epoch, version } = snapshot
  return Buffer.from(`: still here\nevent: position\ndata: ${JSON.stringify({ epoch, version })}\n\n`)
}

/**
 * Spreads the reconnects of readers of a stopping process over some seconds: `retry` is for browsers
 * that reconnect automatically, the event for our script.
 */
function retryEvent(): Buffer {
  const pause = 1_000 + Math.floor(Math.random() * 4_000)
  return Buffer.from(`retry: ${pause}\nevent: restart\ndata: {}\n\n`)
}

/** `DisconnectReason` as text, for developers. */
export const DISCONNECT_MESSAGES: Record<DisconnectReason, string> = {
  slow: "This reader did not take what it was sent.",
  gone: "This live blog is not public any more.",
  restart: "The server restarts. Come back in a moment.",
}

import type { Duplex } from "node:stream"
import type { WebSocket } from "ws"
import { type EncodedDelta, getOrEncode, isNothingNew } from "@/lib/changes/encode-delta"
import { logError } from "@/lib/log"
import type { Cursor } from "@/lib/protocol/delta"
import type { Channel } from "@/lib/realtime/channel"

import { DISCONNECT_MESSAGES } from "@/lib/realtime/encoders/sse-encoder"
import { deltaFrame, PING_FRAME, positionFrame, rendersFrame } from "@/lib/realtime/encoders/websocket-encoder"
import type { ChannelView, DisconnectReason, Subscriber } from "@/lib/realtime/subscriber"
import type { RenderPost } from "@/lib/realtime/wagtail-live/rendered-posts"
import { writeChunk } from "./sse-endpoint"

const CLOSE_CODES: Record<DisconnectReason, number> = { slow: 1013, gone: 4404, restart: 1012 }
const CLOSE_TIMEOUT_MS = 2_000
/** Updates that wait to be rendered for one reader. */
const MAX_WAITING = 100
/** A pong costs more than a heartbeat. A reader that vanished is disconnected after some minutes. */
const PING_INTERVAL_BEATS = 8

/** A reader's socket as `ws` made it, and the connection below, to which whole frames are written. */
export type OpenSocket = { client: WebSocket; socket: Duplex; cursor: Cursor }

/** A sign of life, and one that the reader is to answer. */
type BeatFrames = { quiet: Buffer; asked: Buffer }

// Classes, not literals put together from parts: an engine reads those so much slower that ten thousand readers feel it.
abstract class SocketSubscriber implements Subscriber {
  readonly transport = "websocket"
  epoch: string
  version: number
  busy = false
  beatAt = 0
  protected readonly socket: Duplex
  private readonly client: WebSocket
  private answered = true
  private beats: number

  constructor(
    { client, socket, cursor }: OpenSocket,
    private readonly pingEvery: number,
  ) {
    this.client = client
    this.socket = socket
    this.epoch = cursor.epoch
    this.version = cursor.version
    // Random, so that pings are spread.
    this.beats = Math.floor(Math.random() * pingEvery)
    client.on("pong", () => {
      this.answered = true
    })
  }

  abstract send(wire: EncodedDelta): boolean

  protected abstract beatFrames(channel: ChannelView): BeatFrames

  beat(channel: ChannelView): void {
    this.beats += 1
    const isAsked = this.beats % this.pingEvery === 0
    if (isAsked && !this.answered) return void this.socket.destroy()
    if (isAsked) this.answered = false
    const { quiet, asked } = this.beatFrames(channel)
    writeChunk(this.socket, isAsked ? asked : quiet)
  }

  end(reason: DisconnectReason): void {
    const { client, socket } = this
    if (reason === "slow") return void socket.destroy()
    client.close(CLOSE_CODES[reason], DISCONNECT_MESSAGES[reason])
    // One that vanished never answers the goodbye.
    setTimeout(() => socket.destroy(), CLOSE_TIMEOUT_MS).unref()
  }
}

/** A reader of our own format: the deltas themselves. */
export class DeltaSocketSubscriber extends SocketSubscriber {
  constructor(opened: OpenSocket) {
    super(opened, PING_INTERVAL_BEATS)
  }

  send(wire: EncodedDelta): boolean {
    return writeChunk(this.socket, getOrEncode(wire, "websocket", deltaFrame))
  }

  protected beatFrames(channel: ChannelView): BeatFrames {
    return channel.memoize("websocket position", positionFrames)
  }
}

function positionFrames(channel: ChannelView): BeatFrames {
  const quiet = positionFrame(channel)
  return { quiet, asked: Buffer.concat([quiet, PING_FRAME]) }
}

/** A format without positions: a ping is all that can be said. */
const PING_FRAMES: BeatFrames = { quiet: PING_FRAME, asked: PING_FRAME }

/** A reader of the format of Wagtail Live: drawn updates. */
export class HtmlSocketSubscriber extends SocketSubscriber {
  // Drawing takes its time: frames leave in the order in which they were asked for.
  private queue = Promise.resolve()
  private waiting = 0

  constructor(
    opened: OpenSocket,
    private readonly channel: Channel,
    private readonly renderPost: RenderPost,
  ) {
    super(opened, 1)
  }

  send(wire: EncodedDelta): boolean {
    if (isNothingNew(wire)) return true
    this.waiting += 1
    this.queue = this.queue
      .then(() => this.draw(wire))
      .catch((error: unknown) => {
        logError("websocket.error", error)
        this.socket.destroy()
      })
    return this.waiting <= MAX_WAITING
  }

  protected beatFrames(): BeatFrames {
    return PING_FRAMES
  }

  private async draw(wire: EncodedDelta): Promise<void> {
    this.waiting -= 1
    const { blog } = this.channel.snapshot
    if (!blog || this.socket.destroyed) return
    const frame = await getOrEncode(wire, "seeds", (each) => rendersFrame(each, blog, this.renderPost))
    if (!writeChunk(this.socket, frame)) this.socket.destroy()
  }
}

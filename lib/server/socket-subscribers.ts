import type { Duplex } from "node:stream"
import type { WebSocket } from "ws"
import type { RenderPost } from "@/lib/live/answer-get-updates"
import { type Channel, type EndReason, memoOf, type Subscriber } from "@/lib/live/channel"
import type { Cursor } from "@/lib/live/delta"
import { END_WORDS } from "@/lib/live/sse"
import { deltaFrame, PING_FRAME, positionFrame, rendersFrame } from "@/lib/live/websocket-frames"
import { frameOf, isNothingNew, type WireDelta } from "@/lib/live/wire"
import { keepsUp, writeWhole } from "./write-whole"

const CLOSE_CODES: Record<EndReason, number> = { slow: 1013, gone: 4404, restart: 1012 }
const GOODBYE_MS = 2_000
/** Taking an answer costs more than a sign of life. Whoever vanished without a word is let go after some minutes. */
const PING_EVERY = 8

/** A reader's socket as `ws` made it, and the connection below, to which whole frames are written. */
export type Opened = { client: WebSocket; socket: Duplex; cursor: Cursor }

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
    { client, socket, cursor }: Opened,
    private readonly pingEvery: number,
  ) {
    this.client = client
    this.socket = socket
    this.epoch = cursor.epoch
    this.version = cursor.version
    // At random, so that not all are asked at once.
    this.beats = Math.floor(Math.random() * pingEvery)
    client.on("pong", () => {
      this.answered = true
    })
  }

  abstract send(wire: WireDelta): boolean

  protected abstract beatFrames(channel: Channel): BeatFrames

  beat(channel: Channel): void {
    this.beats += 1
    const isAsked = this.beats % this.pingEvery === 0
    if (isAsked && !this.answered) return void this.socket.destroy()
    if (isAsked) this.answered = false
    const { quiet, asked } = this.beatFrames(channel)
    writeWhole(this.socket, isAsked ? asked : quiet)
  }

  end(reason: EndReason): void {
    const { client, socket } = this
    if (reason === "slow") return void socket.destroy()
    client.close(CLOSE_CODES[reason], END_WORDS[reason])
    // One that vanished never answers the goodbye.
    setTimeout(() => socket.destroy(), GOODBYE_MS).unref()
  }
}

/** A reader of our own format: the deltas themselves. */
export class DeltaSocket extends SocketSubscriber {
  constructor(opened: Opened) {
    super(opened, PING_EVERY)
  }

  send(wire: WireDelta): boolean {
    return writeWhole(this.socket, frameOf(wire, "websocket", deltaFrame))
  }

  protected beatFrames(channel: Channel): BeatFrames {
    return memoOf(channel, "websocket position", positionFrames)
  }
}

function positionFrames(channel: Channel): BeatFrames {
  const quiet = positionFrame(channel)
  return { quiet, asked: Buffer.concat([quiet, PING_FRAME]) }
}

/** A format without positions: a ping is all that can be said. */
const PING_FRAMES: BeatFrames = { quiet: PING_FRAME, asked: PING_FRAME }

/** A reader of the format of Wagtail Live: drawn updates. */
export class DrawnSocket extends SocketSubscriber {
  // Drawing takes its time: frames leave in the order in which they were asked for.
  private queue = Promise.resolve(true)

  constructor(
    opened: Opened,
    private readonly channel: Channel,
    private readonly renderPost: RenderPost,
  ) {
    super(opened, 1)
  }

  send(wire: WireDelta): boolean {
    if (!isNothingNew(wire)) this.queue = this.queue.then(() => this.draw(wire)).catch(() => false)
    return keepsUp(this.socket)
  }

  protected beatFrames(): BeatFrames {
    return PING_FRAMES
  }

  private async draw(wire: WireDelta): Promise<boolean> {
    const { blog } = this.channel.snapshot
    if (!blog) return false
    return writeWhole(this.socket, await frameOf(wire, "seeds", (each) => rendersFrame(each, blog, this.renderPost)))
  }
}

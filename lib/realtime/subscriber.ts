import type { EncodedDelta } from "@/lib/changes/encode-delta"
import type { Snapshot } from "@/lib/changes/read-changes"

/** `slow`: does not take what it is sent. `gone`: the blog is not public. `restart`: this process stops. */
export type DisconnectReason = "slow" | "gone" | "restart"

/** What encoders see of a channel. */
export type ChannelView = {
  readonly snapshot: Snapshot
  /** A value made from the snapshot, once per version. */
  memoize: <T>(key: string, make: (channel: ChannelView) => T) => T
}

/** One reader that gets every change: a stream or a socket. */
export type Subscriber = {
  readonly transport: string
  /** Sends a delta. Returns false when the reader does not keep up. */
  send: (wire: EncodedDelta) => boolean
  /** Sends a heartbeat with the position. */
  beat: (channel: ChannelView) => void
  end: (reason: DisconnectReason) => void
  /** The reader's position, kept by the channel. */
  epoch: string
  version: number
  /** True while it catches up; it gets no other delta then. */
  busy: boolean
  /** When its next heartbeat is due, by `performance.now()`; 0 before the first. */
  beatAt: number
}

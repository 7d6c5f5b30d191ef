import { processCache } from "@/lib/cache"
import { type EncodedDelta, encodeDelta, resetDelta, toDelta } from "@/lib/changes/encode-delta"
import type { Changes, Snapshot } from "@/lib/changes/read-changes"
import { elapsedSince } from "@/lib/elapsed"
import { counts } from "@/lib/metrics/counts"
import { singleton } from "@/lib/singleton"
import { DeliverySampler } from "./audience/delivery-sampler"
import { PollRateEstimator } from "./audience/poll-rate-estimator"

/** Longer than any question takes that is not held. */
const IDLE_MS = 30_000
const MAX_DELTA_BYTES = 48 * 1024 * 1024
/** What a delta holds for each letter of its JSON, at most: its posts, and the frames of all formats. */
const BYTES_PER_CHARACTER = 8
const DELTA_BYTES = 2_000

/** Why a held reader is let go: `slow` does not take what it is sent; `gone` the blog is not public; `restart` we stop. */
export type DisconnectReason = "slow" | "gone" | "restart"

/** One reader that is sent every change: a stream or a socket. */
export type Subscriber = {
  readonly transport: string
  /** Sends a delta. Returns false when the reader does not keep up and must be let go. */
  send: (wire: EncodedDelta) => boolean
  /** A sign of life that carries the position. */
  beat: (channel: Channel) => void
  end: (reason: DisconnectReason) => void
  /** The reader's position, kept by the hub. */
  epoch: string
  version: number
  /** Its first answer, or one of a long way, is on its way: it takes no other meanwhile. */
  busy: boolean
  /** When its next sign of life is due, by `performance.now()`, kept by the heartbeat; 0 before the first. */
  beatAt: number
}

/** One reader that waits for the next change, and is then answered. */
export abstract class Waiter {
  private readonly timer: NodeJS.Timeout

  constructor(
    protected readonly channel: Channel,
    protected readonly version: number,
    milliseconds: number,
  ) {
    channel.waiters.add(this)
    this.timer = setTimeout(wakeWaiter, milliseconds, this)
  }

  /** The blog may be past the version; with `force` the reader is let go whether it is or not. */
  wake(force: boolean): void {
    if (!force && !hasNewerThan(this.channel, this.version)) return
    this.leave()
    this.answer()
  }

  /** Waits no more. Leaves nothing behind. */
  leave(): void {
    clearTimeout(this.timer)
    this.channel.waiters.delete(this)
  }

  protected abstract answer(): void
}

function wakeWaiter(waiter: Waiter): void {
  waiter.wake(true)
}

/** What a hub knows of one blog. */
export type Channel = {
  readonly id: string
  snapshot: Snapshot
  /** The newest version heard of; above `snapshot.version`: read again. */
  announced: number
  /** Announcements may have been missed: read again. */
  doubted: boolean
  readAt: number
  /** When somebody asked for the blog last. */
  usedAt: number
  /** How many reads were begun, and which of them the snapshot is from. */
  reads: number
  readNumber: number
  /** When the oldest change was announced that held readers were not sent yet; 0: none. */
  announcedAt: number
  advancing: boolean
  readonly reading: Map<number, Promise<Changes | null>>
  /** Stands for the snapshot in the keys of caches: another one for each. */
  era: string
  /** Small things made of the snapshot, by names that the sources know. */
  readonly memo: Map<string, unknown>
  readonly waiters: Set<Waiter>
  readonly subscribers: Set<Subscriber>
  /** Readers who ask in intervals. */
  readonly asking: PollRateEstimator
  /** How far updates get. */
  readonly reach: DeliverySampler
}

export function createChannel(snapshot: Snapshot): Channel {
  return {
    id: snapshot.id,
    snapshot,
    announced: snapshot.version,
    doubted: false,
    readAt: Date.now(),
    usedAt: Date.now(),
    reads: 0,
    readNumber: 0,
    announcedAt: 0,
    advancing: false,
    reading: new Map(),
    era: nextEra(),
    memo: new Map(),
    waiters: new Set(),
    subscribers: new Set(),
    asking: new PollRateEstimator(),
    reach: new DeliverySampler(),
  }
}

/** A read as it began: from where, as the how manieth, and with what announced by then. */
export type ChannelRead = { from: number; number: number; heard: number }

/** Takes over what was read. */
export function acceptSnapshot(channel: Channel, changes: Changes, { from, number, heard }: ChannelRead): void {
  const { snapshot } = changes
  const isOther = snapshot.epoch !== channel.snapshot.epoch
  // Begun before a restore and answered after it: its line is no more.
  if (isOther && number < channel.readNumber) return
  if (isOther || snapshot.version >= channel.snapshot.version) channel.readAt = Date.now()
  if (isOther || snapshot.version > channel.snapshot.version) {
    channel.snapshot = snapshot
    channel.readNumber = number
    channel.era = nextEra()
    channel.memo.clear()
  } else if (snapshot.version === channel.snapshot.version && number > channel.readNumber) {
    // The same position. What no version tells of may be other than it was.
    if (snapshot.pushFails !== channel.snapshot.pushFails) channel.snapshot = snapshot
    channel.readNumber = number
  }
  // What had been announced before the read is in it; another line's numbers mean nothing on this one.
  if (isOther || channel.announced === heard) channel.announced = channel.snapshot.version
  if (snapshot.version === channel.snapshot.version && from < snapshot.version) {
    keepDelta(channel, from, encodeChanges(channel, changes, from))
  }
}

// All who share a read share its delta, also one that is too large to be kept.
const made = new WeakMap<Changes, EncodedDelta>()

/** The delta of some changes as it leaves: a new one asks a part of the pages to confirm it. */
export function encodeChanges(channel: Channel, changes: Changes, from: number): EncodedDelta {
  const known = made.get(changes)
  if (known) return known
  counts.deltas += 1
  const delta = toDelta(changes, from)
  const ask = delta.more ? null : channel.reach.sampleRate(delta.version)
  const wire = encodeDelta(ask === null ? delta : { ...delta, ask }, changes.hidden)
  made.set(changes, wire)
  return wire
}

export function makeReset(snapshot: Snapshot): EncodedDelta {
  counts.resets += 1
  return encodeDelta(resetDelta(snapshot))
}

/** The delta to the snapshot's version from another one, if it was made and is still here. */
export function keptDelta({ era }: Channel, from: number): EncodedDelta | undefined {
  return deltas().get(`${era} ${from}`)
}

export function keepDelta({ era }: Channel, from: number, wire: EncodedDelta): EncodedDelta {
  deltas().set(`${era} ${from}`, wire)
  return wire
}

// One for all blogs: readers at many positions of many blogs push out each other's deltas, not the process.
function deltas() {
  return processCache<EncodedDelta>("deltas", {
    maxBytes: MAX_DELTA_BYTES,
    sizeOf: ({ json }) => DELTA_BYTES + BYTES_PER_CHARACTER * json.length,
  })
}

function nextEra(): string {
  const eras = singleton("eras", () => ({ last: 0 }))
  eras.last += 1
  return String(eras.last)
}

/** A value made of the snapshot, once per version. */
export function memoize<T>(channel: Channel, key: string, make: (channel: Channel) => T): T {
  const known = channel.memo.get(key) as T | undefined
  if (known !== undefined) return known
  const made = make(channel)
  channel.memo.set(key, made)
  return made
}

/** True when the blog is past a version, as far as we heard. */
export function hasNewerThan(channel: Channel, version: number): boolean {
  return channel.doubted || Math.max(channel.announced, channel.snapshot.version) > version
}

/** True when there is more than we have read, or may be. */
export function isStale({ doubted, announced, snapshot }: Channel): boolean {
  return doubted || announced > snapshot.version
}

/** True when somebody is to be told of the next change at once. */
export function hasListeners({ waiters, subscribers }: Channel): boolean {
  return waiters.size > 0 || subscribers.size > 0
}

/** True when nobody follows or asked lately. */
export function isIdle(channel: Channel): boolean {
  return !hasListeners(channel) && elapsedSince(channel.usedAt) > IDLE_MS
}

/** How many follow, as far as this process knows, and whether they are only a part of those who do. */
export function countByTransport({ waiters, subscribers, asking, snapshot }: Channel): {
  known: number
  shared: boolean
} {
  const publisher = snapshot.blog?.publisher
  return {
    known: waiters.size + subscribers.size + asking.readers,
    shared: publisher === "interval-polling" || publisher === "pusher",
  }
}

/** Sends a reader a delta, and lets it go when it does not keep up. */
export function deliver(channel: Channel, subscriber: Subscriber, wire: EncodedDelta): void {
  subscriber.epoch = wire.delta.epoch
  subscriber.version = wire.delta.version
  if (subscriber.send(wire)) return
  counts.slowReaders += 1
  disconnectAll(channel, subscriber, "slow")
}

export function disconnectAll(channel: Channel, subscriber: Subscriber, reason: DisconnectReason): void {
  if (channel.subscribers.delete(subscriber)) subscriber.end(reason)
}

import { counts } from "@/lib/metrics/counts"
import { Asking } from "./asking"
import { Reach } from "./reach"
import type { Changes, Snapshot } from "./read-changes"
import { toDelta, toWire, type WireDelta } from "./wire"

const MOST_DELTAS = 500
const MOST_DELTA_CHARACTERS = 4_000_000

/** Why a held reader is let go: `slow` does not take what it is sent; `gone` the blog is not public; `restart` we stop. */
export type EndReason = "slow" | "gone" | "restart"

/** One reader that is sent every change: a stream or a socket. */
export type Subscriber = {
  readonly transport: string
  /** Sends a delta. Returns false when the reader does not keep up and must be let go. */
  send: (wire: WireDelta) => boolean
  /** A sign of life that carries the position. */
  beat: (channel: Channel) => void
  end: (reason: EndReason) => void
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
    if (!force && !isPast(this.channel, this.version)) return
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
  /** How many reads were begun, and which of them the snapshot is from. */
  reads: number
  readNumber: number
  /** When the oldest change was announced that held readers were not sent yet; 0: none. */
  announcedAt: number
  advancing: boolean
  readonly reading: Map<number, Promise<Changes | null>>
  /** Deltas to the snapshot's version, by the version that they start from. */
  readonly deltas: Map<number, WireDelta>
  deltaCharacters: number
  /** Derived answers that hold for the snapshot's version, kept by whoever makes them. */
  readonly memo: Map<string, unknown>
  readonly waiters: Set<Waiter>
  readonly subscribers: Set<Subscriber>
  /** Readers who ask in intervals. */
  readonly asking: Asking
  /** How far updates get. */
  readonly reach: Reach
}

export function newChannel(snapshot: Snapshot): Channel {
  return {
    id: snapshot.id,
    snapshot,
    announced: snapshot.version,
    doubted: false,
    readAt: Date.now(),
    reads: 0,
    readNumber: 0,
    announcedAt: 0,
    advancing: false,
    reading: new Map(),
    deltas: new Map(),
    deltaCharacters: 0,
    memo: new Map(),
    waiters: new Set(),
    subscribers: new Set(),
    asking: new Asking(),
    reach: new Reach(),
  }
}

/** A read as it began: from where, as the how manieth, and with what announced by then. */
export type Read = { from: number; number: number; heard: number }

/** Takes over what was read. */
export function accept(channel: Channel, changes: Changes, { from, number, heard }: Read): void {
  const { snapshot } = changes
  const isOther = snapshot.epoch !== channel.snapshot.epoch
  // Begun before a restore and answered after it: its line is no more.
  if (isOther && number < channel.readNumber) return
  if (isOther || snapshot.version >= channel.snapshot.version) channel.readAt = Date.now()
  if (isOther || snapshot.version > channel.snapshot.version) {
    channel.snapshot = snapshot
    channel.readNumber = number
    forgetDeltas(channel)
    channel.memo.clear()
  }
  // What had been announced before the read is in it; another line's numbers mean nothing on this one.
  if (isOther || channel.announced === heard) channel.announced = channel.snapshot.version
  if (snapshot.version === channel.snapshot.version && from < snapshot.version) {
    keepDelta(channel, from, makeWire(channel, changes, from))
  }
}

/** The delta of some changes as it leaves: a new one asks a part of the pages to confirm it. */
export function makeWire(channel: Channel, changes: Changes, from: number): WireDelta {
  counts.deltas += 1
  const delta = toDelta(changes, from)
  const ask = delta.more ? null : channel.reach.rateOf(delta.version)
  return toWire(ask === null ? delta : { ...delta, ask })
}

export function keepDelta(channel: Channel, from: number, wire: WireDelta): WireDelta {
  const characters = channel.deltaCharacters + wire.json.length
  if (channel.deltas.size >= MOST_DELTAS || characters > MOST_DELTA_CHARACTERS) forgetDeltas(channel)
  channel.deltas.set(from, wire)
  channel.deltaCharacters += wire.json.length
  return wire
}

function forgetDeltas(channel: Channel): void {
  channel.deltas.clear()
  channel.deltaCharacters = 0
}

/** A value made of the snapshot, once per version. */
export function memoOf<T>(channel: Channel, key: string, make: (channel: Channel) => T): T {
  const known = channel.memo.get(key) as T | undefined
  if (known !== undefined) return known
  const made = make(channel)
  channel.memo.set(key, made)
  return made
}

/** True when the blog is past a version, as far as we heard. */
export function isPast(channel: Channel, version: number): boolean {
  return channel.doubted || Math.max(channel.announced, channel.snapshot.version) > version
}

/** True when there is more than we have read, or may be. */
export function isBehind({ doubted, announced, snapshot }: Channel): boolean {
  return doubted || announced > snapshot.version
}

/** True when somebody is to be told of the next change at once. */
export function isHeld({ waiters, subscribers }: Channel): boolean {
  return waiters.size > 0 || subscribers.size > 0
}

/** How many follow, as far as this process knows, and whether they are only a part of those who do. */
export function countKnown({ waiters, subscribers, asking, snapshot }: Channel): { known: number; shared: boolean } {
  const publisher = snapshot.blog?.publisher
  return {
    known: waiters.size + subscribers.size + asking.readers,
    shared: publisher === "interval-polling" || publisher === "pusher",
  }
}

/** Sends a reader a delta, and lets it go when it does not keep up. */
export function give(channel: Channel, subscriber: Subscriber, wire: WireDelta): void {
  subscriber.epoch = wire.delta.epoch
  subscriber.version = wire.delta.version
  if (subscriber.send(wire)) return
  counts.slowReaders += 1
  letGo(channel, subscriber, "slow")
}

export function letGo(channel: Channel, subscriber: Subscriber, reason: EndReason): void {
  if (channel.subscribers.delete(subscriber)) subscriber.end(reason)
}

import { setTimeout as sleep } from "node:timers/promises"
import { type EncodedDelta, emptyDelta, encodeDelta } from "@/lib/changes/encode-delta"
import type { Changes, Snapshot } from "@/lib/changes/read-changes"
import { elapsedSince } from "@/lib/elapsed"
import { counts } from "@/lib/metrics/counts"
import { timings } from "@/lib/metrics/timings"
import { DeliverySampler } from "./audience/delivery-sampler"
import { PollRateEstimator } from "./audience/poll-rate-estimator"
import { forEachInBatches } from "./batch"
import { encodeChanges, encodeReset, getDelta, nextEra, storeDelta } from "./delta-cache"
import type { ChannelView, DisconnectReason, Subscriber } from "./subscriber"
import { type Waiter, waitForVersion } from "./waiter"

/** Longer than any request takes that is not held. */
const IDLE_MS = 30_000
/** Without notifications, a read counts as current this long. */
const TRUST_WITHOUT_LISTEN_MS = 500
/** Clients poll again immediately; yielding here would serve their new polls before the remaining responses. */
const WAITER_BATCH_SIZE = 10_000
/** With more waiters than this, the response to the editor's save goes out before theirs. */
const YIELD_ABOVE_WAITERS = 1_000
const YIELD_TO_EDITOR_MS = 8
/** After a failed read: held readers are behind and do not know it. */
const RETRY_DELAY_MS = 1_000

/** What a channel needs of its hub: reads, and whether changes are announced to this process. */
export type ChannelHost = {
  isListening: () => boolean
  /** Reads the changes after a version, and passes them to `accept`. Concurrent reads of the same are one. */
  read: (channel: Channel, from: number) => Promise<Changes | null>
}

/** Where a read started: version, sequence number, and the newest version announced by then. */
export type ChannelRead = { from: number; number: number; announced: number }

/** One blog in a process: its snapshot, its deltas, its readers. */
export class Channel implements ChannelView {
  readonly id: string
  snapshot: Snapshot
  /** Notifications may have been missed: read again before the next use. */
  invalidated = false
  /** Forgotten by its hub, so that no notification reaches it. */
  closed = false
  usedAt = Date.now()
  announcedVersion: number
  /** Number of reads begun. */
  reads = 0
  readonly reading = new Map<number, Promise<Changes | null>>()
  readonly waiters = new Set<Waiter>()
  readonly subscribers = new Set<Subscriber>()
  /** Readers who poll. */
  readonly polls = new PollRateEstimator()
  readonly deliveries = new DeliverySampler()
  /** Stands for the snapshot in keys of caches: a new one for each. */
  era = nextEra()
  private readAt = Date.now()
  /** Sequence number of the read that the snapshot is from. */
  private snapshotRead = 0
  /** When the oldest change was announced that held readers were not sent yet; 0: none. */
  private announcedAt = 0
  private advancing = false
  private retry: NodeJS.Timeout | undefined
  private readonly memo = new Map<string, unknown>()

  constructor(
    snapshot: Snapshot,
    private readonly host: ChannelHost,
  ) {
    this.id = snapshot.id
    this.snapshot = snapshot
    this.announcedVersion = snapshot.version
  }

  /** The newest version that was read or announced. */
  get latestVersion(): number {
    return Math.max(this.announcedVersion, this.snapshot.version)
  }

  /** True while there is more than was read, or may be. */
  get isStale(): boolean {
    return this.invalidated || this.announcedVersion > this.snapshot.version
  }

  /** True while this process knows every announced change and hears of new ones. */
  get isCurrent(): boolean {
    return !this.isStale && !this.closed && this.host.isListening()
  }

  get hasListeners(): boolean {
    return this.waiters.size > 0 || this.subscribers.size > 0
  }

  /** True when no reader is held here and none asked lately. */
  get isIdle(): boolean {
    return !this.hasListeners && elapsedSince(this.usedAt) > IDLE_MS
  }

  /** True while a response made from this snapshot is right. */
  isCurrentAt(snapshot: Snapshot): boolean {
    return this.snapshot === snapshot && this.isCurrent
  }

  /** True when the blog has a newer version, or may have. */
  hasNewerThan(version: number): boolean {
    return this.invalidated || this.latestVersion > version
  }

  /** A value made from the snapshot, once per version. */
  memoize<T>(key: string, make: (channel: ChannelView) => T): T {
    const known = this.memo.get(key) as T | undefined
    if (known !== undefined) return known
    const made = make(this)
    this.memo.set(key, made)
    return made
  }

  /** A version was committed. Reads it for held readers; else the next request does. */
  notify(version: number): void {
    this.deliveries.onPublish(version, this.countAudience())
    if (version <= this.snapshot.version) return
    this.announcedVersion = Math.max(this.announcedVersion, version)
    if (!this.hasListeners) return
    this.announcedAt ||= performance.now()
    void this.advance()
  }

  /** Reads again before the next use; immediately for held readers. */
  invalidate(): void {
    this.invalidated = true
    if (this.hasListeners) void this.advance()
  }

  /** Reads if the snapshot is not current. */
  async refresh(): Promise<void> {
    const isOld = !this.host.isListening() && elapsedSince(this.readAt) > TRUST_WITHOUT_LISTEN_MS
    if (this.isStale || isOld) await this.host.read(this, this.snapshot.version)
  }

  /** The delta from a position if it is at hand and current; else null. */
  peekChanges(epoch: string, from: number): EncodedDelta | null {
    if (epoch !== this.snapshot.epoch || !this.isCurrent) return null
    return getDelta(this.era, from) ?? null
  }

  /** The delta from a position to the newest version: empty if nothing is new, `reset` in another epoch. */
  async changes(epoch: string, from: number): Promise<EncodedDelta> {
    await this.refresh()
    // A position ahead of us may be right: another process heard of the change first. The database decides.
    if (from > this.snapshot.version) await this.host.read(this, this.snapshot.version)
    const { snapshot } = this
    if (epoch !== snapshot.epoch || from > snapshot.version || from < 0) return encodeReset(snapshot)
    const known = getDelta(this.era, from)
    if (known) return known
    if (from === snapshot.version) return storeDelta(this.era, from, encodeDelta(emptyDelta(snapshot)))
    const changes = await this.host.read(this, from)
    if (!changes || changes.snapshot.epoch !== epoch) return encodeReset(this.snapshot)
    return getDelta(this.era, from) ?? this.encode(changes, from)
  }

  /** Waits for a newer version, until the time is over or the signal aborts. */
  waitForVersion(version: number, milliseconds: number, signal: AbortSignal): Promise<void> {
    return waitForVersion(this, version, milliseconds, signal)
  }

  /** Sends everything after the subscriber's position until `unsubscribe`. Registered before the first read: no gap. */
  async subscribe(subscriber: Subscriber): Promise<void> {
    this.subscribers.add(subscriber)
    await this.catchUp(subscriber)
  }

  unsubscribe(subscriber: Subscriber): void {
    this.subscribers.delete(subscriber)
  }

  /** Ends all held connections. */
  async disconnectAll(reason: DisconnectReason): Promise<void> {
    await forEachInBatches(this.waiters, (waiter) => waiter.wake(true))
    await forEachInBatches(this.subscribers, (subscriber) => this.disconnect(subscriber, reason))
  }

  /** Takes over what was read, and tells held readers what no notification would. */
  accept(changes: Changes, { from, number, announced }: ChannelRead): void {
    const { snapshot } = changes
    const before = this.snapshot
    const isOther = snapshot.epoch !== before.epoch
    // Begun before a restore and finished after it: its epoch is over.
    if (isOther && number < this.snapshotRead) return
    if (isOther || snapshot.version >= before.version) this.readAt = Date.now()
    if (isOther || snapshot.version > before.version) {
      this.snapshot = snapshot
      this.snapshotRead = number
      this.era = nextEra()
      this.memo.clear()
    } else if (snapshot.version === before.version && number > this.snapshotRead) {
      // The same position. What has no version may have changed.
      if (snapshot.pushFails !== before.pushFails) this.snapshot = snapshot
      this.snapshotRead = number
    }
    // The read includes what was announced before it; versions of another epoch mean nothing.
    if (isOther || this.announcedVersion === announced) this.announcedVersion = this.snapshot.version
    if (snapshot.version === this.snapshot.version && from < snapshot.version)
      storeDelta(this.era, from, this.encode(changes, from))
    // Read for a request before its notification, which then finds nothing new.
    const isUnannounced = this.snapshot.version > before.version && !this.advancing
    if (isOther || isUnannounced) void this.deliverAll(isOther)
  }

  private async advance(): Promise<void> {
    if (this.advancing) return
    this.advancing = true
    try {
      do await this.host.read(this, this.snapshot.version)
      while (this.isStale)
    } catch {
      this.retryLater()
    } finally {
      this.advancing = false
    }
    const since = this.announcedAt
    this.announcedAt = 0
    await this.deliverAll()
    if (since > 0) timings().fanOut.observe((performance.now() - since) / 1000)
  }

  private retryLater(): void {
    this.retry ??= setTimeout(() => {
      this.retry = undefined
      if (this.isStale && this.hasListeners) void this.advance()
    }, RETRY_DELAY_MS).unref()
  }

  // With `force`, also waiters for a version of an epoch that is over.
  private async deliverAll(force = false): Promise<void> {
    if (this.waiters.size > YIELD_ABOVE_WAITERS) await sleep(YIELD_TO_EDITOR_MS)
    await Promise.all([
      forEachInBatches(this.waiters, (waiter) => waiter.wake(force), WAITER_BATCH_SIZE),
      forEachInBatches(this.subscribers, (subscriber) => this.deliver(subscriber)),
    ])
  }

  private deliver(subscriber: Subscriber): void {
    const { blog, epoch, version } = this.snapshot
    if (!blog) {
      this.disconnect(subscriber, "gone")
      return
    }
    const isOnLine = subscriber.epoch === epoch
    if (subscriber.busy || (isOnLine && subscriber.version >= version)) return
    const wire = isOnLine ? getDelta(this.era, subscriber.version) : undefined
    if (wire) this.send(subscriber, wire)
    else void this.catchUp(subscriber)
  }

  // For a subscriber at another position than the others: its own deltas.
  private async catchUp(subscriber: Subscriber): Promise<void> {
    subscriber.busy = true
    try {
      for (let first = true; this.subscribers.has(subscriber); first = false) {
        const { epoch, version } = subscriber
        if (!first && epoch === this.snapshot.epoch && version >= this.snapshot.version) break
        const wire = await this.changes(epoch, version)
        if (!this.snapshot.blog) return this.disconnect(subscriber, "gone")
        this.send(subscriber, wire)
      }
    } catch {
      // The database is away. The reader reconnects; an open stream without changes would look live.
      this.disconnect(subscriber, "restart")
    } finally {
      subscriber.busy = false
    }
  }

  private send(subscriber: Subscriber, wire: EncodedDelta): void {
    subscriber.epoch = wire.delta.epoch
    subscriber.version = wire.delta.version
    if (subscriber.send(wire)) return
    counts.slowReaders += 1
    this.disconnect(subscriber, "slow")
  }

  private disconnect(subscriber: Subscriber, reason: DisconnectReason): void {
    if (this.subscribers.delete(subscriber)) subscriber.end(reason)
  }

  private encode(changes: Changes, from: number): EncodedDelta {
    return encodeChanges(changes, from, (version) => this.deliveries.sampleRate(version))
  }

  /** Readers that this process knows, and whether there may be many more behind caches or a service. */
  private countAudience(): { known: number; shared: boolean } {
    const publisher = this.snapshot.blog?.publisher
    return {
      known: this.waiters.size + this.subscribers.size + this.polls.readers,
      shared: publisher === "interval-polling" || publisher === "pusher",
    }
  }
}

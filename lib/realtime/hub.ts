import { setTimeout as sleep } from "node:timers/promises"
import { type EncodedDelta, emptyDelta, encodeDelta } from "@/lib/changes/encode-delta"
import { type Changes, NEWEST_VERSION, readChangesAfterVersion } from "@/lib/changes/read-changes"
import { elapsedSince } from "@/lib/elapsed"
import { timings } from "@/lib/metrics/timings"
import { createSemaphore } from "@/lib/semaphore"
import { forEachInBatches } from "./batch"
import {
  acceptSnapshot,
  type Channel,
  type ChannelRead,
  countByTransport,
  createChannel,
  type DisconnectReason,
  deliver,
  disconnectAll,
  encodeChanges,
  hasListeners,
  isIdle,
  isStale,
  keepDelta,
  keptDelta,
  makeReset,
  type Subscriber,
} from "./channel"
import { SlugCache } from "./slug-cache"

/** Without a LISTEN connection nobody tells of changes, so what was read is trusted this long. */
const TRUST_WITHOUT_LISTEN_MS = 500
/** Clients poll again immediately; yielding here would serve their new polls before the remaining responses. */
const WAITER_BATCH_SIZE = 10_000
/** With more than some who wait, the editor who saved gets the answer first: it would else come after all of theirs. */
const YIELD_ABOVE_WAITERS = 1_000
const YIELD_TO_EDITOR_MS = 8
/** Readers who come back are at many positions, each a read of its own: most connections are for editors. */
const CATCH_UP_CONCURRENCY = 3
const MAX_WAITING = 5_000
/** Blogs that are kept open; of more, those that nobody follows or asked for lately are forgotten. */
const MAX_CHANNELS = 2_000
/** When a read failed, held readers are behind and know nothing of it: it is tried again this soon. */
const RETRY_DELAY_MS = 1_000

type Opening = { missed: boolean; channel: Promise<Channel | null> }

/** One per process: reads and encodes each change of a blog once, for all its readers. */
export class Hub {
  readonly channels = new Map<string, Channel>()
  private readonly slugs = new SlugCache()
  private readonly opening = new Map<string, Opening>()
  private readonly retrying = new Set<Channel>()
  private readonly limitReads = createSemaphore(CATCH_UP_CONCURRENCY, MAX_WAITING, "busy")

  /** `isListening` tells whether changes are announced to this process at the moment. */
  constructor(readonly isListening: () => boolean) {}

  /** The channel of a public blog's address; null when there is none. */
  async find(slug: string): Promise<Channel | null> {
    const id = await this.slugs.find(slug)
    if (!id) return null
    const channel = this.channels.get(id) ?? (await this.open(id))
    if (!channel) return null
    channel.usedAt = Date.now()
    await this.refresh(channel)
    return channel.snapshot.blog ? channel : null
  }

  /** The channel of an address when it is open and current, so that nothing has to be read; else null. */
  peek(slug: string): Channel | null {
    const channel = this.channels.get(this.slugs.peek(slug) ?? "")
    return channel?.snapshot.blog && this.isCurrent(channel) ? channel : null
  }

  /** True while this process knows everything of a blog that was announced, and is told of what comes. */
  isCurrent(channel: Channel): boolean {
    return !isStale(channel) && this.isListening() && this.isOpen(channel)
  }

  /** False for a channel that was forgotten: nobody tells it of changes any more. */
  isOpen(channel: Channel): boolean {
    return this.channels.get(channel.id) === channel
  }

  /** The delta from a position when it was made already and is right now; else null. */
  peekChanges(channel: Channel, epoch: string, from: number): EncodedDelta | null {
    if (epoch !== channel.snapshot.epoch || !this.isCurrent(channel)) return null
    return keptDelta(channel, from) ?? null
  }

  /** The delta from a reader's position to the newest one: empty when nothing is new, `reset` when the line is another. */
  async changes(channel: Channel, epoch: string, from: number): Promise<EncodedDelta> {
    await this.refresh(channel)
    // A position ahead of us may be right: another process heard of the change first. Only the database can tell.
    if (from > channel.snapshot.version) await this.read(channel, channel.snapshot.version)
    const { snapshot } = channel
    if (epoch !== snapshot.epoch || from > snapshot.version || from < 0) return makeReset(snapshot)
    const known = keptDelta(channel, from)
    if (known) return known
    if (from === snapshot.version) return keepDelta(channel, from, encodeDelta(emptyDelta(snapshot)))
    const changes = await this.read(channel, from)
    if (!changes || changes.snapshot.epoch !== epoch) return makeReset(channel.snapshot)
    return keptDelta(channel, from) ?? encodeChanges(channel, changes, from)
  }

  /**
   * Sends a reader everything after its position, from now on, until `unsubscribe`. Registered before the first read, so
   * that nothing falls between what is replayed and what is live.
   */
  async subscribe(channel: Channel, subscriber: Subscriber): Promise<void> {
    channel.subscribers.add(subscriber)
    await this.catchUp(channel, subscriber)
  }

  unsubscribe(channel: Channel, subscriber: Subscriber): void {
    channel.subscribers.delete(subscriber)
  }

  /** A change was committed: reads it if somebody waits, else remembers to read when somebody asks. */
  notify(blogId: string, version: number): void {
    // It may be a blog that just went public, or one with a new address.
    this.slugs.clearMisses()
    const channel = this.channels.get(blogId)
    const opening = this.opening.get(blogId)
    // What is being read for the first time may be from before.
    if (opening) opening.missed = true
    if (!channel) return
    channel.reach.onPublish(version, countByTransport(channel))
    if (version <= channel.snapshot.version) return
    channel.announced = Math.max(channel.announced, version)
    if (!hasListeners(channel)) return
    channel.announcedAt ||= performance.now()
    void this.advance(channel)
  }

  /** Something of a blog changed that no version tells of: it is read again before its next use. */
  doubt(blogId: string): void {
    const opening = this.opening.get(blogId)
    if (opening) opening.missed = true
    const channel = this.channels.get(blogId)
    if (channel) this.readAgain(channel)
  }

  /** Announcements may have been missed: every channel is read again before its next use, those held now. */
  invalidateAll(): void {
    this.slugs.clearMisses()
    for (const opening of this.opening.values()) opening.missed = true
    for (const channel of this.channels.values()) this.readAgain(channel)
  }

  /** Lets all held readers go, as when the process stops. */
  async disconnectAll(reason: DisconnectReason): Promise<void> {
    for (const channel of this.channels.values()) {
      await forEachInBatches(channel.waiters, (waiter) => waiter.wake(true))
      await forEachInBatches(channel.subscribers, (subscriber) => disconnectAll(channel, subscriber, reason))
    }
  }

  /** Readers held at the moment, by transport. */
  countReaders(blogId?: string): Map<string, number> {
    const counts = new Map<string, number>()
    const add = (transport: string, number: number) => counts.set(transport, (counts.get(transport) ?? 0) + number)
    const one = blogId === undefined ? undefined : this.channels.get(blogId)
    const channels = blogId === undefined ? this.channels.values() : one ? [one] : []
    for (const channel of channels) {
      add("long-polling", channel.waiters.size)
      for (const { transport } of channel.subscribers) add(transport, 1)
    }
    return counts
  }

  private readAgain(channel: Channel): void {
    channel.doubted = true
    if (hasListeners(channel)) void this.advance(channel)
  }

  private async advance(channel: Channel): Promise<void> {
    if (channel.advancing) return
    channel.advancing = true
    try {
      do await this.read(channel, channel.snapshot.version)
      while (isStale(channel))
    } catch {
      this.retryLater(channel)
    } finally {
      channel.advancing = false
    }
    const since = channel.announcedAt
    channel.announcedAt = 0
    await this.wakeWaiters(channel)
    if (since > 0) timings().fanOut.observe((performance.now() - since) / 1000)
  }

  private retryLater(channel: Channel): void {
    if (this.retrying.has(channel)) return
    this.retrying.add(channel)
    const timer = setTimeout(() => {
      this.retrying.delete(channel)
      if (isStale(channel) && hasListeners(channel)) void this.advance(channel)
    }, RETRY_DELAY_MS)
    timer.unref()
  }

  // With `force` also whoever waits for a version that may never come, on a line that is no more: after a restore.
  private async wakeWaiters(channel: Channel, force = false): Promise<void> {
    if (channel.waiters.size > YIELD_ABOVE_WAITERS) await sleep(YIELD_TO_EDITOR_MS)
    await Promise.all([
      forEachInBatches(channel.waiters, (waiter) => waiter.wake(force), WAITER_BATCH_SIZE),
      this.deliver(channel),
    ])
  }

  private async deliver(channel: Channel): Promise<void> {
    const { snapshot } = channel
    await forEachInBatches(channel.subscribers, (subscriber) => {
      if (!snapshot.blog) return disconnectAll(channel, subscriber, "gone")
      const isOnLine = subscriber.epoch === channel.snapshot.epoch
      if (subscriber.busy || (isOnLine && subscriber.version >= channel.snapshot.version)) return
      const wire = isOnLine ? keptDelta(channel, subscriber.version) : undefined
      if (wire) deliver(channel, subscriber, wire)
      else void this.catchUp(channel, subscriber)
    })
  }

  // For a reader that is not where the others are: its own deltas, until it is.
  private async catchUp(channel: Channel, subscriber: Subscriber): Promise<void> {
    subscriber.busy = true
    try {
      for (let first = true; channel.subscribers.has(subscriber); first = false) {
        const { epoch, version } = subscriber
        if (!first && epoch === channel.snapshot.epoch && version >= channel.snapshot.version) break
        const wire = await this.changes(channel, epoch, version)
        if (!channel.snapshot.blog) return disconnectAll(channel, subscriber, "gone")
        deliver(channel, subscriber, wire)
      }
    } catch {
      // The database is away. Its reader comes again, and is told then; an open stream without changes would be a lie.
      disconnectAll(channel, subscriber, "restart")
    } finally {
      subscriber.busy = false
    }
  }

  private async refresh(channel: Channel): Promise<void> {
    const old = !this.isListening() && elapsedSince(channel.readAt) > TRUST_WITHOUT_LISTEN_MS
    if (isStale(channel) || old) await this.read(channel, channel.snapshot.version)
  }

  // All who ask for the same changes at the same time share one read.
  private read(channel: Channel, from: number): Promise<Changes | null> {
    const running = channel.reading.get(from)
    // A read that began before a doubt may have missed what the doubt is about.
    if (running && !channel.doubted) return running
    const { doubted, announced } = channel
    channel.doubted = false
    channel.reads += 1
    const read: ChannelRead = { from, number: channel.reads, heard: announced }
    const ask = () => readChangesAfterVersion(channel.id, from)
    const answer = (from === channel.snapshot.version ? ask() : this.limitReads(ask)).then(
      (changes) => {
        const before = channel.snapshot
        if (changes) acceptSnapshot(channel, changes, read)
        const isOther = channel.snapshot.epoch !== before.epoch
        // Read before it was announced, for one who asked: the announcement, which comes late, would tell nobody.
        const isUntold = channel.snapshot.version > before.version && !channel.advancing
        if (isOther || isUntold) void this.wakeWaiters(channel, isOther)
        return changes
      },
      (error: unknown) => {
        channel.doubted ||= doubted
        throw error
      },
    )
    const shared = answer.finally(() => {
      if (channel.reading.get(from) === shared) channel.reading.delete(from)
    })
    channel.reading.set(from, shared)
    return shared
  }

  private forgetIdle(): void {
    for (const channel of this.channels.values()) if (isIdle(channel)) this.channels.delete(channel.id)
  }

  private open(id: string): Promise<Channel | null> {
    const running = this.opening.get(id)
    if (running) return running.channel
    const opening: Opening = { missed: false, channel: Promise.resolve(null) }
    opening.channel = readChangesAfterVersion(id, NEWEST_VERSION)
      .then((changes) => {
        if (!changes) return null
        const channel = createChannel(changes.snapshot)
        channel.doubted = opening.missed
        if (this.channels.size >= MAX_CHANNELS) this.forgetIdle()
        this.channels.set(id, channel)
        return channel
      })
      .finally(() => this.opening.delete(id))
    this.opening.set(id, opening)
    return opening.channel
  }
}

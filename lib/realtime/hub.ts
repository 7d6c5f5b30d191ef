import { type Changes, NEWEST_VERSION, readChangesAfterVersion } from "@/lib/changes/read-changes"
import { createSemaphore } from "@/lib/semaphore"
import { Channel, type ChannelHost, type ChannelRead } from "./channel"
import { SlugCache } from "./slug-cache"
import type { DisconnectReason } from "./subscriber"

/** Returning readers are at many positions, each a read of its own: most connections are for editors. */
const CATCH_UP_CONCURRENCY = 3
const MAX_WAITING = 5_000
/** Open channels; beyond that, idle ones are closed. */
const MAX_CHANNELS = 2_000

type Opening = { missed: boolean; channel: Promise<Channel | null> }

/** One per process: finds a blog's channel, and reads each change once for all its readers. */
export class Hub implements ChannelHost {
  readonly channels = new Map<string, Channel>()
  private readonly slugs = new SlugCache()
  private readonly opening = new Map<string, Opening>()
  private readonly limitReads = createSemaphore(CATCH_UP_CONCURRENCY, MAX_WAITING, "busy")

  /** `isListening`: changes are announced to this process now. */
  constructor(readonly isListening: () => boolean) {}

  /** The current channel of a public blog's address; null when there is none. */
  async find(slug: string): Promise<Channel | null> {
    const id = await this.slugs.find(slug)
    if (!id) return null
    const channel = this.channels.get(id) ?? (await this.open(id))
    if (!channel) return null
    channel.usedAt = Date.now()
    await channel.refresh()
    return channel.snapshot.blog ? channel : null
  }

  /** The channel of an address if it is open and current, without a read; else null. */
  peek(slug: string): Channel | null {
    const channel = this.channels.get(this.slugs.peek(slug) ?? "")
    return channel?.snapshot.blog && channel.isCurrent ? channel : null
  }

  /** A version of a blog was committed. */
  notify(blogId: string, version: number): void {
    // The blog may be public since now, or have a new address.
    this.slugs.clearMisses()
    this.noteMissed(blogId)
    this.channels.get(blogId)?.notify(version)
  }

  /** Something of a blog changed that has no version. */
  invalidate(blogId: string): void {
    this.noteMissed(blogId)
    this.channels.get(blogId)?.invalidate()
  }

  /** Notifications may have been missed. */
  invalidateAll(): void {
    this.slugs.clearMisses()
    for (const opening of this.opening.values()) opening.missed = true
    for (const channel of this.channels.values()) channel.invalidate()
  }

  /** Ends all held connections. */
  async disconnectAll(reason: DisconnectReason): Promise<void> {
    for (const channel of this.channels.values()) await channel.disconnectAll(reason)
  }

  /** Held readers by transport, of one blog or all. */
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

  /** Reads changes for a channel. All who ask for the same changes at the same time share one read. */
  read(channel: Channel, from: number): Promise<Changes | null> {
    const running = channel.reading.get(from)
    // A read that began before an invalidation may have missed its cause.
    if (running && !channel.invalidated) return running
    const { invalidated } = channel
    channel.invalidated = false
    channel.reads += 1
    const read: ChannelRead = { from, number: channel.reads, announced: channel.announcedVersion }
    const ask = () => readChangesAfterVersion(channel.id, from)
    const shared = (from === channel.snapshot.version ? ask() : this.limitReads(ask))
      .then(
        (changes) => {
          if (changes) channel.accept(changes, read)
          return changes
        },
        (error: unknown) => {
          channel.invalidated ||= invalidated
          throw error
        },
      )
      .finally(() => {
        if (channel.reading.get(from) === shared) channel.reading.delete(from)
      })
    channel.reading.set(from, shared)
    return shared
  }

  private open(id: string): Promise<Channel | null> {
    const running = this.opening.get(id)
    if (running) return running.channel
    const opening: Opening = { missed: false, channel: Promise.resolve(null) }
    opening.channel = readChangesAfterVersion(id, NEWEST_VERSION)
      .then((changes) => {
        if (!changes) return null
        const channel = new Channel(changes.snapshot, this)
        channel.invalidated = opening.missed
        if (this.channels.size >= MAX_CHANNELS) this.closeIdle()
        this.channels.set(id, channel)
        return channel
      })
      .finally(() => this.opening.delete(id))
    this.opening.set(id, opening)
    return opening.channel
  }

  // The first read of a blog may be older than this notification.
  private noteMissed(blogId: string): void {
    const opening = this.opening.get(blogId)
    if (opening) opening.missed = true
  }

  private closeIdle(): void {
    for (const channel of this.channels.values()) {
      if (!channel.isIdle) continue
      channel.closed = true
      this.channels.delete(channel.id)
    }
  }
}

import { type Delta, deltaSchema } from "./delta"
import { type Changes, readBlogId, readChangesAfterVersion, type Snapshot } from "./read-changes"

/** A delta and its bytes: serialised once, given to all who wait. */
export type WireDelta = { delta: Delta; json: string; etag: string }

const UNKNOWN_SLUG_MS = 1_000
const MOST_UNKNOWN_SLUGS = 5_000
/** Without a LISTEN connection nobody tells of changes, so what was read is trusted this long. */
const TRUST_WITHOUT_LISTEN_MS = 500
const MOST_DELTAS = 500

const NEWEST_VERSION = 2_147_483_647

type Waiter = (force: boolean) => void

/** What the hub knows of one blog. */
export type Channel = {
  id: string
  snapshot: Snapshot
  /** The newest version heard of; above `snapshot.version`: read again. */
  announced: number
  /** Announcements may have been missed: read again. */
  doubted: boolean
  readAt: number
  reading: Map<number, Promise<Changes | null>>
  /** Deltas to the snapshot's version, by the version that they start from. */
  deltas: Map<number, WireDelta>
  /** Derived answers that hold for the snapshot's version, kept by whoever makes them. */
  memo: Map<string, unknown>
  waiters: Set<Waiter>
}

/**
 * One per process: knows who waits for which blog, reads each change once, serialises each delta once, and gives it to
 * all. The database's work does not depend on the number of readers.
 */
export class Hub {
  private readonly channels = new Map<string, Channel>()
  private readonly slugs = new Map<string, string>()
  private readonly unknown = new Map<string, number>()

  /** `isListening` tells whether changes are announced to this process at the moment. */
  constructor(private readonly isListening: () => boolean) {}

  /** The channel of a public blog's address; null when there is none. */
  async find(slug: string): Promise<Channel | null> {
    const id = await this.findId(slug)
    if (!id) return null
    const channel = this.channels.get(id) ?? (await this.open(id))
    if (!channel) return null
    await this.refresh(channel)
    return channel.snapshot.blog ? channel : null
  }

  /** The delta from a reader's position to the newest one: empty when nothing is new, `reset` when the line is another. */
  async changes(channel: Channel, epoch: string, from: number): Promise<WireDelta> {
    await this.refresh(channel)
    // A position ahead of us may be right: another process heard of the change first. Only the database can tell.
    if (from > channel.snapshot.version) await this.read(channel, channel.snapshot.version)
    const { snapshot } = channel
    if (epoch !== snapshot.epoch || from > snapshot.version || from < 0) return toWire(resetDelta(snapshot))
    const known = channel.deltas.get(from)
    if (known) return known
    if (from === snapshot.version) return keep(channel, from, toWire(emptyDelta(snapshot)))
    const changes = await this.read(channel, from)
    if (!changes || changes.snapshot.epoch !== epoch) return toWire(resetDelta(channel.snapshot))
    return channel.deltas.get(from) ?? toWire(toDelta(changes, from))
  }

  /** Waits until the blog is past a version, the time is over, or the signal aborts. Leaves nothing behind. */
  wait(channel: Channel, version: number, milliseconds: number, signal: AbortSignal): Promise<void> {
    if (isPast(channel, version) || signal.aborted || milliseconds <= 0) return Promise.resolve()
    return new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer)
        channel.waiters.delete(wake)
        signal.removeEventListener("abort", finish)
        resolve()
      }
      const wake = (force: boolean) => {
        if (force || isPast(channel, version)) finish()
      }
      const timer = setTimeout(finish, milliseconds)
      channel.waiters.add(wake)
      signal.addEventListener("abort", finish, { once: true })
    })
  }

  /** A change was committed: reads it if somebody waits, else remembers to read when somebody asks. */
  announce(blogId: string, version: number): void {
    const channel = this.channels.get(blogId)
    if (!channel || version <= channel.snapshot.version) return
    channel.announced = Math.max(channel.announced, version)
    if (channel.waiters.size > 0) void this.advance(channel)
  }

  /** Announcements may have been missed: every channel is read again before its next use, those with waiters now. */
  distrust(): void {
    this.unknown.clear()
    for (const channel of this.channels.values()) {
      channel.doubted = true
      if (channel.waiters.size > 0) void this.advance(channel)
    }
  }

  /** Ends all waiting at once, as when the process stops. */
  release(): void {
    for (const channel of this.channels.values()) wakeAll(channel, true)
  }

  /** How many wait, all blogs together. */
  get waiting(): number {
    let sum = 0
    for (const channel of this.channels.values()) sum += channel.waiters.size
    return sum
  }

  private async advance(channel: Channel): Promise<void> {
    // A failed read leaves the channel behind, so that the next reader, or the next announcement, reads again.
    await this.read(channel, channel.snapshot.version).catch(() => null)
    wakeAll(channel, false)
  }

  private async refresh(channel: Channel): Promise<void> {
    const behind = channel.doubted || channel.announced > channel.snapshot.version
    const old = !this.isListening() && Date.now() - channel.readAt > TRUST_WITHOUT_LISTEN_MS
    if (behind || old) await this.read(channel, channel.snapshot.version)
  }

  // All who ask for the same changes at the same time share one read.
  private read(channel: Channel, from: number): Promise<Changes | null> {
    const running = channel.reading.get(from)
    // A read that began before a doubt may have missed what the doubt is about.
    if (running && !channel.doubted) return running
    const doubted = channel.doubted
    channel.doubted = false
    const read = readChangesAfterVersion(channel.id, from).then(
      (changes) => {
        if (changes) accept(channel, changes, from)
        return changes
      },
      (error: unknown) => {
        channel.doubted ||= doubted
        throw error
      },
    )
    const shared = read.finally(() => {
      if (channel.reading.get(from) === shared) channel.reading.delete(from)
    })
    channel.reading.set(from, shared)
    return shared
  }

  private async findId(slug: string): Promise<string | null> {
    // An address leads to the same blog for ever, so what was found once stays true.
    const known = this.slugs.get(slug)
    if (known) return known
    const until = this.unknown.get(slug)
    if (until && until > Date.now()) return null
    const id = await readBlogId(slug)
    if (id) {
      this.unknown.delete(slug)
      this.slugs.set(slug, id)
    } else {
      if (this.unknown.size >= MOST_UNKNOWN_SLUGS) this.unknown.clear()
      this.unknown.set(slug, Date.now() + UNKNOWN_SLUG_MS)
    }
    return id
  }

  private async open(id: string): Promise<Channel | null> {
    const changes = await readChangesAfterVersion(id, NEWEST_VERSION)
    const known = this.channels.get(id)
    if (known || !changes) return known ?? null
    const { snapshot } = changes
    const channel: Channel = {
      id,
      snapshot,
      announced: snapshot.version,
      doubted: false,
      readAt: Date.now(),
      reading: new Map(),
      deltas: new Map(),
      memo: new Map(),
      waiters: new Set(),
    }
    this.channels.set(id, channel)
    return channel
  }
}

function accept(channel: Channel, changes: Changes, from: number): void {
  const { snapshot } = changes
  const isOther = snapshot.epoch !== channel.snapshot.epoch
  if (isOther || snapshot.version >= channel.snapshot.version) channel.readAt = Date.now()
  if (isOther || snapshot.version > channel.snapshot.version) {
    channel.snapshot = snapshot
    channel.deltas.clear()
    channel.memo.clear()
    // The numbers of another line mean nothing on this one.
    if (isOther) channel.announced = snapshot.version
  }
  const isCurrent = snapshot.version === channel.snapshot.version && from < snapshot.version
  if (isCurrent) keep(channel, from, toWire(toDelta(changes, from)))
}

function keep(channel: Channel, from: number, wire: WireDelta): WireDelta {
  if (channel.deltas.size >= MOST_DELTAS) channel.deltas.clear()
  channel.deltas.set(from, wire)
  return wire
}

function wakeAll(channel: Channel, force: boolean): void {
  for (const wake of channel.waiters) wake(force)
}

function isPast(channel: Channel, version: number): boolean {
  return Math.max(channel.announced, channel.snapshot.version) > version
}

function toDelta({ snapshot, posts, removals, upTo, more }: Changes, from: number): Delta {
  const blogChanged = snapshot.blog && snapshot.blogVersion > from && !more
  return {
    epoch: snapshot.epoch,
    from,
    version: upTo,
    at: snapshot.at.toISOString(),
    posts,
    removals,
    ...(blogChanged && snapshot.blog ? { blog: snapshot.blog } : {}),
    ...(more ? { more: true as const } : {}),
  }
}

function emptyDelta({ epoch, version, at }: Snapshot): Delta {
  return { epoch, from: version, version, at: at.toISOString(), posts: [], removals: [] }
}

function resetDelta(snapshot: Snapshot): Delta {
  return { ...emptyDelta(snapshot), reset: true }
}

function toWire(delta: Delta): WireDelta {
  // What we send is checked like what we get: a column that readers must not know cannot slip through.
  const json = JSON.stringify(deltaSchema.parse(delta))
  return { delta, json, etag: `"${delta.epoch}.${delta.from}.${delta.version}${delta.reset ? ".reset" : ""}"` }
}

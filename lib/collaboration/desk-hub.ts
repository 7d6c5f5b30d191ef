import type { SavedEvent } from "@/lib/changes/change-log"
import { elapsedSince } from "@/lib/elapsed"
import { toAppError } from "@/lib/errors"
import { logError } from "@/lib/log"
import { type DeskConnection, deskEvent, SESSION_ENDED } from "./desk-stream"
import { NameCache } from "./name-cache"
import { nameTab, PRESENCE_REQUEST, Presence, type PresenceKey, serializePresence } from "./presence"
import type { BlogHealth, Collaborator, DeskSnapshot, PresenceStatus } from "./types"

const TICK_MS = 3_000
/** A stream that ends may be back in a moment: only then is its tab gone. */
const RECONNECT_GRACE_MS = 4_000
/** A tab says every ten seconds that it is there: who spoke before that is not there any more, or will speak again. */
const SEEN_TAB_TTL_MS = 12_000
const MAX_SEEN_TABS = 5_000
/** Changes within this time are sent together. */
const BROADCAST_DEBOUNCE_MS = 100
/** After a save the blog health is read again, but not for each of many. */
const HEALTH_AFTER_SAVE_MS = 400

/** What a desk hub asks others for. */
export type DeskSource = {
  readNames: (ids: string[]) => Promise<Map<string, string>>
  /** Null while they cannot be read. */
  readVitals: (blogId: string) => Promise<BlogHealth | null>
  /** Tells all processes, this one too. */
  announcePresence: (payload: string) => Promise<void>
}

type Desk = {
  readers: Set<DeskConnection>
  people: string
  vitals: string
  gathering: NodeJS.Timeout | null
  reading: Promise<void> | null
  readSoon: NodeJS.Timeout | null
}

/**
 * One per process: who holds a stream of which desk here, and who is at which desk anywhere. Tells the desks that
 * something was saved, who is there and how the blog is; the posts they read themselves, so that a lost word loses nothing.
 */
export class DeskHub {
  private readonly desks = new Map<string, Desk>()
  private readonly presence = new Presence()
  private readonly names: NameCache
  /** Tabs that spoke to this process, by what was announced of them last. */
  private readonly seenTabs = new Map<string, { payload: string; at: number }>()
  private timer: NodeJS.Timeout | null = null

  constructor(private readonly source: DeskSource) {
    this.names = new NameCache(source.readNames)
  }

  /** Streams held here. */
  get count(): number {
    let count = 0
    for (const { readers } of this.desks.values()) count += readers.size
    return count
  }

  /** Tells a reader of its desk from now on. Returns the way to leave, which may be called more than once. */
  join(reader: DeskConnection): () => void {
    const { blogId } = reader.where
    const desk = this.desks.get(blogId) ?? this.open(blogId)
    desk.readers.add(reader)
    this.start()
    reader.send(deskEvent("welcome", {}))
    if (desk.people) reader.send(Buffer.from(desk.people))
    else this.schedulePresenceBroadcast(blogId)
    if (desk.vitals) reader.send(Buffer.from(desk.vitals))
    else this.scheduleHealthRead(blogId, 0)
    // Rights that ended while the stream opened were announced before it listened.
    void this.check(reader)
    return () => this.leave(reader)
  }

  /** Something was saved: its desk is told; all are when some words may have been missed, those about people too. */
  onSaved({ blogId, post }: SavedEvent): void {
    for (const [id, desk] of this.desks) {
      if (blogId !== "" && id !== blogId) continue
      if (blogId === "") for (const reader of desk.readers) reader.checkSoon()
      this.broadcastPresence(desk, deskEvent("saved", post ? { postId: post.id, revision: post.revision } : {}))
      this.scheduleHealthRead(id, HEALTH_AFTER_SAVE_MS)
    }
  }

  /** Asks the other processes who is there: what they announced before this one listened it has not heard. */
  ask(): void {
    this.source.announcePresence(PRESENCE_REQUEST).catch(() => {})
  }

  onPresence(payload: string): void {
    if (payload === PRESENCE_REQUEST) {
      this.rebroadcastPresence()
      return
    }
    const blogId = this.presence.note(payload, Date.now())
    this.start()
    if (blogId) this.schedulePresenceBroadcast(blogId)
  }

  /** A person's rights or sessions changed: their open streams are checked immediately. */
  onPerson(userId: string): void {
    for (const { readers } of this.desks.values()) {
      for (const reader of readers) if (reader.where.userId === userId) void this.check(reader)
    }
  }

  /** A tab says that it is there, and learns what a stream would have told it. */
  async heartbeat(where: PresenceKey, doing: PresenceStatus): Promise<DeskSnapshot> {
    const payload = serializePresence(where, doing)
    if (this.seenTabs.size < MAX_SEEN_TABS) this.seenTabs.set(nameTab(where), { payload, at: Date.now() })
    await this.source.announcePresence(payload)
    return { people: await this.peopleAt(where.blogId), vitals: await this.source.readVitals(where.blogId) }
  }

  /** A tab says goodbye. */
  async leaveTab(where: PresenceKey): Promise<void> {
    this.seenTabs.delete(nameTab(where))
    await this.source.announcePresence(serializePresence(where, null))
  }

  /** Ends all streams with a word that the server will be back. */
  end(): void {
    if (this.timer) clearInterval(this.timer)
    this.timer = null
    for (const desk of this.desks.values()) {
      for (const timer of [desk.gathering, desk.readSoon]) if (timer) clearTimeout(timer)
      for (const reader of desk.readers) reader.end(deskEvent("restart", {}))
    }
    this.desks.clear()
  }

  private open(blogId: string): Desk {
    const desk: Desk = { readers: new Set(), people: "", vitals: "", gathering: null, reading: null, readSoon: null }
    this.desks.set(blogId, desk)
    return desk
  }

  private leave(reader: DeskConnection): void {
    const { where } = reader
    const desk = this.desks.get(where.blogId)
    if (!desk?.readers.delete(reader)) return
    if (desk.readers.size === 0) this.desks.delete(where.blogId)
    const leftAt = Date.now()
    const timer = setTimeout(() => {
      const heardAt = this.presence.heardAt(where)
      // Heard of after it left: it came back, here or at another process.
      if (heardAt > 0 && heardAt < leftAt) this.leaveTab(where).catch(() => {})
    }, RECONNECT_GRACE_MS)
    timer.unref()
  }

  private rebroadcastPresence(): void {
    this.expireSilent()
    for (const { payload } of this.seenTabs.values()) this.source.announcePresence(payload).catch(() => {})
  }

  private expireSilent(): void {
    for (const [tab, { at }] of this.seenTabs) if (elapsedSince(at) > SEEN_TAB_TTL_MS) this.seenTabs.delete(tab)
  }

  private start(): void {
    if (this.timer) return
    this.timer = setInterval(() => this.tick(), TICK_MS)
    this.timer.unref()
  }

  private tick(): void {
    const now = performance.now()
    this.expireSilent()
    for (const blogId of this.presence.expire(Date.now())) this.schedulePresenceBroadcast(blogId)
    for (const [blogId, { readers }] of this.desks) {
      this.scheduleHealthRead(blogId, 0)
      for (const reader of readers) {
        if (reader.isUnconfirmed(now)) this.finish(reader, deskEvent("restart", {}))
        else if (reader.isBeatDue(now)) this.send(reader, deskEvent("beat", {}))
        if (reader.isCheckDue(now)) void this.check(reader)
      }
    }
    if (this.desks.size > 0 || !this.presence.isEmpty) return
    if (this.timer) clearInterval(this.timer)
    this.timer = null
  }

  // Ends the stream of a person who may no longer read this desk. While that cannot be told, the check is made again,
  // until the reader has gone unconfirmed for too long: then it has to come back, and is let in or refused.
  private async check(reader: DeskConnection): Promise<void> {
    try {
      await reader.check()
    } catch (thrown) {
      const error = toAppError(thrown)
      if (SESSION_ENDED.has(error.code)) this.finish(reader, deskEvent("over", error.toPublic()))
      else if (error.code !== "database_unavailable")
        logError("desk_stream.check", thrown, { blogId: reader.where.blogId })
    }
  }

  private finish(reader: DeskConnection, lastEvent: Buffer): void {
    reader.end(lastEvent)
    this.leave(reader)
  }

  private schedulePresenceBroadcast(blogId: string): void {
    const desk = this.desks.get(blogId)
    if (!desk || desk.gathering) return
    desk.gathering = setTimeout(async () => {
      desk.gathering = null
      const people = await this.peopleAt(blogId).catch(() => null)
      if (!people) return
      const event = deskEvent("people", people).toString()
      if (event === desk.people) return
      desk.people = event
      this.broadcastPresence(desk, Buffer.from(event))
    }, BROADCAST_DEBOUNCE_MS)
    desk.gathering.unref()
  }

  private async peopleAt(blogId: string): Promise<Collaborator[]> {
    const present = this.presence.at(blogId)
    const names = await this.names.get(present.map(({ userId }) => userId))
    return present.flatMap(({ userId, writing, editing }) => {
      const name = names.get(userId)
      return name === undefined ? [] : [{ id: userId, name, writing, editing }]
    })
  }

  private scheduleHealthRead(blogId: string, milliseconds: number): void {
    const desk = this.desks.get(blogId)
    if (!desk || desk.readSoon) return
    desk.readSoon = setTimeout(() => {
      desk.readSoon = null
      desk.reading ??= this.broadcastHealth(blogId, desk).finally(() => {
        desk.reading = null
      })
    }, milliseconds)
    desk.readSoon.unref()
  }

  private async broadcastHealth(blogId: string, desk: Desk): Promise<void> {
    const vitals = await this.source.readVitals(blogId)
    const event = deskEvent("vitals", vitals).toString()
    // The clock alone is no news.
    const isNews = withoutClock(event) !== withoutClock(desk.vitals)
    desk.vitals = event
    if (isNews) this.broadcastPresence(desk, Buffer.from(event))
  }

  private broadcastPresence({ readers }: Desk, event: Buffer): void {
    for (const reader of [...readers]) this.send(reader, event)
  }

  private send(reader: DeskConnection, event: Buffer): void {
    if (reader.send(event)) return
    reader.end(null)
    this.leave(reader)
  }
}

function withoutClock(event: string): string {
  return event.replace(/"now":"[^"]*"/, "")
}

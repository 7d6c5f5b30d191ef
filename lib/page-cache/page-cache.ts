import { isAppError } from "@/lib/errors"
import { logError } from "@/lib/log"
import { counts } from "@/lib/metrics/counts"
import { createSemaphore } from "@/lib/semaphore"
import { countStaleReads } from "@/lib/stale-cache"
import type { RenderedPage } from "./cached-page"
import { CachedPage, isCacheable, renderErrorPage } from "./cached-page"
import { Deadline } from "./deadline"
import { type CacheStamp, type PageFreshness, satisfies } from "./freshness"
import { notFoundRoute, type PageRoute } from "./route-match"

const MAX_BYTES = 64 * 1024 * 1024
/** Pages tell relative times ("2m ago"): older ones are made anew while readers still get them ... */
const REFRESH_AFTER_MS = 60_000
/** ... and ones older than this are not given any more. */
const EXPIRES_AFTER_MS = 120_000
/** After a change every page that somebody asks for is made anew: at most so many at a time, or an editor's save would wait among them. */
const RENDER_CONCURRENCY = 3
const MAX_WAITING = 2_000
/** Longer than any healthy database takes. */
const TIMEOUT_MS = 2_000
/** For pages that the app could not make from the database's newest state, and for "not found". */
const SHORT_TTL_MS = 1_000

/** A page and up to where it is right; null: nobody could tell. */
type Entry = { page: CachedPage; stamp: CacheStamp | null; expiresAt: number; short: boolean }
/** `stamp` is there once the rendering has begun. */
type Flight = { stamp: CacheStamp | null; done: Promise<Entry | null> }

/**
 * Whole pages as bytes, one per path, right up to the blog's newest version: whoever asks after a change gets the change.
 * However many ask, each path is rendered by one at a time.
 */
export class PageCache {
  private readonly entries = new Map<string, Entry>()
  private readonly inFlight = new Map<string, Flight>()
  private readonly limitRenders = createSemaphore(RENDER_CONCURRENCY, MAX_WAITING)
  private readonly patience = new Deadline(TIMEOUT_MS)

  constructor(
    private readonly freshness: PageFreshness,
    private readonly render: (address: PageRoute) => Promise<RenderedPage>,
    private readonly mostBytes = MAX_BYTES,
  ) {}

  /** The page, if it is here and right for certain. Asks nobody. */
  peek(address: PageRoute): CachedPage | null {
    const entry = this.entries.get(address.path)
    if (!entry?.stamp || Date.now() >= entry.expiresAt || !this.freshness.isCurrent(entry.stamp)) return null
    counts.pageHits += 1
    this.touch(address.path, entry)
    if (!entry.short && Date.now() - entry.page.renderedAt > REFRESH_AFTER_MS && !this.inFlight.has(address.path))
      this.start(address, entry.stamp)
    return entry.page
  }

  /**
   * The page as it is at this moment, made if it must be; null: it is not for everybody, so the app must answer itself. While
   * the database neither answers nor refuses, that takes a quarter of a minute: the last known page is there sooner.
   */
  async get(asked: PageRoute): Promise<CachedPage | null> {
    counts.pageMisses += 1
    const answer = this.find(asked)
    const isLate = await this.patience.isOverdue(answer)
    const known = isLate && this.entries.get(asked.path)
    return known && this.isLastKnown(known) ? asOld(known) : answer
  }

  /** Bytes held. */
  get bytes(): number {
    let bytes = 0
    for (const { page } of this.entries.values()) bytes += page.size
    return bytes
  }

  private async find(asked: PageRoute): Promise<CachedPage | null> {
    // Without the database there is no telling what is newest; the app knows how to show its last known state.
    const wanted = await this.freshness.read(asked).catch(() => null)
    const address = wanted?.kind === "nothing" ? notFoundRoute(asked) : asked
    for (;;) {
      const known = this.entries.get(address.path)
      if (known && Date.now() < known.expiresAt && isRight(known, wanted)) return known.page
      const flight = this.inFlight.get(address.path) ?? this.start(address, wanted)
      const entry = await flight.done
      if (entry === null) return null
      if (entry.page.status >= 500 && known && this.isLastKnown(known)) return asOld(known)
      if (wanted === null || (flight.stamp && satisfies(flight.stamp, wanted))) return entry.page
    }
  }

  // When the app fails or keeps silent: what it gave before, unless we heard that this was taken back or changed.
  private isLastKnown({ page, stamp }: Entry): boolean {
    return page.status === 200 && (stamp === null || !this.freshness.isOutdated(stamp))
  }

  private start(address: PageRoute, wanted: CacheStamp | null): Flight {
    const flight: Flight = { stamp: null, done: Promise.resolve(null) }
    flight.done = this.limitRenders(() => {
      flight.stamp = wanted && this.freshness.advance(wanted)
      return this.make(address, flight.stamp)
    })
      .catch((error: unknown): Entry | null => {
        counts.pageFailures += 1
        if (isAppError(error) && error.code === "too_many_requests") {
          flight.stamp = wanted
          return refuse(wanted)
        }
        logError("page", error, { path: address.path })
        return null
      })
      .finally(() => this.inFlight.delete(address.path))
    this.inFlight.set(address.path, flight)
    return flight
  }

  private async make(address: PageRoute, stamp: CacheStamp | null): Promise<Entry | null> {
    const staleBefore = countStaleReads()
    counts.pageRenders += 1
    const rendered = await this.render(address)
    if (rendered.headers["set-cookie"]) return null
    const page = new CachedPage(rendered.status >= 500 ? renderErrorPage(rendered, languageOf(stamp)) : rendered)
    const stale = countStaleReads() !== staleBefore
    const short = stale || stamp === null || page.status !== 200
    const expiresAt = page.renderedAt + (short ? SHORT_TTL_MS : EXPIRES_AFTER_MS)
    const entry = { page, stamp: stale ? null : stamp, expiresAt, short }
    if (isCacheable(page.status)) this.keep(address.path, entry)
    return entry
  }

  private keep(path: string, entry: Entry): void {
    this.touch(path, entry)
    let bytes = this.bytes
    for (const [oldest, { page }] of this.entries) {
      if (bytes <= this.mostBytes) break
      bytes -= page.size
      this.entries.delete(oldest)
    }
  }

  private touch(path: string, entry: Entry): void {
    this.entries.delete(path)
    this.entries.set(path, entry)
  }
}

// More wait already than there is hope for: the page says so, and comes again by itself.
function refuse(wanted: CacheStamp | null): Entry {
  const page = new CachedPage(renderErrorPage({ status: 503, headers: {}, body: Buffer.alloc(0) }, languageOf(wanted)))
  return { page, stamp: wanted, expiresAt: 0, short: true }
}

// What was made without the database says so by itself.
function asOld({ page, stamp }: Entry): CachedPage {
  if (stamp === null) return page
  return page.withStaleNotice(languageOf(stamp))
}

function languageOf(stamp: CacheStamp | null): string {
  return (stamp?.kind === "blog" && stamp.channel.snapshot.blog?.language) || "en"
}

// Without the database only what was made without it will do: it says that it is old.
function isRight({ stamp }: Entry, wanted: CacheStamp | null): boolean {
  return wanted ? stamp !== null && satisfies(stamp, wanted) : stamp === null
}

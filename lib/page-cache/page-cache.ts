import { setTimeout as sleep } from "node:timers/promises"
import { ByteCache } from "@/lib/cache"
import { AppError, type ErrorCode, isAppError } from "@/lib/errors"
import { errorPayload } from "@/lib/http/payload"
import { logError } from "@/lib/log"
import { counts } from "@/lib/metrics/counts"
import { createSemaphore, type Semaphore } from "@/lib/semaphore"
import { knownSiteLanguage } from "@/lib/site-settings/read-settings"
import { countStaleReads } from "@/lib/stale-cache"
import type { RenderedPage } from "./cached-page"
import { CachedPage, isCacheable, renderErrorPage } from "./cached-page"
import { Deadline } from "./deadline"
import { type CacheStamp, type PageFreshness, satisfies } from "./freshness"
import { notFoundRoute, type PageRoute } from "./route-match"

const MAX_BYTES = 64 * 1024 * 1024
/** Pages show relative times ("2m ago"): older ones are re-rendered while readers still get them ... */
const REFRESH_AFTER_MS = 60_000
/** ... and ones older than this are not served. */
const EXPIRES_AFTER_MS = 120_000
/** After a change every requested page is re-rendered: so few at a time that an editor's save does not wait. */
const RENDER_CONCURRENCY = 3
const MAX_WAITING = 2_000
/** Addresses of other kinds are unlimited: they wait in queues of their own, apart from most readers. */
const HOMES_CONCURRENCY = 2
const EMBEDS_CONCURRENCY = 2
const OTHERS_CONCURRENCY = 2
const MAX_OTHERS_WAITING = 100
/** Longer than any healthy database takes. */
const TIMEOUT_MS = 2_000
/** For pages that the app could not make from the database's newest state, and for "not found". */
const SHORT_TTL_MS = 1_000

/** A page and up to where it is right; null: unknown. */
type Entry = { page: CachedPage; stamp: CacheStamp | null; expiresAt: number; short: boolean }
/** `stamp` is there once the rendering has begun. */
type Flight = { stamp: CacheStamp | null; done: Promise<Entry | null> }

/**
 * Whole pages as bytes, one per path, right up to the blog's newest version: a request after a change
 * gets the change. Each path is rendered once at a time, for all requests.
 */
export class PageCache {
  private readonly entries: ByteCache<Entry>
  private readonly inFlight = new Map<string, Flight>()
  private readonly othersInTurn = createSemaphore(OTHERS_CONCURRENCY, MAX_OTHERS_WAITING, "busy")
  private readonly limitRenders: Record<PageRoute["kind"], Semaphore> = {
    home: createSemaphore(HOMES_CONCURRENCY, MAX_WAITING, "busy"),
    page: createSemaphore(RENDER_CONCURRENCY, MAX_WAITING, "busy"),
    embed: createSemaphore(EMBEDS_CONCURRENCY, MAX_WAITING, "busy"),
    search: this.othersInTurn,
    file: this.othersInTurn,
  }
  private readonly patience = new Deadline(TIMEOUT_MS)

  constructor(
    private readonly freshness: PageFreshness,
    private readonly render: (address: PageRoute) => Promise<RenderedPage>,
    maxBytes = MAX_BYTES,
  ) {
    this.entries = new ByteCache("pages", { maxBytes, sizeOf: ({ page }) => page.size })
  }

  /** The page, if it is cached and certainly right. Reads nothing. */
  peek(address: PageRoute): CachedPage | null {
    const entry = this.entries.get(address.path)
    if (!entry?.stamp || Date.now() >= entry.expiresAt || !this.freshness.isCurrent(entry.stamp)) return null
    counts.pageHits += 1
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
    const began = performance.now()
    let isPlaced = false
    const placed = this.freshness.read(asked).catch(() => null)
    void placed.then(() => {
      isPlaced = true
    })
    const answer = this.find(asked, placed)
    if (!(await this.patience.isOverdue(answer))) return answer
    const known = this.entries.get(asked.path)
    if (known && this.isLastKnown(known)) return asOld(known)
    // While the database does not even say where the blog is, nothing can be made: readers are told so in time.
    const rest = Math.max(0, TIMEOUT_MS - (performance.now() - began))
    if (!isPlaced) await Promise.race([placed, sleep(rest, undefined, { ref: false })])
    return isPlaced ? answer : refuse(asked, null, "database_unavailable").page
  }

  /** Bytes held. */
  get bytes(): number {
    return this.entries.bytes
  }

  /** `placed`: the newest position; null without the database, when the app knows how to show its last known state. */
  private async find(asked: PageRoute, placed: Promise<CacheStamp | null>): Promise<CachedPage | null> {
    const wanted = await placed
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
    flight.done = this.limitRenders[address.kind](() => {
      flight.stamp = wanted && this.freshness.advance(wanted)
      return this.make(address, flight.stamp)
    })
      .catch((error: unknown): Entry | null => {
        counts.pageFailures += 1
        if (isAppError(error) && error.code === "busy") {
          flight.stamp = wanted
          return refuse(address, wanted)
        }
        logError("page.error", error, { path: address.path })
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
    const isBroken = rendered.status >= 500 && address.kind !== "file"
    const page = new CachedPage(
      isBroken ? renderErrorPage(rendered, languageOf(stamp), address.kind === "embed") : rendered,
      address.kind === "search",
    )
    const stale = countStaleReads() !== staleBefore
    const short = stale || stamp === null || page.status !== 200
    const expiresAt = page.renderedAt + (short ? SHORT_TTL_MS : EXPIRES_AFTER_MS)
    const entry = { page, stamp: stale ? null : stamp, expiresAt, short }
    if (isCacheable(page.status)) this.keep(address.path, entry)
    return entry
  }

  private keep(path: string, entry: Entry): void {
    this.entries.set(path, entry)
    entry.page.onGrow = () => {
      if (this.entries.get(path) === entry) this.entries.recount(path)
    }
  }
}

// The queue is full, or the database silent: the page says so and reloads automatically.
function refuse({ kind }: PageRoute, wanted: CacheStamp | null, code: ErrorCode = "busy"): Entry {
  const answer = errorPayload(new AppError(code), { audience: "readers" })
  const body = Buffer.from(answer.body ?? "")
  const refused = { status: answer.status, headers: lowerCase(answer.headers), body }
  const page = new CachedPage(
    kind === "file" ? refused : renderErrorPage({ ...refused, headers: {} }, languageOf(wanted), kind === "embed"),
  )
  return { page, stamp: wanted, expiresAt: 0, short: true }
}

function lowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

// A page made without the database says so already.
function asOld({ page, stamp }: Entry): CachedPage {
  if (stamp === null) return page
  return page.withStaleNotice(languageOf(stamp))
}

function languageOf(stamp: CacheStamp | null): string {
  return (stamp?.kind === "blog" && stamp.channel.snapshot.blog?.language) || knownSiteLanguage()
}

// Without the database only what was made without it will do: it says that it is old.
function isRight({ stamp }: Entry, wanted: CacheStamp | null): boolean {
  return wanted ? stamp !== null && satisfies(stamp, wanted) : stamp === null
}

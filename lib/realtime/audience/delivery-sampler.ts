/** About so many pages shall confirm an update: enough for a 95th percentile, few enough for any server. */
const TARGET_SAMPLE_SIZE = 30
/** However many readers there are, one in a hundred confirms. */
const MIN_SAMPLE_RATE = 0.01
/** Of readers behind a shared cache or a hosted service few are known, until some pages have confirmed something. */
const INITIAL_SHARED_RATE = 0.2
const MAX_VERSIONS = 20
const MAX_DELAYS = 100
/** A page that takes longer was asleep: that says nothing about the way. */
const MAX_DELAY_MS = 60_000
const RECENT_MS = 10 * 60_000
/** A delta that is made later is for pages that come late. */
const SAMPLING_WINDOW_MS = 10_000
/** Pages spread their receipts over some seconds. */
const MAX_WAIT_MS = 10_000

type Step = { version: number; heardAt: number; rate: number; confirmed: number; pages: number }

/** What a process reports of how far updates got. */
export type DeliveryStats = { version: number; at: string; pages: number; delays: number[] }

/**
 * How fast and how far the updates of one blog get, from a sample of pages that confirm them. All times are by this
 * process's own clock: from the database's announcement to the word of the page, less what the page waited by its own.
 */
export class DeliverySampler {
  private readonly steps = new Map<number, Step>()
  private delays: { at: number; milliseconds: number }[] = []
  /** Counts what was confirmed, so that others see when there is news. */
  confirmations = 0

  /** A version was announced. `known` readers are there; `shared`: there may be many more, behind caches or a service. */
  onPublish(version: number, { known, shared }: { known: number; shared: boolean }, now = Date.now()): void {
    if (this.steps.has(version)) return
    const before = this.newest
    // Three more than confirmed: none of a small sample may well have been some.
    const guess = before ? (before.confirmed + 3) / before.rate : 0
    const ceiling = before || !shared ? 1 : INITIAL_SHARED_RATE
    const rate = Math.min(ceiling, Math.max(MIN_SAMPLE_RATE, TARGET_SAMPLE_SIZE / Math.max(known, guess, 1)))
    this.steps.set(version, { version, heardAt: now, rate: Math.round(rate * 100) / 100, confirmed: 0, pages: 0 })
    const oldest = this.steps.size > MAX_VERSIONS ? this.steps.keys().next().value : undefined
    if (oldest !== undefined) this.steps.delete(oldest)
  }

  /** The part of the pages that shall confirm a version which was announced just now; null: none. */
  sampleRate(version: number, now = Date.now()): number | null {
    const step = this.steps.get(version)
    return step && now - step.heardAt < SAMPLING_WINDOW_MS ? step.rate : null
  }

  /** A page shows a version, and has waited before it said so; it was one of `rate` that were asked. */
  onReceipt(version: number, { waited, rate }: { waited: number; rate: number }, now = Date.now()): void {
    const step = this.steps.get(version)
    if (!step || !(waited >= 0 && waited <= MAX_WAIT_MS)) return
    const milliseconds = Math.max(0, Math.round(now - step.heardAt - waited))
    if (milliseconds > MAX_DELAY_MS) return
    this.confirmations += 1
    step.confirmed += 1
    step.pages += 1 / Math.min(1, Math.max(MIN_SAMPLE_RATE, rate))
    this.delays.push({ at: now, milliseconds })
    if (this.delays.length > MAX_DELAYS) this.delays.shift()
  }

  /** What there is to report; null when no page confirmed anything lately. */
  read(now = Date.now()): DeliveryStats | null {
    this.delays = this.delays.filter(({ at }) => now - at < RECENT_MS)
    const step = [...this.steps.values()].filter(({ confirmed }) => confirmed > 0).at(-1)
    if (!step) return null
    const { version, heardAt, pages } = step
    const delays = this.delays.map(({ milliseconds }) => milliseconds)
    return { version, at: new Date(heardAt).toISOString(), pages: Math.round(pages), delays }
  }

  private get newest(): Step | undefined {
    return [...this.steps.values()].at(-1)
  }
}

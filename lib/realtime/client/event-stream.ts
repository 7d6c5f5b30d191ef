import { backoff, wasSteady } from "@/lib/backoff"
import type { PageLifecycle } from "./page-lifecycle"
import { acquireTabSlot } from "./transports/tab-slot"

const WATCHDOG_INTERVAL_MS = 5_000
/**
 * Clients of a server that restarts return over this time; one that was not steady returns over its
 * second half.
 */
const RESTART_MS = 4_000
const SLOT_RETRY_MS = 30_000

/**
 * Wraps a handler of one connection: it counts as a sign of life, and a connection that was
 * replaced calls nothing.
 */
export type Listen = <T extends unknown[]>(handle: (...values: T) => void) => (...values: T) => void

export type EventStreamOptions = {
  /** Opens one connection; returns how to close it. */
  open: (listen: Listen) => () => void
  maxSilenceMs: number
  signals: PageLifecycle
  /** Names of the connections that all tabs of the browser share. */
  slots?: readonly string[]
  /** Hidden for this long, the tab gives its connection back; the owner opens it again. */
  suspendAfterHiddenMs?: number
  /** The connection was lost; the next one is planned. */
  onLost: () => void
}

/**
 * One connection of the browser that stays open: takes silence for a loss, and opens it again after
 * each loss with back-off and full jitter. What it carries, and what a loss means, is the owner's.
 */
export class EventStream {
  /** By `Date.now()`. */
  openedAt = 0
  heardAt = 0
  failures = 0
  private connection = 0
  private closeConnection: (() => void) | null = null
  private release = () => {}
  private liveSince: number | null = null
  private readonly timers: Record<"retry" | "pending" | "hidden", ReturnType<typeof setTimeout> | undefined> = {
    retry: undefined,
    pending: undefined,
    hidden: undefined,
  }
  private readonly watchdog: ReturnType<typeof setInterval>
  private readonly unsubscribe: (() => void)[]

  constructor(private readonly options: EventStreamOptions) {
    const { signals, suspendAfterHiddenMs } = options
    this.watchdog = setInterval(() => this.isSilent() && this.lose(), WATCHDOG_INTERVAL_MS)
    this.unsubscribe = [
      signals.onOffline(() => this.isOpen && this.lose()),
      signals.onResume(() => clearTimeout(this.timers.hidden)),
      signals.onHidden(() => {
        clearTimeout(this.timers.hidden)
        if (suspendAfterHiddenMs) this.timers.hidden = setTimeout(() => this.close(), suspendAfterHiddenMs)
      }),
    ]
  }

  get isOpen(): boolean {
    return this.closeConnection !== null
  }

  isSilent(): boolean {
    return this.isOpen && Date.now() - this.heardAt > this.options.maxSilenceMs
  }

  /** Replaces the connection by a new one. */
  open(): void {
    this.close()
    const { slots, signals } = this.options
    const mine = this.connection
    if (!slots) {
      this.connect(() => {})
      return
    }
    void acquireTabSlot(signals.isHidden(), slots).then((slot) => {
      if (mine !== this.connection) slot?.()
      else if (slot) this.connect(slot)
      else this.openAfter(SLOT_RETRY_MS)
    })
  }

  /** Closes the connection until the owner opens it again. */
  close(): void {
    this.connection += 1
    clearTimeout(this.timers.retry)
    clearTimeout(this.timers.pending)
    this.closeConnection?.()
    this.closeConnection = null
    this.release()
    this.release = () => {}
  }

  /** The connection carries what it should. */
  confirm(): void {
    this.liveSince ??= Date.now()
  }

  lose(): void {
    this.failures = wasSteady(this.liveSince) ? 1 : this.failures + 1
    this.openAfter(backoff(this.failures))
    this.options.onLost()
  }

  /** The server announced that it restarts. */
  restart(): void {
    this.openAfter((wasSteady(this.liveSince) ? Math.random() : 0.5 + Math.random() / 2) * RESTART_MS)
  }

  /** Acts later, unless the connection is closed before. */
  later(act: () => void, milliseconds: number): void {
    clearTimeout(this.timers.pending)
    this.timers.pending = setTimeout(act, milliseconds)
  }

  stop(): void {
    for (const each of this.unsubscribe) each()
    clearInterval(this.watchdog)
    clearTimeout(this.timers.hidden)
    this.close()
  }

  private openAfter(pause: number): void {
    this.close()
    this.timers.retry = setTimeout(() => this.open(), pause)
  }

  private connect(release: () => void): void {
    const mine = this.connection
    this.release = release
    this.openedAt = this.heardAt = Date.now()
    this.liveSince = null
    const close = this.options.open((handle) => (...values) => {
      if (mine !== this.connection) return
      this.heardAt = Date.now()
      handle(...values)
    })
    if (mine === this.connection) this.closeConnection = close
    else close()
  }
}

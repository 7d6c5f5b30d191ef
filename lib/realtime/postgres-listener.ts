import pg from "pg"
import { limitSession } from "@/lib/db/session-limits"
import { elapsedSince } from "@/lib/elapsed"
import { counts } from "@/lib/metrics/counts"

const INITIAL_DELAY_MS = 100
const MAX_DELAY_MS = 2_000
const CHECK_INTERVAL_MS = 15_000
const CHECK_TIMEOUT_MS = 5_000
const TICK_MS = 1_000
/** A process without a tick for so long was frozen (a host without requests, a laptop that slept), or very busy. */
const SUSPENDED_AFTER_MS = 3_000

export type Notification = { channel: string; payload: string }
export type ListenerOptions = {
  url: string
  channels: readonly string[]
  onNotice: (notice: Notification) => void
  /** The connection is there, for the first time or again: whatever was announced meanwhile was missed. */
  onConnect: () => void
}

/**
 * The process's one LISTEN connection. It comes back by itself, and finds out within seconds when the other end is gone
 * without a word. Missing a notice is harmless as long as `onConnect` makes the owner read positions again.
 */
export class PostgresListener {
  private client: pg.Client | undefined
  private timer: NodeJS.Timeout | undefined
  private ticker: NodeJS.Timeout | undefined
  private tickAt = 0
  private pause = INITIAL_DELAY_MS
  private stopped = false

  constructor(private readonly options: ListenerOptions) {}

  /** False too for the moment after this process stood still: what was announced meanwhile may not have been read yet. */
  get connected(): boolean {
    return this.client !== undefined && !this.wasSuspended()
  }

  start(): void {
    void this.connect()
  }

  async stop(): Promise<void> {
    this.stopped = true
    clearTimeout(this.timer)
    clearInterval(this.ticker)
    const client = this.client
    this.client = undefined
    await client?.end().catch(() => {})
  }

  private async connect(): Promise<void> {
    if (this.stopped) return
    const client = new pg.Client({
      connectionString: this.options.url,
      connectionTimeoutMillis: CHECK_TIMEOUT_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      application_name: "running-story-listen",
    })
    let lost = false
    const lose = () => {
      if (lost) return
      lost = true
      if (!this.stopped) counts.listenLosses += 1
      this.reconnectAfter(client)
    }
    client.on("error", lose)
    client.on("end", lose)
    client.on("notification", ({ channel, payload }) => this.options.onNotice({ channel, payload: payload ?? "" }))
    try {
      await client.connect()
      await limitSession(client)
      for (const channel of this.options.channels) await client.query(`listen ${client.escapeIdentifier(channel)}`)
    } catch {
      lose()
      return
    }
    if (lost || this.stopped) return void client.end().catch(() => {})
    counts.listenConnects += 1
    this.client = client
    this.pause = INITIAL_DELAY_MS
    this.tickAt = Date.now()
    this.options.onConnect()
    this.checkLater(client, lose)
    clearInterval(this.ticker)
    this.ticker = setInterval(() => void this.tick(client, lose), TICK_MS).unref()
  }

  private reconnectAfter(client: pg.Client): void {
    if (this.client === client) this.client = undefined
    clearTimeout(this.timer)
    void client.end().catch(() => {})
    if (this.stopped) return
    this.timer = setTimeout(() => void this.connect(), this.pause * (0.5 + Math.random() / 2))
    this.pause = Math.min(this.pause * 2, MAX_DELAY_MS)
  }

  private checkLater(client: pg.Client, lose: () => void): void {
    this.timer = setTimeout(async () => {
      if ((await check(client, lose)) && this.client === client) this.checkLater(client, lose)
    }, CHECK_INTERVAL_MS)
    this.timer.unref()
  }

  // After standing still, the connection is trusted again when it answers: all that was announced before comes before.
  private async tick(client: pg.Client, lose: () => void): Promise<void> {
    if (this.client !== client) return
    if (!this.wasSuspended() || (await check(client, lose))) this.tickAt = Date.now()
  }

  // By the clock on the wall, which goes on while a process or a machine sleeps. One that was set looks the same: we ask once.
  private wasSuspended(): boolean {
    return elapsedSince(this.tickAt) >= SUSPENDED_AFTER_MS
  }
}

// A firewall that forgot the connection says nothing: ask, and give up when no answer comes.
async function check(client: pg.Client, lose: () => void): Promise<boolean> {
  const deadline = setTimeout(lose, CHECK_TIMEOUT_MS)
  const answered = await client.query("select 1").then(
    () => true,
    () => false,
  )
  clearTimeout(deadline)
  if (!answered) lose()
  return answered
}

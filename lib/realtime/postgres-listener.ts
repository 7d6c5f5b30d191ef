import { randomBytes } from "node:crypto"
import pg from "pg"
import { backoff } from "@/lib/backoff"
import { limitSession } from "@/lib/db/session-limits"
import { elapsedSince } from "@/lib/elapsed"
import { logError } from "@/lib/log"
import { counts } from "@/lib/metrics/counts"

const RETRY = { initialMs: 100, maxMs: 2_000 }
const CHECK_INTERVAL_MS = 15_000
const CHECK_TIMEOUT_MS = 5_000
const PROOF_TIMEOUT_MS = 3_000
const TICK_MS = 1_000
/** A process without a tick for so long was frozen (a host without requests, a laptop that slept), or very busy. */
const SUSPENDED_AFTER_MS = 3_000

const UNPROVEN =
  "Notifications of the database do not arrive: a pooler in transaction mode drops them. Set DIRECT_URL to the database's direct address."

export type Notification = { channel: string; payload: string }
export type ListenerOptions = {
  url: string
  channels: readonly string[]
  onNotice: (notice: Notification) => void
  /** The connection is there, for the first time or again: notifications since the loss were missed. */
  onConnect: () => void
}

/** `unproven`: connected, but a notification of our own did not arrive: a pooler in transaction mode drops it. */
export type ListenerState = "connecting" | "connected" | "unproven"

/**
 * The process's one LISTEN connection. It reconnects, and notices within seconds when the other end is gone without a
 * word. It counts as connected once a notification of its own, sent over another connection, has arrived. A missed
 * notification is harmless as long as `onConnect` makes the owner read positions again.
 */
export class PostgresListener {
  private client: pg.Client | undefined
  private timer: NodeJS.Timeout | undefined
  private ticker: NodeJS.Timeout | undefined
  private tickAt = 0
  private failures = 0
  private stopped = false
  private state: ListenerState = "connecting"
  private readonly proofChannel = `proof_${randomBytes(8).toString("hex")}`
  private onProof: () => void = () => {}
  private settle: () => void = () => {}
  /** Resolves when the first attempt to connect has succeeded or failed. */
  readonly settled = new Promise<void>((resolve) => {
    this.settle = resolve
  })

  constructor(private readonly options: ListenerOptions) {}

  /** Also false right after this process was suspended: queued notifications may not have been read yet. */
  get connected(): boolean {
    return this.client !== undefined && this.state === "connected" && !this.wasSuspended()
  }

  /** False when this connection can never hear of changes. */
  get isProven(): boolean {
    return this.state !== "unproven"
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
    client.on("notification", ({ channel, payload }) => {
      if (channel === this.proofChannel) this.onProof()
      else this.options.onNotice({ channel, payload: payload ?? "" })
    })
    let isProven: boolean
    try {
      await client.connect()
      await limitSession(client)
      for (const channel of [...this.options.channels, this.proofChannel])
        await client.query(`listen ${client.escapeIdentifier(channel)}`)
      isProven = await this.prove()
    } catch {
      lose()
      return
    } finally {
      this.settle()
    }
    if (lost || this.stopped) return void client.end().catch(() => {})
    if (!isProven) {
      if (this.state !== "unproven") logError("listen", new Error(UNPROVEN))
      this.state = "unproven"
      lose()
      return
    }
    counts.listenConnects += 1
    this.state = "connected"
    this.client = client
    this.failures = 0
    this.tickAt = Date.now()
    this.options.onConnect()
    this.checkLater(client, lose)
    clearInterval(this.ticker)
    this.ticker = setInterval(() => void this.tick(client, lose), TICK_MS).unref()
  }

  /** Sends a notification over a connection of its own: one over the listening connection would prove nothing. */
  private async prove(): Promise<boolean> {
    const arrived = new Promise<boolean>((resolve) => {
      this.onProof = () => resolve(true)
      setTimeout(resolve, PROOF_TIMEOUT_MS, false).unref()
    })
    const sender = new pg.Client({ connectionString: this.options.url, connectionTimeoutMillis: CHECK_TIMEOUT_MS })
    sender.on("error", () => {})
    try {
      await sender.connect()
      await sender.query("select pg_notify($1, '')", [this.proofChannel])
      return await arrived
    } finally {
      await sender.end().catch(() => {})
    }
  }

  private reconnectAfter(client: pg.Client): void {
    if (this.client === client) this.client = undefined
    clearTimeout(this.timer)
    void client.end().catch(() => {})
    if (this.stopped) return
    this.failures += 1
    this.timer = setTimeout(() => void this.connect(), backoff(this.failures, RETRY))
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

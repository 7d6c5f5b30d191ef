import pg from "pg"
import { counts } from "@/lib/metrics/counts"

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 2_000
const CHECK_EVERY_MS = 15_000
const CHECK_TIMEOUT_MS = 5_000

export type Notice = { channel: string; payload: string }
export type ListenerOptions = {
  url: string
  channels: readonly string[]
  onNotice: (notice: Notice) => void
  /** The connection is there, for the first time or again: whatever was announced meanwhile was missed. */
  onConnect: () => void
}

/**
 * The process's one LISTEN connection. It comes back by itself, and finds out within seconds when the other end is gone
 * without a word. Missing a notice is harmless as long as `onConnect` makes the owner read positions again.
 */
export class Listener {
  private client: pg.Client | undefined
  private timer: NodeJS.Timeout | undefined
  private pause = FIRST_PAUSE_MS
  private stopped = false

  constructor(private readonly options: ListenerOptions) {}

  get connected(): boolean {
    return this.client !== undefined
  }

  start(): void {
    void this.connect()
  }

  async stop(): Promise<void> {
    this.stopped = true
    clearTimeout(this.timer)
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
      for (const channel of this.options.channels) await client.query(`listen ${client.escapeIdentifier(channel)}`)
    } catch {
      lose()
      return
    }
    if (lost || this.stopped) return void client.end().catch(() => {})
    counts.listenConnects += 1
    this.client = client
    this.pause = FIRST_PAUSE_MS
    this.options.onConnect()
    this.checkLater(client, lose)
  }

  private reconnectAfter(client: pg.Client): void {
    if (this.client === client) this.client = undefined
    clearTimeout(this.timer)
    void client.end().catch(() => {})
    if (this.stopped) return
    this.timer = setTimeout(() => void this.connect(), this.pause * (0.5 + Math.random() / 2))
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS)
  }

  // A firewall that forgot the connection says nothing: ask, and give up when no answer comes.
  private checkLater(client: pg.Client, lose: () => void): void {
    this.timer = setTimeout(() => {
      const deadline = setTimeout(lose, CHECK_TIMEOUT_MS)
      client.query("select 1").then(
        () => {
          clearTimeout(deadline)
          if (this.client === client) this.checkLater(client, lose)
        },
        () => {
          clearTimeout(deadline)
          lose()
        },
      )
    }, CHECK_EVERY_MS)
    this.timer.unref()
  }
}

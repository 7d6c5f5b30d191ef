/** What a reader's browser needs to connect to the Pusher service. Holds no secret. */
export type PusherClientConfig = {
  key: string
  cluster: string
  host: string | null
  port: number | null
  tls: boolean
}

/** What the browser must know of the installation to follow a blog. */
export type LiveConfig = {
  /** Milliseconds between two questions, for transports that ask. */
  interval: number
  /** Where streams and sockets are; null: where the page is. */
  liveUrl: string | null
  /** The hosted service that tells of changes; null where none is set up. */
  pusher: PusherClientConfig | null
  /** Where the changes of a rehearsal are; left out for blogs that are public. */
  rehearsal?: string
}

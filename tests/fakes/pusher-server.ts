import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { type WebSocket, WebSocketServer } from "ws"
import type { PusherClientSettings } from "@/lib/live/pusher-settings"
import { type App, channelSignature, type PusherEvent, readEvent } from "./pusher-http-api"

/** How an event leaves for a socket: `send` may be called never, later, or twice. */
export type Delivery = (send: () => void) => void

export const asIs: Delivery = (send) => send()
export const drop: Delivery = () => {}
export const duplicate: Delivery = (send) => {
  send()
  send()
}
export const delayBy =
  (milliseconds: number): Delivery =>
  (send) =>
    void setTimeout(send, milliseconds)
/** Every other event waits for the one after it. */
export function swapPairs(): Delivery {
  let held: (() => void) | null = null
  return (send) => {
    if (!held) {
      held = send
      return
    }
    send()
    held()
    held = null
  }
}

export type PusherFaults = {
  /** What the HTTP API answers instead of taking an event; or what it waits for before it takes one. */
  http: number | "hang" | Promise<void> | null
  /** The close code for new sockets; "hang": they are let in and hear nothing. */
  connect: number | "hang" | null
  delivery: Delivery
}

/**
 * A real server of the Pusher protocol, version 7, on this machine: the service's own libraries speak to it. Does what a
 * service does on its good days, and through `faults` what it does on others.
 */
export class PusherServer {
  readonly app: App = { id: "42", key: "a-key", secret: "a-secret" }
  readonly faults: PusherFaults = { http: null, connect: null, delivery: asIs }
  /** Events that were taken, oldest first. */
  readonly events: PusherEvent[] = []
  /** Requests to the HTTP API, refused ones too. */
  requests = 0
  port = 0
  private readonly channels = new Map<string, Set<WebSocket>>()
  private readonly sockets = new WebSocketServer({ noServer: true })
  private readonly server = createServer((request, response) => void this.answer(request, response))
  private socketIds = 0

  async start(): Promise<this> {
    this.server.on("upgrade", (request, socket, head) =>
      this.sockets.handleUpgrade(request, socket, head, (client) => this.welcome(client, request)),
    )
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve))
    this.port = (this.server.address() as AddressInfo).port
    return this
  }

  async stop(): Promise<void> {
    for (const client of this.sockets.clients) client.terminate()
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  /** The variables that point a product here. */
  get env(): Record<string, string> {
    const { id, key, secret } = this.app
    const where = { PUSHER_HOST: "127.0.0.1", PUSHER_PORT: String(this.port), PUSHER_TLS: "0" }
    return { PUSHER_APP_ID: id, PUSHER_KEY: key, PUSHER_SECRET: secret, ...where }
  }

  /** The same for a reader. */
  get clientSettings(): PusherClientSettings {
    return { key: this.app.key, cluster: "", host: "127.0.0.1", port: this.port, tls: false }
  }

  countSubscribers(channel: string): number {
    return this.channels.get(channel)?.size ?? 0
  }

  /** Closes every socket. Without a code the connections are cut. */
  closeAll(code?: number): void {
    for (const client of this.sockets.clients) {
      if (code === undefined) client.terminate()
      else client.close(code, "as the test says")
    }
  }

  /** Sends what nobody published. */
  inject(channel: string, name: string, data: string): void {
    this.deliver({ name, channels: [channel], data })
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests += 1
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const { http } = this.faults
    if (http === "hang") return
    const say = (status: number, words: string) => void response.writeHead(status).end(words)
    if (typeof http === "number") return say(http, "as the test says")
    await http
    const url = new URL(request.url ?? "", "http://localhost")
    const event = readEvent(this.app, { method: request.method ?? "", url, body: Buffer.concat(chunks).toString() })
    if ("status" in event) return say(event.status, event.words)
    this.events.push(event)
    this.deliver(event)
    say(200, "{}")
  }

  private deliver({ name, channels, data }: PusherEvent): void {
    for (const channel of channels) {
      for (const client of this.channels.get(channel) ?? []) {
        this.faults.delivery(() => client.send(JSON.stringify({ event: name, channel, data })))
      }
    }
  }

  private welcome(client: WebSocket, request: IncomingMessage): void {
    const { connect } = this.faults
    client.on("error", () => client.terminate())
    if (connect === "hang") return
    const url = new URL(request.url ?? "", "http://localhost")
    const isKnown = url.pathname === `/app/${this.app.key}`
    const refusal = connect ?? (isKnown ? (url.searchParams.get("protocol") === "7" ? null : 4007) : 4001)
    if (refusal !== null) {
      client.close(refusal, "refused")
      return
    }
    this.socketIds += 1
    const socketId = `1234.${this.socketIds}`
    client.on("message", (message) => this.hear(client, socketId, String(message)))
    client.once("close", () => {
      for (const subscribers of this.channels.values()) subscribers.delete(client)
    })
    say(client, "pusher:connection_established", { socket_id: socketId, activity_timeout: 120 })
  }

  private hear(client: WebSocket, socketId: string, message: string): void {
    const { event, data } = JSON.parse(message)
    if (event === "pusher:ping") say(client, "pusher:pong", {})
    else if (event === "pusher:subscribe") this.subscribe(client, socketId, data)
    else if (event === "pusher:unsubscribe") this.channels.get(data.channel)?.delete(client)
    else if (String(event).startsWith("client-")) say(client, "pusher:error", { code: 4301, message: "Not allowed" })
  }

  private subscribe(client: WebSocket, socketId: string, { channel, auth }: { channel: string; auth?: string }): void {
    const isPrivate = /^(private|presence)-/.test(channel)
    if (isPrivate && auth !== channelSignature(this.app, socketId, channel)) {
      say(client, "pusher:error", { code: 4009, message: "Not authorised" })
      return
    }
    const subscribers = this.channels.get(channel) ?? new Set()
    this.channels.set(channel, subscribers.add(client))
    client.send(JSON.stringify({ event: "pusher_internal:subscription_succeeded", channel, data: "{}" }))
  }
}

function say(client: WebSocket, event: string, data: object): void {
  client.send(JSON.stringify({ event, data: JSON.stringify(data) }))
}

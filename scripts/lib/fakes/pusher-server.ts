import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import type { Duplex } from "node:stream"
import { type WebSocket, WebSocketServer } from "ws"
import type { PusherClientConfig } from "@/lib/protocol/live-config"
import { type App, answerFault, channelSignature, type HttpFault, type PusherEvent, readEvent } from "./pusher-http-api"

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

/**
 * What becomes of a new socket, instead of a welcome:
 *
 * - a number: it is let in and closed with this code
 * - `{error, close}`: it hears of an error first, and is closed after it, or stays open where `close` is left out
 * - `hang`: it is let in and hears nothing
 * - `mute`: its question to be let in is not answered
 * - `drop`: the connection ends before it is let in
 * - `cut`: it is let in and the connection ends without a word (1006)
 * - `nonsense`: what it hears is no welcome
 */
export type SocketFault =
  | number
  | { error: number; close?: number }
  | "hang"
  | "mute"
  | "drop"
  | "cut"
  | "nonsense"
  | null

/**
 * What becomes of a subscription: no answer, an error for the channel, an error for the connection, or it succeeds and the
 * socket is closed with a code at once.
 */
export type SubscribeFault = "hang" | "refuse" | { error: number } | number | null

export type PusherFaults = {
  http: HttpFault
  connect: SocketFault
  subscribe: SubscribeFault
  delivery: Delivery
}

/**
 * A real server of the Pusher protocol, version 7, on this machine: the service's own libraries speak to it. Does what a
 * service does on its good days, and through `faults` what it does on others.
 */
export class PusherServer {
  readonly app: App = { id: "42", key: "a-key", secret: "a-secret" }
  /** Servers of one's own may take less than Pusher in one message. */
  maxBytes = Number.POSITIVE_INFINITY
  readonly faults: PusherFaults = { http: null, connect: null, subscribe: null, delivery: asIs }
  /** Events that were taken, oldest first. */
  readonly events: PusherEvent[] = []
  /** Requests to the HTTP API, refused ones too. */
  requests = 0
  /** When each socket was asked for, by `performance.now()`. */
  readonly attempts: number[] = []
  /** Connections that are there for a socket, welcome or not, and the most at one time. */
  openSockets = 0
  mostSockets = 0
  port = 0
  private readonly channels = new Map<string, Set<WebSocket>>()
  private readonly sockets = new WebSocketServer({ noServer: true })
  private readonly upgrades = new Set<Duplex>()
  private readonly server = createServer((request, response) => void this.answer(request, response)).on(
    "upgrade",
    (request, socket, head) => this.upgrade(request, socket, head),
  )
  private socketIds = 0

  /** Opens, and after a stop again where it was. */
  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(this.port, "127.0.0.1", resolve))
    this.port = (this.server.address() as AddressInfo).port
    return this
  }

  /** Cuts every connection; from now on new ones are refused. */
  async stop(): Promise<void> {
    for (const socket of this.upgrades) socket.destroy()
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
  get clientSettings(): PusherClientConfig {
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
    if (await answerFault(this.faults.http, response)) return
    const say = (status: number, words: string) => void response.writeHead(status).end(words)
    const url = new URL(request.url ?? "", "http://localhost")
    const event = readEvent(
      this.app,
      { method: request.method ?? "", url, body: Buffer.concat(chunks).toString() },
      this.maxBytes,
    )
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

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.attempts.push(performance.now())
    this.openSockets += 1
    this.mostSockets = Math.max(this.mostSockets, this.openSockets)
    this.upgrades.add(socket)
    socket.on("error", () => socket.destroy())
    socket.once("close", () => {
      this.openSockets -= 1
      this.upgrades.delete(socket)
    })
    const { connect } = this.faults
    if (connect === "drop") socket.destroy()
    else if (connect === "mute") socket.once("end", () => socket.destroy()).resume()
    else this.sockets.handleUpgrade(request, socket, head, (client) => this.welcome(client, request))
  }

  private welcome(client: WebSocket, request: IncomingMessage): void {
    const { connect } = this.faults
    client.on("error", () => client.terminate())
    if (connect === "hang") return
    if (connect === "cut") return void client.terminate()
    if (connect === "nonsense") return void say(client, "welcome", {})
    if (typeof connect === "object" && connect !== null) {
      say(client, "pusher:error", { code: connect.error, message: "as the test says" })
      if (connect.close !== undefined) client.close(connect.close, "as the test says")
      return
    }
    const url = new URL(request.url ?? "", "http://localhost")
    const isKnown = url.pathname === `/app/${this.app.key}`
    const refusal = isKnown ? (url.searchParams.get("protocol") === "7" ? null : 4007) : 4001
    const code = typeof connect === "number" ? connect : refusal
    if (code !== null) {
      client.close(code, "refused")
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
    const { subscribe } = this.faults
    if (subscribe === "hang") return
    const error = { type: "LimitReached", error: "as the test says", status: 4100 }
    if (subscribe === "refuse") return void tell(client, channel, "pusher:subscription_error", error)
    if (typeof subscribe === "object" && subscribe !== null)
      return void say(client, "pusher:error", { code: subscribe.error, message: "as the test says" })
    const subscribers = this.channels.get(channel) ?? new Set()
    this.channels.set(channel, subscribers.add(client))
    tell(client, channel, "pusher_internal:subscription_succeeded", {})
    if (subscribe !== null) client.close(subscribe, "as the test says")
  }
}

function say(client: WebSocket, event: string, data: object): void {
  client.send(JSON.stringify({ event, data: JSON.stringify(data) }))
}

function tell(client: WebSocket, channel: string, event: string, data: object): void {
  client.send(JSON.stringify({ event, channel, data: JSON.stringify(data) }))
}

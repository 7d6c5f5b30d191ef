import { createHash, createHmac, timingSafeEqual } from "node:crypto"
import type { ServerResponse } from "node:http"

/*
 * The HTTP half of the Pusher protocol, as its documents describe it: what a publisher may say, and how it proves who it
 * is.
 */

export type App = { id: string; key: string; secret: string }
export type PusherEvent = { name: string; channels: string[]; data: string }

const MAX_BYTES = 10 * 1024
const MAX_CHANNELS = 100
const MAX_SKEW_SECONDS = 600

/**
 * What the API does instead of taking an event:
 *
 * - a number: refuses with this status, as Pusher and Sockudo do
 * - `{status, body}`: answers so; Soketi refuses with 200 and `{"error", "code"}` in the body
 * - `hang`: no answer; `hang in body`: its head alone; `reset`: the connection is cut; `endless`: a body without an end
 * - a promise: what it waits for before it takes the event
 */
export type HttpFault =
  | number
  | { status: number; body: string }
  | "hang"
  | "hang in body"
  | "reset"
  | "endless"
  | Promise<void>
  | null

/** Answers as the fault says; false when there is nothing left to answer but the truth. */
export async function answerFault(fault: HttpFault, response: ServerResponse): Promise<boolean> {
  if (fault === null || fault instanceof Promise) {
    await fault
    return false
  }
  if (typeof fault === "number") response.writeHead(fault).end("as the test says")
  else if (typeof fault === "object") response.writeHead(fault.status).end(fault.body)
  else if (fault === "hang in body") response.writeHead(200).write("{")
  else if (fault === "reset") response.destroy()
  else if (fault === "endless") pourForEver(response.writeHead(500))
  return true
}

function pourForEver(response: ServerResponse): void {
  const pour = () => {
    while (!response.destroyed && response.write("x".repeat(65_536)));
  }
  response.on("drain", pour)
  pour()
}

/** The event of a request that is right; else the status and words of the refusal. */
export function readEvent(
  app: App,
  { method, url, body }: { method: string; url: URL; body: string },
  maxBytes: number,
): PusherEvent | { status: number; words: string } {
  if (method !== "POST" || !url.pathname.startsWith(`/apps/${app.id}/`)) return { status: 404, words: "Unknown path" }
  const problem = findForgery(app, method, url, body)
  if (problem) return { status: 401, words: problem }
  if (url.pathname !== `/apps/${app.id}/events`) return { status: 400, words: "Batches are not taken here" }
  const { name, data, channel, channels = [channel] } = JSON.parse(body)
  if (Buffer.byteLength(data) > Math.min(maxBytes, MAX_BYTES))
    return { status: 413, words: "The data of this event is too large" }
  const isRight = (each: unknown) => typeof each === "string" && /^[\w\-=@,.;]{1,164}$/.test(each)
  if (channels.length > MAX_CHANNELS || !channels.every(isRight)) return { status: 400, words: "Invalid channel" }
  return { name, channels, data }
}

/** The signature that lets a socket into a private channel. */
export function channelSignature({ key, secret }: App, socketId: string, channel: string): string {
  return `${key}:${sign(secret, `${socketId}:${channel}`)}`
}

function findForgery({ key, secret }: App, method: string, url: URL, body: string): string | null {
  const query = Object.fromEntries(url.searchParams)
  const { auth_signature: signature = "", ...signed } = query
  if (signed.auth_key !== key) return "Unknown auth_key"
  const skew = Math.abs(Date.now() / 1000 - Number(signed.auth_timestamp))
  if (!(skew <= MAX_SKEW_SECONDS)) return "Timestamp expired"
  if (signed.body_md5 !== createHash("md5").update(body).digest("hex")) return "Invalid body_md5"
  const parameters = Object.entries(signed)
    .map(([name, value]) => `${name.toLowerCase()}=${value}`)
    .sort()
    .join("&")
  const expected = Buffer.from(sign(secret, `${method}\n${url.pathname}\n${parameters}`))
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, expected) ? null : "Invalid signature"
}

function sign(secret: string, text: string): string {
  return createHmac("sha256", secret).update(text).digest("hex")
}

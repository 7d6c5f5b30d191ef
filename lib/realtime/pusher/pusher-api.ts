import Pusher from "pusher"
import { cutText } from "@/lib/cut-text"
import type { PusherConfig } from "./pusher-config"

/** For a whole answer, its body too. */
const TIMEOUT_MS = 5_000
/** An answer is a few words. */
const MAX_ANSWER_BYTES = 64 * 1024
const MAX_WORDS = 200

export type PusherRequest =
  | { method: "POST"; path: string; body: object }
  | { method: "GET"; path: string; params: Record<string, string> }

type Body = Record<string, unknown>
export type PusherAnswer = {
  body: Body
  /** The problem as text for the desk; null: none. */
  problem: string | null
  /** The code by which the service names it. */
  code: number | null
}

/** Tells all who listen to some channels. */
export function triggerPusher(
  settings: PusherConfig,
  channels: string[],
  name: string,
  data: string,
): Promise<PusherAnswer> {
  return askPusher(settings, { method: "POST", path: "/events", body: { name, data, channels } })
}

/**
 * Asks the service, signed by its own library, with an end to time and bytes. What it says counts, and not only its status:
 * some servers of the protocol refuse with 200 and the reason in the body. Never throws.
 */
export async function askPusher(settings: PusherConfig, request: PusherRequest): Promise<PusherAnswer> {
  const body = request.method === "POST" ? JSON.stringify(request.body) : null
  try {
    const response = await fetch(signedUrl(settings, request, body), {
      method: request.method,
      headers: body === null ? {} : { "Content-Type": "application/json" },
      body,
      cache: "no-store",
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (response.ok) return readAnswer(await readText(response))
    return refusal(response.status, parseBody(await readText(response).catch(() => ""))?.error)
  } catch {
    return failed("The service does not answer.")
  }
}

function signedUrl(settings: PusherConfig, request: PusherRequest, body: string | null): string {
  const { appId, key, secret, cluster, host, port, tls } = settings
  const path = `/apps/${appId}${request.path}`
  const query = new Pusher({ appId, key, secret, cluster }).createSignedQueryString({
    method: request.method,
    path,
    ...(body === null ? {} : { body }),
    ...(request.method === "GET" ? { params: request.params } : {}),
  })
  const place = host ? `${host}${port ? `:${port}` : ""}` : `api-${cluster}.pusher.com`
  return `${tls ? "https" : "http"}://${place}${path}?${query}`
}

async function readText({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body ?? []) {
    bytes += chunk.length
    if (bytes > MAX_ANSWER_BYTES) throw new Error("This answer is too long to be one.")
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function readAnswer(text: string): PusherAnswer {
  const body = parseBody(text)
  if (!body) return failed("What answers there is no Pusher service. Check PUSHER_HOST and PUSHER_PORT.")
  const { error, ok } = body
  const code = typeof body.code === "number" ? body.code : null
  const isError = Boolean(error) || ok === false || (code !== null && code >= 400)
  return isError ? refusal(code, error) : { body, problem: null, code: null }
}

/** Null: this is a page for people. What is no JSON otherwise says nothing, and of no error either. */
function parseBody(text: string): Body | null {
  if (text.trimStart().startsWith("<")) return null
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === "object" && body !== null ? (body as Body) : {}
  } catch {
    return {}
  }
}

const CODE_WORDS: Record<number, string> = {
  401: "The service refuses the key or secret, or this server's clock is more than 10 minutes off.",
  402: "The service's quota is used up.",
  403: "The service refuses this app: it is disabled or over its quota.",
  404: "The service does not know this app. Check PUSHER_APP_ID, PUSHER_HOST and PUSHER_PORT.",
  413: "The service found the message too large.",
  429: "The service takes no more messages for now: its limit is reached.",
}

function refusal(code: number | null, words?: unknown): PusherAnswer {
  const known = code === null ? undefined : CODE_WORDS[code]
  if (known) return failed(known, code)
  const quoted = typeof words === "string" ? cutText(words.replaceAll(/\s+/g, " ").trim(), MAX_WORDS) : ""
  if (quoted !== "") return failed(`The service refuses: “${quoted}”.`, code)
  return failed(code === null ? "The service refuses." : `The service answered ${code}.`, code)
}

function failed(problem: string, code: number | null = null): PusherAnswer {
  return { body: {}, problem, code }
}

import { setTimeout as sleep } from "node:timers/promises"
import { backoff } from "@/lib/backoff"
import type { PublicError } from "@/lib/errors"

/** Half a minute on average: a server that restarts is back by then. */
const TRIES = 8
const RESPONSE_TIMEOUT_MS = 15_000

/** The server cannot be reached, however often one asks. */
export class Unreachable extends Error {}

/** The server answered no. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
    this.name = "Refused"
  }
}

export function isRefused(thrown: unknown): thrown is Refused {
  return thrown instanceof Error && thrown.name === "Refused"
}

export type ApiCall = {
  method: string
  path: string
  json?: unknown
  form?: FormData
  headers?: Record<string, string>
}
export type HttpApi = <T>(call: ApiCall) => Promise<T>

/**
 * A client of the HTTP API. What gets lost on the way is sent again, unchanged, so calls that make something need an
 * Idempotency-Key. Throws `Refused` and `Unreachable`.
 */
export function httpApi(url: string, token: string, initialMs = 500): HttpApi {
  return async <T>({ method, path, json, form, headers = {} }: ApiCall) => {
    const type: Record<string, string> = json === undefined ? {} : { "content-type": "application/json" }
    const request = {
      method,
      headers: { authorization: `Bearer ${token}`, ...type, ...headers },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(form ? { body: form } : {}),
    }
    const response = await send(`${url}/api/v1${path}`, request, initialMs)
    if (!response.ok) throw new Refused(response.status, await readRefusal(response))
    return (response.status === 204 ? null : await response.json()) as T
  }
}

async function send(address: string, request: RequestInit, initialMs: number): Promise<Response> {
  let cause: unknown
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (tries > 0) await sleep(backoff(tries, { initialMs }))
    try {
      const response = await fetch(address, { ...request, signal: AbortSignal.timeout(RESPONSE_TIMEOUT_MS) })
      if (response.status < 500) return response
      cause = new Refused(response.status, await readRefusal(response))
    } catch (error) {
      cause = error
    }
  }
  throw new Unreachable(`The server does not answer any more (${new URL(address).host}).`, { cause })
}

async function readRefusal(response: Response): Promise<string> {
  const body = (await response.json().catch(() => null)) as { error?: PublicError } | null
  const issues = (body?.error?.issues ?? []).map((issue) => ` ${issue.path}: ${issue.message}`)
  return `${body?.error?.message ?? `The server answered ${response.status}.`}${issues.join("")}`
}

import { readFileSync } from "node:fs"
import type { IncomingMessage, ServerResponse } from "node:http"
import path from "node:path"
import { AppError } from "@/lib/errors"
import { requirePlainText } from "@/lib/http/body"
import { assertSameOrigin } from "@/lib/http/csrf"
import { isBoundedJson } from "@/lib/http/json-bounds"
import { writeError, writePayload } from "@/lib/http/write-payload"
import { argumentsError, requireArguments } from "./action-arguments"
import { readWhole, withBody } from "./buffered-request"

const MANIFEST = path.join(".next", "server", "server-reference-manifest.json")
/** As much as Next takes (`bodySizeLimit` in next.config.js). */
const MAX_ACTION_BYTES = 600_000
const ID = /^[0-9a-f]{42}$/

/** The ids of the build's server actions. */
export function readActionIds(): ReadonlySet<string> {
  const { node } = JSON.parse(readFileSync(MANIFEST, "utf8")) as { node: Record<string, unknown> }
  return new Set(Object.keys(node))
}

export function isActionRequest({ method, headers }: IncomingMessage): boolean {
  return method === "POST" && headers["next-action"] !== undefined
}

/**
 * Reads a call of a server action whole and passes it to Next if Next can handle it. Otherwise it is
 * refused here with a fitting status and text, and without a log line. Without `ids` (in development)
 * Next checks which actions exist.
 */
export async function passAction(
  request: IncomingMessage,
  response: ServerResponse,
  ids: ReadonlySet<string> | null,
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<void> {
  const headers = toHeaders(request)
  try {
    assertSameOrigin(headers)
    const id = headers.get("next-action") ?? ""
    if (ids && !ids.has(id)) return sayUnknown(response, ID.test(id))
    requireText(headers)
    const body = await readWhole(request, MAX_ACTION_BYTES)
    if (!isBoundedJson(body)) throw argumentsError()
    requireArguments(body.toString("utf8"))
    nameHost(request)
    handle(withBody(request, body), response)
  } catch (thrown) {
    writeError(thrown, response, {
      event: "action.error",
      what: "server action",
      requestHeaders: headers,
      audience: "own",
    })
  }
}

function toHeaders({ headers }: IncomingMessage): Headers {
  const names = ["origin", "host", "sec-fetch-site", "next-action", "content-type", "content-encoding"]
  const known = names.flatMap((name): [string, string][] => {
    const value = headers[name]
    return typeof value === "string" ? [[name, value]] : []
  })
  return new Headers(known)
}

// An action of another release: pages know this response and reload. A malformed id is 400, as in Next.
function sayUnknown(response: ServerResponse, mayBeOne: boolean): void {
  const body = mayBeOne ? "Server Action unavailable." : "Invalid Server Action request."
  const headers = { "Content-Type": "text/plain", "Cache-Control": "no-store", "x-nextjs-action-not-found": "1" }
  writePayload({ status: mayBeOne ? 409 : 400, headers, body }, response)
}

// Text only: our pages send no files to an action, and no form calls one directly.
function requireText(headers: Headers): void {
  requirePlainText(headers)
  if (/^(multipart\/|application\/x-www-form-urlencoded)/i.test(headers.get("content-type") ?? ""))
    throw new AppError("unsupported_encoding")
}

// Next compares the origin with the host of the request alone; ours was checked above.
function nameHost({ headers }: IncomingMessage): void {
  const { origin } = headers
  if (origin === undefined) return
  if (!URL.canParse(origin)) throw new AppError("foreign_origin")
  headers["x-forwarded-host"] = new URL(origin).host
}

import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import type { IncomingMessage, ServerResponse } from "node:http"
import path from "node:path"
import { gzipSync } from "node:zlib"
import { matchesEtag } from "@/lib/http/etag"
import { paths } from "@/lib/paths"
import { responseHeaders } from "@/lib/security-headers/response-headers"
import { readHeader } from "./request"

/** The script of `<running-story>`, as the build makes it (scripts/lib/build-reader-script.ts). */
export const EMBED_SCRIPT_FILE = path.join(".next", "embed.js")

/** Answers `/embed.js`, which other sites load: one short address for ever, so caches keep it for minutes. */
export function createEmbedScript(): (request: IncomingMessage, response: ServerResponse) => boolean {
  const bytes = readBuilt()
  if (!bytes) return () => false
  const zipped = gzipSync(bytes)
  const etag = `W/"${createHash("sha256").update(bytes).digest("base64url").slice(0, 27)}"`
  const headers = {
    ...responseHeaders(),
    "Content-Type": "text/javascript; charset=utf-8",
    "Cache-Control": "public, max-age=300, stale-while-revalidate=86400, stale-if-error=86400",
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    Vary: "Accept-Encoding",
    ETag: etag,
  }
  return (request, response) => {
    if (request.url?.split("?", 1)[0] !== paths.embedScript()) return false
    if (request.method !== "GET" && request.method !== "HEAD") return false
    if (matchesEtag(readHeader(request, "if-none-match"), etag)) {
      response.writeHead(304, headers).end()
      return true
    }
    const isZipped = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|\s|$))/.test(readHeader(request, "accept-encoding") ?? "")
    const body = isZipped ? zipped : bytes
    const coding = isZipped ? { "Content-Encoding": "gzip" } : {}
    response.writeHead(200, { ...headers, ...coding, "Content-Length": body.length })
    response.end(request.method === "HEAD" ? undefined : body)
    return true
  }
}

function readBuilt(): Buffer | null {
  try {
    return readFileSync(EMBED_SCRIPT_FILE)
  } catch {
    return null
  }
}

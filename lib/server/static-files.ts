import { createHash } from "node:crypto"
import { existsSync, readdirSync } from "node:fs"
import { readFile } from "node:fs/promises"
import type { IncomingMessage, ServerResponse } from "node:http"
import path from "node:path"
import { ByteCache } from "@/lib/cache"
import { AppError } from "@/lib/errors"
import { matchesEtag } from "@/lib/http/etag"
import { outgoing } from "@/lib/http/outgoing"
import { writeError } from "@/lib/http/write-payload"
import { appHeaders } from "@/lib/security-headers/response-headers"
import { readHeader } from "./request"

const PREFIX = "/_next/static/"
const MAX_BYTES = 32 * 1024 * 1024

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "application/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
  ".woff": "font/woff",
  ".ttf": "font/ttf",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".ico": "image/x-icon",
  ".webp": "image/webp",
}

/** In order of preference: the smallest first. */
const ENCODINGS = [
  { name: "br", suffix: ".br", asked: /\bbr\b(?!\s*;\s*q=0(?:\.0*)?(?:,|\s|$))/ },
  { name: "gzip", suffix: ".gz", asked: /\b(?:gzip|\*)(?!\s*;\s*q=0(?:\.0*)?(?:,|\s|$))/ },
] as const

type Variant = { encoding: string | null; file: string }
/** `head`: names and values in turn, the form that Node writes with the least work. */
type Loaded = { head: string[]; etag: string; bytes: Buffer }

export type StaticFiles = { answer: (request: IncomingMessage, response: ServerResponse) => boolean }

/**
 * Files of the build under `/_next/static/`, compressed when the app was built, from memory. Names carry their contents'
 * hash, so caches keep them for a year. `answer` returns false for every other request and for files that came later.
 */
export function createStaticFiles(folder = path.join(".next", "static")): StaticFiles {
  const index = indexFolder(folder)
  const cache = new ByteCache<Loaded>("static files", {
    maxBytes: MAX_BYTES,
    sizeOf: ({ bytes }) => bytes.length + 2_000,
  })
  const send = (request: IncomingMessage, response: ServerResponse, { head, etag, bytes }: Loaded): void => {
    if (response.destroyed || response.headersSent) return
    if (matchesEtag(readHeader(request, "if-none-match") ?? null, etag)) return void response.writeHead(304, head).end()
    if (!outgoing.admit(response, bytes)) return void writeError(new AppError("busy"), response)
    response.writeHead(200, [...head, "Content-Length", String(bytes.length)])
    response.end(request.method === "HEAD" ? undefined : bytes)
  }
  return {
    answer: (request, response) => {
      const url = request.url ?? ""
      if (!url.startsWith(PREFIX) || (request.method !== "GET" && request.method !== "HEAD")) return false
      const variants = index.get(url.slice(PREFIX.length).split("?", 1)[0] ?? "")
      if (!variants) return false
      const accepted = readHeader(request, "accept-encoding") ?? ""
      const variant = ENCODINGS.map(({ name, asked }) => asked.test(accepted) && variants.get(name)).find(Boolean)
      const { file, encoding } = variant || { file: variants.get(null)?.file ?? "", encoding: null }
      const known = cache.get(file)
      if (known) {
        send(request, response, known)
        return true
      }
      cache
        .load(file, () => load(folder, { file, encoding }, variants.size > 1))
        .then((loaded) => send(request, response, loaded))
        // Removed under this process, by a build that takes its place: the proxy asks another process after a 404.
        .catch(() => writeError(new AppError("not_found"), response))
      return true
    },
  }
}

/** Variants of each file by its address below the prefix; the key null stands for the uncompressed one. */
function indexFolder(folder: string): Map<string, Map<string | null, Variant>> {
  const index = new Map<string, Map<string | null, Variant>>()
  for (const file of listFiles(folder)) {
    const encoding = ENCODINGS.find(({ suffix }) => file.endsWith(suffix))
    const address = (encoding ? file.slice(0, -encoding.suffix.length) : file).split(path.sep).join("/")
    const variants = index.get(address) ?? new Map<string | null, Variant>()
    const name = encoding?.name ?? null
    index.set(address, variants.set(name, { encoding: name, file }))
  }
  // A compressed copy whose file is gone, and types without a name here, stay with Next.
  for (const [address, variants] of index)
    if (!variants.has(null) || !TYPES[path.extname(address)]) index.delete(address)
  return index
}

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
}

async function load(folder: string, { file, encoding }: Variant, varies: boolean): Promise<Loaded> {
  const bytes = await readFile(path.join(folder, file))
  const name = encoding ? file.slice(0, -path.extname(file).length) : file
  const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 27)}"`
  const headers: Record<string, string> = {
    ...appHeaders(),
    "Cache-Control": "public, max-age=31536000, immutable",
    // An embed in a sandbox is of no origin, and loads its modules and fonts as a stranger.
    "Access-Control-Allow-Origin": "*",
    "Content-Type": TYPES[path.extname(name)] ?? "application/octet-stream",
    ETag: etag,
    ...(varies ? { Vary: "Accept-Encoding" } : {}),
    ...(encoding ? { "Content-Encoding": encoding } : {}),
  }
  return { head: Object.entries(headers).flat(), etag, bytes }
}

import { ownResponseHeaders } from "@/lib/security-headers/response-headers"

const STREAM = /^\/api\/desk\/blogs\/([a-z0-9_]+)\/stream\/?$/

/** The head of a desk's stream, for one signed-in person: nobody on the way keeps, changes or shares it. */
export function deskStreamHeaders(): Record<string, string> {
  return {
    ...ownResponseHeaders(),
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "private, no-store, no-transform",
    "X-Accel-Buffering": "no",
  }
}

/** The id of the blog whose desk's stream a path is; null for every other path. */
export function matchDeskStream(pathname: string): string | null {
  return STREAM.exec(pathname)?.[1] ?? null
}

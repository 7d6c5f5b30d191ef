const STREAM = /^\/api\/desk\/blogs\/([a-z0-9_]+)\/stream\/?$/

/** For one signed-in person: nobody on the way keeps, changes or shares it. */
export const DESK_STREAM_HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "Cache-Control": "private, no-store, no-transform",
  "X-Accel-Buffering": "no",
  "X-Content-Type-Options": "nosniff",
} as const

/** The id of the blog whose desk's stream a path is; null for every other path. */
export function matchDeskStream(pathname: string): string | null {
  return STREAM.exec(pathname)?.[1] ?? null
}

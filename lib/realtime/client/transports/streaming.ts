import { parsePosition } from "@/lib/protocol/parse-delta"
import { readerPaths } from "@/lib/reader-paths"
import { EventStream } from "@/lib/realtime/client/event-stream"
import { isSameResume } from "@/lib/realtime/client/page-lifecycle"
import { parseOrReload } from "@/lib/realtime/client/version-skew"
import type { Transport, TransportOptions } from "./transport"

/** A position ahead of the page: its delta is on its way, or was lost. */
const GAP_TIMEOUT_MS = 1_000
/** Two heartbeats of our server and a half (`lib/realtime/heartbeat.ts`). */
export const MAX_SILENCE_MS = 62_000

/** What a connection brings. It is closed after `gone`, `restarted` and `lost`. */
export type StreamFrames = {
  /** Should be a delta; validated here. */
  delta: (value: unknown) => void
  /** Should be the blog's `{epoch, version}`; validated here. */
  position: (value: unknown) => void
  gone: () => void
  /** The server announced that it restarts. */
  restarted: () => void
  lost: () => void
}

/** Opens one connection at the page's position; returns how to close it. */
export type OpenStream = (options: TransportOptions, frames: StreamFrames) => () => void

/**
 * A transport that holds a connection: takes a position ahead of the page as a gap, and on resume
 * asks for what may be missing.
 */
export function streamTransport(open: OpenStream, { maxSilenceMs }: { maxSilenceMs: number }): Transport {
  return { start: (options) => startStream(open, maxSilenceMs, options) }
}

/** JSON from outside; undefined when it is none. */
export function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text))
  } catch {
    return undefined
  }
}

function startStream(open: OpenStream, maxSilenceMs: number, options: TransportOptions): () => void {
  const { cursor, onDelta, catchUp, onAhead, onState, signals } = options
  let stopped = false

  const onFrame = {
    delta: (value: unknown) => {
      const delta = parseOrReload(value)
      const outcome = delta ? onDelta(delta) : "invalid"
      // `onDelta` may have stopped this: the blog has ended.
      if (stopped) return
      if (outcome === "invalid" || outcome === "reset") return stream.lose()
      stream.confirm()
      onState("live")
    },
    position: (value: unknown) => {
      const position = parsePosition(value)
      if (!position) return stream.lose()
      const { epoch, version } = position
      const isAhead = () => epoch !== cursor().epoch || version > cursor().version
      if (isAhead()) stream.later(() => isAhead() && onAhead(version), GAP_TIMEOUT_MS)
    },
    gone: () => {
      stop()
      onState("not-found")
    },
  }
  const stream = new EventStream({
    open: (listen) =>
      open(options, {
        delta: listen(onFrame.delta),
        position: listen(onFrame.position),
        gone: listen(onFrame.gone),
        restarted: listen(() => stream.restart()),
        lost: listen(() => stream.lose()),
      }),
    maxSilenceMs,
    signals,
    onLost: () => onState("reconnecting"),
  })
  const unsubscribe = signals.onResume(() => {
    if (!stream.isOpen || stream.isSilent()) return stream.open()
    if (!isSameResume(stream.openedAt)) return void catchUp()
    // The new connection brings what was missed; if it brings nothing soon, that is requested.
    stream.later(() => stream.heardAt === stream.openedAt && void catchUp(), GAP_TIMEOUT_MS)
  })
  const stop = () => {
    stopped = true
    unsubscribe()
    stream.stop()
  }
  stream.open()
  return stop
}

/** Passes wherever plain HTTP does, unless a proxy buffers it. */
export const sse = streamTransport(
  ({ slug, cursor, settings }, frames) => {
    const { epoch, version } = cursor()
    const query = new URLSearchParams({ epoch, after: String(version) })
    const source = new EventSource(`${settings.liveUrl ?? ""}${readerPaths.stream(slug())}?${query}`)
    source.addEventListener("delta", (event) => frames.delta(parseJson(event.data)))
    source.addEventListener("position", (event) => frames.position(parseJson(event.data)))
    source.addEventListener("gone", frames.gone)
    source.addEventListener("restart", frames.restarted)
    // The browser would reconnect too, but at a fixed pace and from the position of the start.
    source.addEventListener("error", frames.lost)
    return () => source.close()
  },
  { maxSilenceMs: MAX_SILENCE_MS },
)

const PROTOCOL = "running-story.v1"

const GONE = 4404

const RESTART = 1012

/** Not every host and proxy lets it pass. */
export const websocket = streamTransport(
  ({ slug, cursor, settings }, frames) => {
    const { epoch, version } = cursor()
    const url = new URL(readerPaths.socket(slug()), settings.liveUrl ?? location.href)
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:"
    url.search = String(new URLSearchParams({ epoch, after: String(version) }))
    const socket = new WebSocket(url, PROTOCOL)
    socket.onmessage = ({ data }) => {
      const frame = parseJson(data)
      if (isDelta(frame)) frames.delta(frame)
      else frames.position(frame)
    }
    socket.onclose = ({ code }) => {
      if (code === GONE) frames.gone()
      else if (code === RESTART) frames.restarted()
      else frames.lost()
    }
    return () => socket.close()
  },
  { maxSilenceMs: MAX_SILENCE_MS },
)

// What is neither a delta nor a position is rejected as a position.
function isDelta(frame: unknown): boolean {
  return typeof frame === "object" && frame !== null && "posts" in frame
}

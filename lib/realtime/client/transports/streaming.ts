import { backoff, wasSteady } from "@/lib/backoff"
import { parsePosition } from "@/lib/protocol/parse-delta"
import { readerPaths } from "@/lib/reader-paths"
import { isSameResume } from "@/lib/realtime/client/page-lifecycle"
import { parseOrReload } from "@/lib/realtime/client/version-skew"
import type { Transport, TransportOptions } from "./transport"

/** A position that is ahead of the page: the delta may be on its way; if it is not here by then, it was lost. */
const REFUSED_WITHIN_MS = 1_000
const WATCHDOG_INTERVAL_MS = 5_000
/** Of a connection to us, in milliseconds: two signs of life and a half (`lib/realtime/heartbeat.ts`). */
export const MAX_SILENCE_MS = 62_000
/** Readers of a server that restarts come back over this time; those that it lets go again at once, over its second half. */
const RESTART_MS = 4_000

/** What a connection brings. After any of `gone`, `restarted` and `lost` it is closed. */
export type StreamFrames = {
  /** What should be a delta. Nothing from outside is believed: it is checked here. */
  delta: (value: unknown) => void
  /** What should be `{epoch, version}`, where the blog is. */
  position: (value: unknown) => void
  gone: () => void
  /** The server said that it will be back in a moment. */
  restarted: () => void
  lost: () => void
}

/** Opens one connection from the page's position on; returns how to close it. */
export type OpenStream = (options: TransportOptions, frames: StreamFrames) => () => void

/**
 * A transport that holds a connection: opens it again after each loss, with back-off and full jitter; takes silence for
 * loss; reads a position ahead as a gap; on waking up asks for what may be missing. `longestSilence` in milliseconds.
 */
export function streamTransport(open: OpenStream, { longestSilence }: { longestSilence: number }): Transport {
  return { start: (options) => keepOpen(open, longestSilence, options) }
}

/** JSON from outside; undefined when it is none. */
export function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text))
  } catch {
    return undefined
  }
}

function keepOpen(open: OpenStream, longestSilence: number, options: TransportOptions): () => void {
  const { cursor, onDelta, catchUp, onAhead, onState, signals } = options
  let connection = 0
  let close: (() => void) | null = null
  let failures = 0
  let openedAt = 0
  let liveSince: number | null = null
  let heardAt = 0
  let retry: ReturnType<typeof setTimeout> | undefined
  let moment: ReturnType<typeof setTimeout> | undefined

  const connect = () => {
    clearTimeout(retry)
    connection += 1
    const mine = connection
    openedAt = heardAt = Date.now()
    liveSince = null
    const hear =
      <T extends unknown[]>(handle: (...values: T) => void) =>
      (...values: T) => {
        if (mine !== connection) return
        heardAt = Date.now()
        handle(...values)
      }
    const opened = open(options, {
      delta: hear(takeDelta),
      position: hear(takePosition),
      gone: hear(() => {
        stop()
        onState("not-found")
      }),
      restarted: hear(() =>
        reconnectAfter((wasSteady(liveSince) ? Math.random() : 0.5 + Math.random() / 2) * RESTART_MS),
      ),
      lost: hear(lose),
    })
    if (mine === connection) close = opened
    else opened()
  }
  const disconnect = () => {
    connection += 1
    clearTimeout(retry)
    clearTimeout(moment)
    close?.()
    close = null
  }
  const reconnectAfter = (pause: number) => {
    disconnect()
    retry = setTimeout(connect, pause)
  }
  const lose = () => {
    failures = wasSteady(liveSince) ? 1 : failures + 1
    reconnectAfter(backoff(failures))
    onState("reconnecting")
  }
  const live = () => {
    liveSince ??= Date.now()
    onState("live")
  }
  const takeDelta = (value: unknown) => {
    const mine = connection
    const delta = parseOrReload(value)
    const outcome = delta ? onDelta(delta) : "nonsense"
    // `onDelta` may have stopped us: the blog has ended.
    if (mine !== connection) return
    if (outcome === "nonsense" || outcome === "reset") lose()
    else live()
  }
  const takePosition = (value: unknown) => {
    const position = parsePosition(value)
    if (!position) return lose()
    const { epoch, version } = position
    const isAhead = () => epoch !== cursor().epoch || version > cursor().version
    if (isAhead()) moment = setTimeout(() => isAhead() && onAhead(version), REFUSED_WITHIN_MS)
  }

  const isSilent = () => close !== null && Date.now() - heardAt > longestSilence
  const look = setInterval(() => isSilent() && lose(), WATCHDOG_INTERVAL_MS)
  const unsubscribe = [
    signals.onResume(() => {
      if (close === null || isSilent()) {
        disconnect()
        connect()
      } else if (isSameResume(openedAt)) {
        // It brings what was missed, from the page's position on; if it brings nothing soon, that is asked for.
        moment = setTimeout(() => heardAt === openedAt && void catchUp(), REFUSED_WITHIN_MS)
      } else void catchUp()
    }),
    signals.onOffline(() => close !== null && lose()),
  ]
  const stop = () => {
    for (const each of unsubscribe) each()
    clearInterval(look)
    disconnect()
  }
  connect()
  return stop
}

/** One event stream carries everything. Passes wherever plain HTTP does, unless something in between holds it back. */
export const sse = streamTransport(
  ({ slug, cursor, settings }, frames) => {
    const { epoch, version } = cursor()
    const query = new URLSearchParams({ epoch, after: String(version) })
    const source = new EventSource(`${settings.liveUrl ?? ""}${readerPaths.stream(slug())}?${query}`)
    source.addEventListener("delta", (event) => frames.delta(parseJson(event.data)))
    source.addEventListener("position", (event) => frames.position(parseJson(event.data)))
    source.addEventListener("gone", frames.gone)
    source.addEventListener("restart", frames.restarted)
    // The browser would come back by itself, but at a fixed pace and with the position of the start.
    source.addEventListener("error", frames.lost)
    return () => source.close()
  },
  { longestSilence: MAX_SILENCE_MS },
)

const PROTOCOL = "running-story.v1"

const GONE = 4404

const RESTART = 1012

/** One socket carries everything. Not every host and proxy lets it pass. */
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
  { longestSilence: MAX_SILENCE_MS },
)

// What is neither a delta nor a position is refused as a position.
function isDelta(frame: unknown): boolean {
  return typeof frame === "object" && frame !== null && "posts" in frame
}

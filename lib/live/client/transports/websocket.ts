import { readerPaths } from "@/lib/reader-paths"
import { MAX_SILENCE_MS, parseJson, streamTransport } from "@/lib/realtime/client/transports/streaming"

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

import { readerPaths } from "@/lib/reader-paths"
import { MAX_SILENCE_MS, parseJson, streamTransport } from "@/lib/realtime/client/transports/streaming"

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

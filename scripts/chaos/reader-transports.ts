import { WebSocket } from "ws"
import type { Cursor } from "@/lib/protocol/delta"

export type Endpoint = { port: number; slug: string }
type Read = (place: Endpoint, cursor: () => Cursor, take: (text: string) => void) => Promise<void>

const INTERVAL_MS = 300
const WAIT_SECONDS = 2
/** Silence after which a connection is given up, as a half-open one must be. */
const SILENCE_MS = 4_000

/** One connection, or one request, of each transport; it returns or throws when that is over. */
export const READ = {
  "interval-polling": async (place, cursor, take) => {
    await ask(place, cursor, take, "")
    await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS))
  },
  "long-polling": (place, cursor, take) => ask(place, cursor, take, `&wait=${WAIT_SECONDS}`),
  sse: readStream,
  websocket: readSocket,
} satisfies Record<string, Read>

async function ask(place: Endpoint, cursor: () => Cursor, take: (text: string) => void, more: string): Promise<void> {
  const url = `http://127.0.0.1:${place.port}/api/blogs/${place.slug}/changes?${query(cursor())}${more}`
  const response = await fetch(url, { signal: AbortSignal.timeout(SILENCE_MS) })
  const text = await response.text()
  if (response.ok) take(text)
}

async function readStream(place: Endpoint, cursor: () => Cursor, take: (text: string) => void): Promise<void> {
  const abort = new AbortController()
  let silence = setTimeout(() => abort.abort(), SILENCE_MS)
  try {
    const url = `http://127.0.0.1:${place.port}/api/blogs/${place.slug}/stream?${query(cursor())}`
    const response = await fetch(url, { signal: abort.signal })
    if (!response.ok || !response.body) return
    let text = ""
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      clearTimeout(silence)
      silence = setTimeout(() => abort.abort(), SILENCE_MS)
      const events = (text + chunk).split("\n\n")
      // What is not ended by an empty line was cut off, and is never taken.
      text = events.pop() ?? ""
      for (const event of events) {
        if (event.includes("event: delta")) take(/^data: (.*)$/m.exec(event)?.[1] ?? "")
      }
    }
  } finally {
    clearTimeout(silence)
    abort.abort()
  }
}

function readSocket(place: Endpoint, cursor: () => Cursor, take: (text: string) => void): Promise<void> {
  const url = `ws://127.0.0.1:${place.port}/ws/channel/${place.slug}/?${query(cursor())}`
  const socket = new WebSocket(url, "running-story.v1", { handshakeTimeout: SILENCE_MS, perMessageDeflate: false })
  let silence = setTimeout(() => socket.terminate(), SILENCE_MS)
  return new Promise((resolve) => {
    socket.on("error", () => socket.terminate())
    socket.on("close", () => {
      clearTimeout(silence)
      resolve()
    })
    socket.on("message", (data) => {
      clearTimeout(silence)
      silence = setTimeout(() => socket.terminate(), SILENCE_MS)
      const text = data.toString()
      try {
        if (text.includes('"removals"')) take(text)
      } catch {
        socket.terminate()
      }
    })
  })
}

function query({ epoch, version }: Cursor): string {
  return `epoch=${encodeURIComponent(epoch)}&after=${version}`
}

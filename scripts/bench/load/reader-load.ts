import net from "node:net"
import { now, serveCalls } from "../load-worker"

/*
 * Holds readers on raw sockets and notes when each of them has a delta whole. They do what a browser does: a long poll
 * asks again at once, a socket answers pings.
 */

export type LoadTransport = "long-polling" | "sse" | "websocket" | "raw"
export type OpenReaders = {
  transport: LoadTransport
  port: number
  slug: string
  epoch: string
  version: number
  count: number
}

const BATCH_SIZE = 250
/** Every delta ends like this, and nothing else that is sent holds it. */
const END_OF_DELTA = '"removals":['
const PING = 0x89
const PONG = Buffer.from([0x8a, 0x80, 0, 0, 0, 0])

type Reader = { socket: net.Socket; version: number; tail: string; arrived: number; opened: () => void }

const readers: Reader[] = []
let settings: OpenReaders
let lost = 0

serveCalls({ open, arm, collect, drop, counts: () => ({ held: readers.length, lost }) })

async function open(wanted: OpenReaders): Promise<void> {
  settings = wanted
  for (let left = wanted.count; left > 0; left -= BATCH_SIZE)
    await Promise.all(Array.from({ length: Math.min(left, BATCH_SIZE) }, () => openOne(wanted.version)))
}

/** From now on arrivals are noted; before this they are not. */
function arm(): void {
  for (const reader of readers) reader.arrived = 0
}

/** Milliseconds from `since` to each reader's delta; infinite for those who got none in time. */
async function collect({ since, within }: { since: number; within: number }): Promise<number[]> {
  const deadline = since + within
  while (now() < deadline && readers.some(({ arrived }) => arrived === 0))
    await new Promise((resolve) => setTimeout(resolve, 20))
  return readers.map(({ arrived }) => (arrived === 0 ? Number.MAX_SAFE_INTEGER : arrived - since))
}

/** Cuts the newest readers off, all at once. */
function drop(count: number): void {
  for (const { socket } of readers.splice(-count)) socket.removeAllListeners("close").destroy()
}

function openOne(version: number): Promise<void> {
  const { port, transport } = settings
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, "127.0.0.1", () => {
      ask(reader)
      // A held poll says nothing until there is something; the raw server neither.
      if (transport === "long-polling" || transport === "raw") resolve()
    })
    const reader: Reader = { socket, version, tail: "", arrived: 0, opened: resolve }
    socket.setNoDelay(true)
    socket.on("error", reject)
    socket.on("close", () => {
      lost += 1
      readers.splice(readers.indexOf(reader), 1)
    })
    socket.on("data", (chunk) => take(reader, chunk))
    readers.push(reader)
  })
}

function take(reader: Reader, chunk: Buffer): void {
  // A ping is the last of what comes with it. Looking for it everywhere would cost these readers what the floor's do not pay.
  if (settings.transport === "websocket" && chunk.at(-2) === PING && chunk.at(-1) === 0) reader.socket.write(PONG)
  // Looked for in the whole chunk first; only what may be half of it is kept.
  if (!chunk.includes(END_OF_DELTA)) {
    const text = reader.tail + chunk.toString("latin1", 0, 64)
    reader.tail = chunk.toString("latin1", Math.max(0, chunk.length - END_OF_DELTA.length))
    if (!text.includes(END_OF_DELTA)) return
  }
  reader.tail = ""
  reader.arrived ||= now()
  reader.opened()
  if (settings.transport !== "long-polling") return
  reader.version = Number(/"from":\d+,"version":(\d+)/.exec(chunk.toString("latin1", 0, 1_000))?.[1] ?? reader.version)
  ask(reader)
}

function ask({ socket, version }: Reader): void {
  const { transport, slug, epoch } = settings
  const head = `Host: 127.0.0.1\r\nAccept: */*\r\nUser-Agent: bench\r\n`
  const query = `epoch=${epoch}&after=${version}`
  if (transport === "long-polling")
    socket.write(`GET /api/blogs/${slug}/changes?${query}&wait=290 HTTP/1.1\r\n${head}\r\n`)
  if (transport === "sse") socket.write(`GET /api/blogs/${slug}/stream?${query} HTTP/1.1\r\n${head}\r\n`)
  if (transport === "websocket")
    socket.write(
      `GET /ws/channel/${slug}/?${query} HTTP/1.1\r\n${head}Connection: Upgrade\r\nUpgrade: websocket\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: running-story.v1\r\n\r\n`,
    )
}

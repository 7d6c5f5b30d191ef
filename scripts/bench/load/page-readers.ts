import net from "node:net"
import { now, serveCalls } from "../load-worker"

/*
 * Asks for one page again and again over keep-alive connections, on raw sockets, and notes which texts of the page were
 * seen and when. Unlike polls, the answer may change its length.
 */

export type PageRun = { port: number; path: string; connections: number; milliseconds: number }
/** `seen`: when the first answer with each tag arrived, on the machine's monotonic clock. */
export type PageResult = { perSecond: number; p50: number; p99: number; bytes: number; seen: [string, number][] }

serveCalls({ run })

async function run({ port, path, connections, milliseconds }: PageRun): Promise<PageResult> {
  const request = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept-Encoding: gzip\r\n\r\n`
  const all: Seen = { times: [], bytes: 0, seen: new Map() }
  const start = now()
  const ends = Array.from({ length: connections }, () => ask(port, request, start + milliseconds, all))
  await Promise.all(ends)
  const { times, bytes, seen } = all
  times.sort((a, b) => a - b)
  const at = (percent: number) => times[Math.floor((times.length * percent) / 100)] ?? Number.NaN
  return { perSecond: (times.length / (now() - start)) * 1000, p50: at(50), p99: at(99), bytes, seen: [...seen] }
}

type Seen = { times: number[]; bytes: number; seen: Map<string, number> }

function ask(port: number, request: string, end: number, all: Seen): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, "127.0.0.1", () => send())
    let sent = 0
    let missing = 0
    let head = ""
    const send = () => {
      sent = now()
      socket.write(request, "latin1")
    }
    const readHead = (chunk: Buffer): number => {
      head += chunk.toString("latin1")
      const length = head.indexOf("\r\n\r\n") + 4
      if (length < 4) return Number.POSITIVE_INFINITY
      if (!head.startsWith("HTTP/1.1 200")) throw new Error(`The server answered ${head.slice(0, 40)}`)
      const body = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN)
      const tag = /etag: (\S+)/i.exec(head)?.[1] ?? ""
      if (!all.seen.has(tag)) all.seen.set(tag, now())
      all.bytes = length + body
      return length + body - head.length
    }
    socket.setNoDelay(true)
    socket.on("error", reject)
    socket.on("data", (chunk) => {
      try {
        missing = head.includes("\r\n\r\n") ? missing - chunk.length : readHead(chunk)
      } catch (error) {
        return reject(error)
      }
      if (missing > 0) return
      const late = now()
      all.times.push(late - sent)
      head = ""
      if (late < end) return send()
      socket.destroy()
      resolve()
    })
  })
}

import net from "node:net"
import { now, serveCalls } from "../load-worker"

/*
 * Asks one question again and again over keep-alive connections, on raw sockets: about a third of what an HTTP client
 * costs, so that the server is the slower end.
 */

export type PollRun = { port: number; request: string; connections: number; milliseconds: number }
export type PollLoadResult = { perSecond: number; p50: number; p99: number; bytes: number }

serveCalls({ run })

async function run({ port, request, connections, milliseconds }: PollRun): Promise<PollLoadResult> {
  const bytes = await measureAnswer(port, request)
  const times: number[] = []
  const start = now()
  const end = start + milliseconds
  await Promise.all(Array.from({ length: connections }, () => ask({ port, request, bytes, end, times })))
  times.sort((a, b) => a - b)
  const at = (percent: number) => times[Math.floor((times.length * percent) / 100)] ?? Number.NaN
  return { perSecond: (times.length / (now() - start)) * 1000, p50: at(50), p99: at(99), bytes }
}

type Asking = { port: number; request: string; bytes: number; end: number; times: number[] }

function ask({ port, request, bytes, end, times }: Asking): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, "127.0.0.1", () => send())
    let sent = 0
    let got = 0
    const send = () => {
      sent = now()
      socket.write(request, "latin1")
    }
    socket.setNoDelay(true)
    socket.on("error", reject)
    socket.on("data", (chunk) => {
      got += chunk.length
      if (got < bytes) return
      const late = now()
      if (got > bytes) return reject(new Error("The answer changed its length in the middle of a run."))
      got = 0
      times.push(late - sent)
      if (late < end) return send()
      socket.destroy()
      resolve()
    })
  })
}

/** The length of the whole answer, head and body; throws unless it is a 200. */
function measureAnswer(port: number, request: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = ""
    const socket = net.connect(port, "127.0.0.1", () => socket.write(request, "latin1"))
    socket.on("error", reject)
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1")
      const head = text.indexOf("\r\n\r\n") + 4
      if (head < 4) return
      if (!text.startsWith("HTTP/1.1 200")) return reject(new Error(`The server answered ${text.slice(0, 40)}`))
      const whole = lengthOfWhole(text, head, request.startsWith("HEAD"))
      if (text.length < whole) return
      socket.destroy()
      resolve(whole)
    })
  })
}

function lengthOfWhole(text: string, head: number, isHead: boolean): number {
  if (isHead) return head
  const length = /content-length: (\d+)/i.exec(text.slice(0, head))?.[1]
  if (length !== undefined) return head + Number(length)
  return text.endsWith("\r\n0\r\n\r\n") ? text.length : Number.POSITIVE_INFINITY
}

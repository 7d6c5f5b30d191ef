import net from "node:net"
import { now, serveCalls } from "../load-worker"

/*
 * First visits on raw sockets: each opens a connection, asks for the page and all of its parts in turn, and goes.
 */

export type VisitRun = { port: number; addresses: string[]; visitors: number; milliseconds: number }
export type VisitResult = { perSecond: number; p50: number; p99: number; bytes: number }

serveCalls({ run })

async function run({ port, addresses, visitors, milliseconds }: VisitRun): Promise<VisitResult> {
  const requests = addresses.map(
    (address) => `GET ${address} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept-Encoding: gzip, br\r\n\r\n`,
  )
  const times: number[] = []
  let bytes = 0
  const start = now()
  const visitUntilEnd = async () => {
    while (now() - start < milliseconds) {
      const arrival = now()
      bytes = await visit(port, requests)
      times.push(now() - arrival)
    }
  }
  await Promise.all(Array.from({ length: visitors }, visitUntilEnd))
  const perSecond = (times.length / (now() - start)) * 1000
  times.sort((a, b) => a - b)
  const at = (percent: number) => times[Math.floor((times.length * percent) / 100)] ?? Number.NaN
  return { perSecond, p50: at(50), p99: at(99), bytes }
}

/** Asks for everything over one connection. Returns the bytes that came. */
function visit(port: number, requests: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, "127.0.0.1", () => send())
    let index = 0
    let total = 0
    let missing = 0
    let head = ""
    const send = () => socket.write(requests[index] ?? "", "latin1")
    const readHead = (chunk: Buffer): number => {
      head += chunk.toString("latin1")
      const length = head.indexOf("\r\n\r\n") + 4
      if (length < 4) return Number.POSITIVE_INFINITY
      if (!head.startsWith("HTTP/1.1 200")) throw new Error(`${requests[index]} was answered ${head.slice(0, 40)}`)
      const body = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN)
      return length + body - head.length
    }
    socket.setNoDelay(true)
    socket.on("error", reject)
    socket.on("data", (chunk) => {
      total += chunk.length
      try {
        missing = head.includes("\r\n\r\n") ? missing - chunk.length : readHead(chunk)
      } catch (error) {
        socket.destroy()
        return reject(error)
      }
      if (missing > 0) return
      head = ""
      index += 1
      if (index < requests.length) return void send()
      socket.destroy()
      resolve(total)
    })
  })
}

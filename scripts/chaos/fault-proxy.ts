import type { Socket } from "node:net"
import { startTcpProxy } from "../lib/fakes/tcp-proxy"

/** What networks do to connections. */
export const FAULT_KINDS = ["cut", "half-open", "stall", "truncate"] as const
type Fault = (typeof FAULT_KINDS)[number]
const MAX_CONNECTION_MS = 4_000
const STALL_MS = 1_500

export type FaultProxy = { port: number; faults: () => number; calm: () => void; stop: () => Promise<void> }

/**
 * Stands between readers and a server, and does to each connection, after random times, what networks do: cuts it, goes
 * silent without closing it, holds everything back for a while, or ends it in the middle of an event; one of `kinds` in turn.
 */
export async function startFaultProxy(target: number, kinds: readonly Fault[] = FAULT_KINDS): Promise<FaultProxy> {
  let calm = false
  let faults = 0
  const { url, stop } = await startTcpProxy({ hostname: "127.0.0.1", port: String(target) }, (reader, upstream) => {
    reader.pipe(upstream)
    upstream.pipe(reader)
    let timer: NodeJS.Timeout
    const harmLater = (from: number) => {
      timer = setTimeout(
        () => {
          if (calm) return
          faults += 1
          const fault = kinds[faults % kinds.length] ?? "cut"
          harm(fault, reader, upstream)
          // It goes on, and may be harmed again; the others have ended or never say anything any more.
          if (fault === "stall") harmLater(STALL_MS)
        },
        from + Math.random() * MAX_CONNECTION_MS,
      )
    }
    harmLater(0)
    reader.on("close", () => clearTimeout(timer))
  })
  const becomeCalm = () => {
    calm = true
  }
  return { port: Number(new URL(url).port), faults: () => faults, calm: becomeCalm, stop }
}

function harm(fault: Fault, reader: Socket, upstream: Socket): void {
  if (fault === "cut") return void reader.destroy()
  upstream.unpipe(reader)
  if (fault === "half-open") return void reader.unpipe(upstream)
  if (fault === "stall") return void setTimeout(() => upstream.pipe(reader), STALL_MS)
  upstream.once("data", (chunk: Buffer) => {
    reader.write(chunk.subarray(0, Math.floor(chunk.length / 2)), () => reader.destroy())
  })
  upstream.resume()
}

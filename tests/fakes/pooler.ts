import type { Socket } from "node:net"
import type { RunningProxy } from "./listen"
import { startTcpProxy } from "./tcp-proxy"

/*
 * A pooler in transaction mode, as far as LISTEN is concerned: it says "LISTEN" as if all were well, and the connection that
 * listens is another one by the time something is announced. Everything else passes through to the database.
 */

export async function startPooler(databaseUrl: string): Promise<RunningProxy> {
  const { url, stop } = await startTcpProxy(new URL(databaseUrl), (client, upstream) => {
    upstream.pipe(client)
    swallowListen(client, upstream)
  })
  const pooled = new URL(databaseUrl)
  pooled.host = new URL(url).host
  return { url: pooled.href, stop }
}

// The first message of a connection has no letter in front; of the others the letter "Q" is a statement.
function swallowListen(client: Socket, upstream: Socket): void {
  let waiting = Buffer.alloc(0)
  let started = false
  client.on("data", (chunk) => {
    waiting = Buffer.concat([waiting, chunk])
    for (;;) {
      const at = started ? 1 : 0
      if (waiting.length < at + 4) return
      const size = at + waiting.readInt32BE(at)
      if (waiting.length < size) return
      const message = waiting.subarray(0, size)
      waiting = waiting.subarray(size)
      const isListen = started && message[0] === 0x51 && /^listen\b/i.test(message.subarray(5).toString())
      started = true
      if (isListen) client.write(LISTENED)
      else upstream.write(message)
    }
  })
}

// CommandComplete "LISTEN", then ReadyForQuery, idle.
const LISTENED = Buffer.from([0x43, 0, 0, 0, 11, ...Buffer.from("LISTEN\0"), 0x5a, 0, 0, 0, 5, 0x49])

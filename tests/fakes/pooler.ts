import net, { type AddressInfo } from "node:net"

/*
 * A pooler in transaction mode, as far as LISTEN is concerned: it says "LISTEN" as if all were well, and the connection that
 * listens is another one by the time something is announced. Everything else passes through to the database.
 */

export async function startPooler(databaseUrl: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const target = new URL(databaseUrl)
  const sockets = new Set<net.Socket>()
  const server = net.createServer((client) => {
    const upstream = net.connect(Number(target.port), target.hostname)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      const end = () => [client, upstream].map((each) => each.destroy())
      socket.on("error", end)
      socket.on("close", end)
    }
    upstream.pipe(client)
    swallowListen(client, upstream)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const url = new URL(databaseUrl)
  url.port = String((server.address() as AddressInfo).port)
  const stop = async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url: url.href, stop }
}

// The first message of a connection has no letter in front; of the others the letter "Q" is a statement.
function swallowListen(client: net.Socket, upstream: net.Socket): void {
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

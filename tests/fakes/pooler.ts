import type { Socket } from "node:net"
import type { RunningProxy } from "../../scripts/lib/fakes/running-proxy"
import { startTcpProxy } from "../../scripts/lib/fakes/tcp-proxy"

/*
 * A pooler in transaction mode as it comes (PgBouncer), in three respects: it says "LISTEN" as if all were well, and the
 * connection that listens is another one by the time something is announced; it refuses settings at the start of a
 * connection; and it names a process of its own. Everything else passes through to the database.
 */

const ALLOWED = new Set(["user", "database", "application_name", "client_encoding"])
const OTHER_PROCESS = 99_999_999

export async function startPooler(databaseUrl: string): Promise<RunningProxy> {
  const { url, stop } = await startTcpProxy(new URL(databaseUrl), (client, upstream) => {
    renameProcess(client, upstream)
    checkWhatIsSaid(client, upstream)
  })
  const pooled = new URL(databaseUrl)
  pooled.host = new URL(url).host
  return { url: pooled.href, stop }
}

// The first message of a connection has no letter in front; of the others the letter "Q" is a statement.
function checkWhatIsSaid(client: Socket, upstream: Socket): void {
  let started = false
  onMessages(client, 0, (message) => {
    const refused = started ? undefined : startParameters(message).find((name) => !ALLOWED.has(name))
    if (refused) return void client.end(refusal(`unsupported startup parameter: ${refused}`))
    const isListen = started && message[0] === 0x51 && /^listen\b/i.test(message.subarray(5).toString())
    started = true
    if (isListen) client.write(LISTENED)
    else upstream.write(message)
  })
}

// BackendKeyData: the letter "K", a length, the process, a key.
function renameProcess(client: Socket, upstream: Socket): void {
  onMessages(upstream, 1, (message) => {
    if (message[0] === 0x4b) message.writeInt32BE(OTHER_PROCESS, 5)
    client.write(message)
  })
}

/** Calls back for each message; `letters`: how many stand before the length of the first one. */
function onMessages(socket: Socket, letters: number, onMessage: (message: Buffer) => void): void {
  let waiting = Buffer.alloc(0)
  let at = letters
  socket.on("data", (chunk) => {
    waiting = Buffer.concat([waiting, chunk])
    for (;;) {
      if (waiting.length < at + 4) return
      const size = at + waiting.readInt32BE(at)
      if (waiting.length < size) return
      const message = waiting.subarray(0, size)
      waiting = waiting.subarray(size)
      at = 1
      onMessage(message)
    }
  })
}

// A length and a version, then names and values in turn.
function startParameters(message: Buffer): string[] {
  const words = message.subarray(8).toString().split("\0")
  return words.filter((word, index) => index % 2 === 0 && word !== "")
}

function refusal(words: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C08P01\0M${words}\0\0`)
  const head = Buffer.from([0x45, 0, 0, 0, 0])
  head.writeInt32BE(fields.length + 4, 1)
  return Buffer.concat([head, fields])
}

// CommandComplete "LISTEN", then ReadyForQuery, idle.
const LISTENED = Buffer.from([0x43, 0, 0, 0, 11, ...Buffer.from("LISTEN\0"), 0x5a, 0, 0, 0, 5, 0x49])

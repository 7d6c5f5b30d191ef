import { WebSocket } from "ws"

/** A connection that tells by itself, and all that it has told. */
export type Listener = { name: string; told: () => string; close: () => void }

/** An event stream; what it tells from its first byte on. */
export function listenToStream(name: string, address: string): Listener {
  const abort = new AbortController()
  let told = ""
  const read = async () => {
    const decoder = new TextDecoder()
    const { body } = await fetch(address, { signal: abort.signal })
    for await (const chunk of body ?? []) told += decoder.decode(chunk, { stream: true })
  }
  read().catch(() => {})
  return { name, told: () => told, close: () => abort.abort() }
}

/** A socket, by its protocol: our own, that of Wagtail Live, or a Pusher service's. */
export function listenToSocket(
  name: string,
  address: string,
  { protocol, say }: { protocol?: string; say?: object } = {},
): Listener {
  const socket = new WebSocket(address, protocol ? [protocol] : [])
  let told = ""
  socket.on("message", (data) => {
    told += `${data}\n`
  })
  socket.on("error", () => {})
  if (say) socket.on("open", () => socket.send(JSON.stringify(say)))
  return { name, told: () => told, close: () => socket.terminate() }
}

/** One who asks again and again, by long polls. */
export function listenByPolls(name: string, address: (after: number) => string): Listener {
  let told = ""
  let closed = false
  const ask = async () => {
    for (let after = 0; !closed; ) {
      const text = await (await fetch(address(after))).text()
      told += text
      after = Number((JSON.parse(text) as { version?: number }).version ?? after)
    }
  }
  ask().catch(() => {})
  return {
    name,
    told: () => told,
    close: () => {
      closed = true
    },
  }
}

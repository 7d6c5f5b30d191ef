import net from "node:net"
import { afterEach, describe, expect, it, vi } from "vitest"
import { env } from "@/lib/env"
import { counts } from "@/lib/metrics/counts"
import { PostgresListener } from "@/lib/realtime/postgres-listener"
import { listenForLoad } from "@/scripts/bench/load/listen-for-load"
import { useDatabase } from "../setup/database"

const NOTIFICATION = "A".charCodeAt(0)
const HEAD_BYTES = 5

/** What a pooler in transaction mode does to one who listens: everything passes but notifications. */
function dropNotifications(forward: (bytes: Buffer) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0)
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    while (rest.length >= HEAD_BYTES) {
      const length = 1 + rest.readUInt32BE(1)
      if (rest.length < length) return
      if (rest[0] !== NOTIFICATION) forward(rest.subarray(0, length))
      rest = rest.subarray(length)
    }
  }
}

async function startPooler(databaseUrl: URL): Promise<{ url: string; server: net.Server }> {
  const server = net.createServer((client) => {
    const database = net.connect(Number(databaseUrl.port), databaseUrl.hostname)
    for (const socket of [client, database]) socket.on("error", () => {})
    client.on("data", (chunk) => database.write(chunk))
    database.on(
      "data",
      dropNotifications((bytes) => client.write(bytes)),
    )
    client.on("close", () => database.destroy())
    database.on("close", () => client.destroy())
  })
  const url = new URL(databaseUrl)
  url.port = String(await listenForLoad(server))
  return { url: url.href, server }
}

describe("the connection that listens for changes", () => {
  useDatabase()
  const undo: (() => unknown)[] = []
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step()
  })

  const start = (url: string) => {
    const onConnect = vi.fn()
    const listener = new PostgresListener({ url, channels: ["live"], onNotice: () => {}, onConnect })
    undo.push(() => listener.stop())
    listener.start()
    return { listener, onConnect }
  }

  it("counts as connected when a notification of its own has arrived", async () => {
    const { listener, onConnect } = start(env().DATABASE_URL ?? "")
    await listener.settled
    expect([listener.connected, listener.isProven, onConnect.mock.calls.length]).toEqual([true, true, 1])
  })

  it("never counts as connected behind a pooler that drops notifications, and says what to set", async () => {
    const before = counts.loggedErrors
    const { url, server } = await startPooler(new URL(env().DATABASE_URL ?? ""))
    undo.push(() => server.close())
    const { listener, onConnect } = start(url)
    await listener.settled
    expect([listener.connected, listener.isProven, onConnect.mock.calls.length]).toEqual([false, false, 0])
    expect(counts.loggedErrors - before).toBe(1)
  })
})

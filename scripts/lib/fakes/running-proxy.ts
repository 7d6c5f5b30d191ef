import type { AddressInfo, Server } from "node:net"

export type RunningProxy = { url: string; stop: () => Promise<void> }

/** Opens a server on a free port; `end` cuts the connections that are open when it stops. */
export async function listenAsProxy(server: Server, end: () => void): Promise<RunningProxy> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const stop = async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    end()
    await closed
  }
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop }
}

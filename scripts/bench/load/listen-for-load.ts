import type { AddressInfo, Server } from "node:net"

/** Thousands may come at one moment: Node would let 511 of them wait. */
const BACKLOG = 4_096

/** Opens a server on a free port of this machine, and returns the port. */
export function listenForLoad(server: Server): Promise<number> {
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", BACKLOG, () => resolve((server.address() as AddressInfo).port)),
  )
}

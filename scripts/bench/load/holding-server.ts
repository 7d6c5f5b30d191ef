import { createServer, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { serveCalls } from "../worker"

/*
 * The floor of memory for long polls: a node:http server that holds all requests, and does nothing else.
 */

const held = new Set<ServerResponse>()

const server = createServer((_, response) => {
  held.add(response)
  response.on("close", () => held.delete(response))
})

serveCalls({
  listen: () =>
    new Promise((resolve) =>
      server.listen(0, "127.0.0.1", 4096, () => resolve((server.address() as AddressInfo).port)),
    ),
  count: () => held.size,
})

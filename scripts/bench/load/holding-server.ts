import "../collect-garbage"
import { createServer, type ServerResponse } from "node:http"
import { serveCalls } from "../worker"
import { listen } from "./listen"

/*
 * The floor of memory for long polls: a node:http server that holds all requests, and does nothing else.
 */

const held = new Set<ServerResponse>()

const server = createServer((_, response) => {
  held.add(response)
  response.on("close", () => held.delete(response))
})

serveCalls({
  listen: () => listen(server),
  count: () => held.size,
})

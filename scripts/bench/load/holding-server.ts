import "../collect-garbage"
import { createServer, type ServerResponse } from "node:http"
import { serveCalls } from "../load-worker"
import { listenForLoad } from "./listen-for-load"

/*
 * The floor of memory for long polls: a node:http server that holds all requests, and does nothing else.
 */

const held = new Set<ServerResponse>()

const server = createServer((_, response) => {
  held.add(response)
  response.on("close", () => held.delete(response))
})

serveCalls({
  listen: () => listenForLoad(server),
  count: () => held.size,
})

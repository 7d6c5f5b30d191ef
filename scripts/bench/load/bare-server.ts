import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { serveCalls } from "../worker"

/*
 * The baseline of polls: a node:http server that does nothing but send the bytes it was given.
 */

export type BareAnswer = { headers: Record<string, string>; body: string }

let answer: BareAnswer = { headers: {}, body: "" }

const server = createServer((_, response) => {
  response.writeHead(200, answer.headers)
  response.end(answer.body)
})

serveCalls({
  listen: () =>
    new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port))),
  answerWith: (given: BareAnswer) => {
    answer = given
  },
})

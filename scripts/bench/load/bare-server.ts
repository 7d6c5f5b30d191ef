import { createServer } from "node:http"
import { serveCalls } from "../load-worker"
import { listenForLoad } from "./listen-for-load"

/*
 * The baseline: a node:http server that does nothing but send the bytes it was given.
 */

/** `coding`: how the body's bytes are written in the text; UTF-8 unless said. */
export type BareAnswer = { headers: Record<string, string>; body: string; coding?: "base64" }

let answer: { headers: Record<string, string>; body: string | Buffer } = { headers: {}, body: "" }

const server = createServer((_, response) => {
  response.writeHead(200, answer.headers)
  response.end(answer.body)
})

serveCalls({
  listen: () => listenForLoad(server),
  answerWith: ({ headers, body, coding }: BareAnswer) => {
    answer = { headers, body: coding ? Buffer.from(body, coding) : body }
  },
})

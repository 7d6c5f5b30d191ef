import { connect } from "node:net"

/** The very bytes of a request, and what one may expect of an answer to them. */
export type RawRequest = {
  bytes: Buffer
  /** The answer to a HEAD has no body. */
  method: string
  /** More was announced than is sent: there may be no answer, and the connection is cut after a moment. */
  isCut: boolean
}

export type Answer = { status: number; headers: Map<string, string>; body: string }
/** All answers on the connection; `silent`: it stayed open without a whole one. */
export type Reply = { answers: Answer[]; silent: boolean }

const SILENT_AFTER_MS = 20_000
const CUT_AFTER_MS = 150
const MAX_REPLY_BYTES = 8 * 1024 * 1024

/** Sends bytes as they are, and reads what comes back until there is one whole answer or the connection ends. */
export function sendRaw(url: string, { bytes, method, isCut }: RawRequest): Promise<Reply> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname)
    let got = Buffer.alloc(0)
    const finish = (silent: boolean) => {
      clearTimeout(timer)
      socket.destroy()
      resolve({ answers: readAnswers(got, method, true).answers, silent })
    }
    const timer = setTimeout(() => finish(!isCut), isCut ? CUT_AFTER_MS : SILENT_AFTER_MS)
    socket.on("data", (chunk) => {
      got = Buffer.concat([got, chunk])
      const { answers, whole } = readAnswers(got, method, false)
      if (got.length > MAX_REPLY_BYTES || (whole && answers.length > 0) || isEndless(got)) finish(false)
    })
    // A server may close while we still write: what it said counts.
    socket.on("error", () => {})
    socket.on("close", () => finish(false))
    socket.write(bytes)
  })
}

/** A stream of events, or an open socket: there is no more to wait for. */
function isEndless(got: Buffer): boolean {
  const head = got.subarray(0, 4_096).toString("latin1")
  return (
    head.startsWith("HTTP/1.1 101") || (/\r\ncontent-type: text\/event-stream/i.test(head) && head.includes("\r\n\r\n"))
  )
}

function readAnswers(got: Buffer, method: string, ended: boolean): { answers: Answer[]; whole: boolean } {
  const answers: Answer[] = []
  let at = 0
  while (at < got.length) {
    const headEnd = got.indexOf("\r\n\r\n", at)
    if (headEnd < 0) return { answers, whole: false }
    const [first = "", ...lines] = got.subarray(at, headEnd).toString("latin1").split("\r\n")
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? Number.NaN)
    const headers = new Map(lines.map((line) => splitHeader(line)))
    const body = readBody(got.subarray(headEnd + 4), headers, status, method, ended)
    if (!body) return { answers: ended ? [...answers, { status, headers, body: "" }] : answers, whole: false }
    if (status >= 200 || status === 101) answers.push({ status, headers, body: body.text })
    at = headEnd + 4 + body.length
  }
  return { answers, whole: true }
}

function splitHeader(line: string): [string, string] {
  const colon = line.indexOf(":")
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
}

/** The body of one answer; null while it is not all there. */
function readBody(
  rest: Buffer,
  headers: Map<string, string>,
  status: number,
  method: string,
  ended: boolean,
): { text: string; length: number } | null {
  if (method === "HEAD" || status < 200 || status === 204 || status === 304) return { text: "", length: 0 }
  const announced = headers.get("content-length")
  if (announced !== undefined) {
    const length = Number(announced)
    return rest.length >= length ? { text: rest.subarray(0, length).toString("utf8"), length } : null
  }
  if (headers.get("transfer-encoding")?.toLowerCase() === "chunked") return readChunks(rest)
  return ended ? { text: rest.toString("utf8"), length: rest.length } : null
}

function readChunks(rest: Buffer): { text: string; length: number } | null {
  const parts: Buffer[] = []
  for (let at = 0; ; ) {
    const lineEnd = rest.indexOf("\r\n", at)
    if (lineEnd < 0) return null
    const size = Number.parseInt(rest.subarray(at, lineEnd).toString("latin1"), 16)
    if (Number.isNaN(size) || rest.length < lineEnd + 2 + size + 2) return null
    parts.push(rest.subarray(lineEnd + 2, lineEnd + 2 + size))
    at = lineEnd + 2 + size + 2
    if (size === 0) return { text: Buffer.concat(parts).toString("utf8"), length: at }
  }
}

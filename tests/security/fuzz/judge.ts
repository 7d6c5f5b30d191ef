import type { Answer, RawRequest, Reply } from "./raw-http"

/** What is wrong with the answers to a request, in words; null: nothing. */
export function faultOf({ answers, silent }: Reply, request: RawRequest, host: string): string | null {
  if (silent) return "no answer"
  // A connection that is cut before anything was understood may be closed without a word.
  if (answers.length === 0) return request.isCut ? null : "closed without an answer"
  for (const answer of answers) {
    const fault = faultOfAnswer(answer, request.method, host)
    if (fault) return `${answer.status}, ${fault}: ${answer.body.slice(0, 400)}`
  }
  return null
}

const INSIDE = /PrismaClient|node_modules|\.next\/server|\bat \S+ \(.*:\d+:\d+\)|ECONN|SELECT .* FROM/

function faultOfAnswer({ status, headers, body }: Answer, method: string, host: string): string | null {
  // Too busy, or restarting: whoever gets this may come again.
  if (!(status < 500) && status !== 503) return "a fault of the server"
  const location = headers.get("location") ?? /url=(.*)$/.exec(headers.get("refresh") ?? "")?.[1]
  if (location !== undefined && !isOwn(location, host)) return `leads to ${location}`
  if (status === 405 && !headers.has("allow")) return "does not tell which methods there are"
  if (status >= 400 && method !== "HEAD" && body.trim() === "") return "no word of what is wrong"
  if (status >= 400 && INSIDE.test(body)) return "tells of what is inside"
  return null
}

/** True for an address of this very host, however a browser reads it. */
function isOwn(location: string, host: string): boolean {
  return URL.canParse(location, `http://${host}/`) && new URL(location, `http://${host}/`).host === host
}
